"""The parameters of pages and endpoints beside those of a search, and the requests that they make."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from flask import request
from werkzeug.datastructures import MultiDict

from search.exports.formats import FORMATS, FileContent, Format
from search.links import LINES, PARAMETERS, TREND_PARAMETERS
from search.model import Document, Turn
from search.request import SearchRequest
from search.results.concordance import LineOrder
from search.results.trends import MOST_TERMS, Per, Split, TrendsRequest
from web.i18n import N_
from web.parameter_types import TEXT, member, number, one_of
from web.search_parameters import Parameter, ParameterError, argument_value, refusal, request_of


class Measure(StrEnum):
    """What the lines of a trend show."""

    MILLION = "million"
    COUNT = "count"


ORDER = Parameter(
    "order", member(LineOrder, LineOrder), N_("order of the lines: by date, or by the context left or right")
)
PER = Parameter("per", member(Per, Per), N_("step of time"))
BY = Parameter("by", member(Split, (Split.LANGUAGE, Split.SPEAKER)), N_("split each term by language or by speaker"))
UNIT = Parameter("unit", member(Measure, Measure), N_("what is drawn: per million characters, or the count itself"))
FORMAT = Parameter("format", one_of(FORMATS), N_("format of the file"))
OF = Parameter(
    "of",
    member(FileContent, FileContent),
    N_("what has an entry in the file; jsonl holds hits and md documents unless asked"),
)
CITE = Parameter("cite", TEXT, N_("turn to cite"))
TURN = Parameter("turn", TEXT, N_("turn to cite"))
GAPS = Parameter("gaps", number(0, 1), N_("1: only what has no counterpart"))

WHOLE = "document"  # what `cite` says when the document itself is meant and no turn of it
# Parameters of a search that do not go with an export, with a concordance, with trends.
NOT_FOR_EXPORTS = ("page", "size")
NOT_FOR_LINES = ("sort", "group")
NOT_FOR_TRENDS = tuple(name for name in PARAMETERS if name not in TREND_PARAMETERS)


def lines_request(args: MultiDict[str, str], also: tuple[str, ...] = ()) -> tuple[SearchRequest, LineOrder]:
    """The search and the order of lines that the arguments ask for. Raises BadParameters."""
    asked = request_of(args, (ORDER.name, *also), NOT_FOR_LINES)
    order: LineOrder = argument_value(ORDER, args) or LineOrder.NEWEST
    return asked if args.get("size") else replace(asked, size=LINES), order


def trends_request(args: MultiDict[str, str], also: tuple[str, ...] = ()) -> TrendsRequest:
    """The trends that the arguments ask for; the same term twice counts once. Raises BadParameters."""
    rest = MultiDict([(name, value) for name, value in args.items(multi=True) if name != "q"])
    among = request_of(rest, (PER.name, BY.name, *also), NOT_FOR_TRENDS)
    terms = tuple(dict.fromkeys(term.strip() for term in args.getlist("q") if term.strip()))
    if len(terms) > MOST_TERMS:
        message = N_("is given more than %(most)s times")
        raise refusal(args, ParameterError("q", terms[-1], message, {"most": str(MOST_TERMS)}))
    per: Per = argument_value(PER, args) or Per.YEAR
    split: Split = argument_value(BY, args) or Split.NONE
    return TrendsRequest(terms, among, per, split)


def chosen_file() -> tuple[Format, FileContent]:
    """The format that the address names, and what the file is to hold. Raises BadParameters."""
    file_format = FORMATS[argument_value(FORMAT, request.args, required=True)]
    content: FileContent = argument_value(OF, request.args) or file_format.default
    if content not in file_format.contents:
        message = N_("does not go with format=%(format)s")
        raise refusal(request.args, ParameterError(OF.name, content.value, message, {"format": file_format.name}))
    return file_format, content


def turn_of(document: Document, parameter: Parameter) -> Turn | None:
    """The turn that the address names, None for the whole document. Raises BadParameters."""
    name = argument_value(parameter, request.args)
    if name is None or name == WHOLE:
        return None
    turn = document.turn(name)
    if turn is None:
        message = N_("is not a turn of this document")
        raise refusal(request.args, ParameterError(parameter.name, name, message, {}))
    return turn
