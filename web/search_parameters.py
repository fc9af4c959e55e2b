"""Request arguments <-> SearchRequest. An unknown or malformed argument is named, never guessed at.

The way back, from a SearchRequest to its one address, is `search.links`, whose table of names this module reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from search.filters import FILTERS, Filter, Filters, ValueKind
from search.links import PARAMETERS, REQUEST_FIELDS
from search.port.lookup import Sort
from search.request import Match, SearchRequest
from web.i18n import N_
from web.parameter_types import DAY, LANGUAGE, QUERY, TEXT, MalformedValue, ParameterType, member, number, one_of

DEEPEST = 10_000  # page * size; beyond that the export is the way
LARGEST_PAGE = 100
MANY_VALUES = 50  # values of one repeatable argument


@dataclass(frozen=True, slots=True)
class ParameterError:
    """One argument that was not understood. `message` is an English message id; `values` fill its placeholders."""

    name: str
    value: str
    message: str
    values: Mapping[str, str]

    @property
    def text(self) -> str:
        """The message in English."""
        return self.message % self.values


class BadParameters(Exception):
    """Arguments that were not understood; `kept` are the arguments that were."""

    def __init__(self, errors: tuple[ParameterError, ...], kept: MultiDict[str, str]) -> None:
        super().__init__("; ".join(error.text for error in errors))
        self.errors = errors
        self.kept = kept


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument: its name, what may stand there, and what it does (an English message id)."""

    name: str
    value: ParameterType
    about: str


_VALUES: Mapping[ValueKind, ParameterType] = {
    ValueKind.TAG: LANGUAGE,
    ValueKind.FIRST_DATE: DAY,
    ValueKind.LAST_DATE: DAY,
}


def _parameter(row: Filter) -> Parameter:
    """The argument of a filter."""
    return Parameter(row.argument, one_of(row.values) if row.values else _VALUES.get(row.kind, TEXT), row.about)


# The arguments of a search. Pages, endpoint and its description all read this table.
SEARCHED: Mapping[str, Parameter] = {
    row.name: row
    for row in (
        Parameter("q", QUERY, N_("the query; without one, everything under the filters, newest first")),
        *map(_parameter, FILTERS),
        Parameter("match", member(Match, Match), N_("how near a hit must be to the words as typed")),
        Parameter("noexp", TEXT, N_("id of an expansion to leave out")),
        Parameter("sort", member(Sort, Sort), N_("order of the hits")),
        Parameter("group", one_of(("document",)), N_("one hit for each document")),
        Parameter("page", number(1, DEEPEST), N_("page, from 1; page times size is at most 10000")),
        Parameter("size", number(1, LARGEST_PAGE), N_("hits on a page")),
    )
}
REPEATABLE = frozenset((*(row.argument for row in FILTERS if row.many), "noexp"))
PREFERENCES = ("ui", "theme")  # how a page is shown; every page takes them


def request_of(args: MultiDict[str, str], also: Iterable[str] = (), without: Iterable[str] = ()) -> SearchRequest:
    """The search that the arguments ask for; an empty value is as if not given, as forms send it.

    `also` names arguments that the page itself understands, `without` those of a search that it does not take. Raises
    BadParameters.
    """
    errors = _unknown(args, (*(name for name in SEARCHED if name not in without), *also))
    read: dict[str, Any] = {}
    for name in PARAMETERS:
        values = args.getlist(name)
        try:
            if len(values) > MANY_VALUES:
                raise MalformedValue(N_("is given more than %(most)s times"), most=str(MANY_VALUES))
            if given := [value for value in values if value]:
                read[name] = _read(name, given, repeatable=name in REPEATABLE)
        except MalformedValue as error:
            errors.append(ParameterError(name, values[-1], error.message, error.values))
    filters = Filters(**{row.name: read[row.argument] for row in FILTERS if row.argument in read})
    fields = {field: read[name] for name, field in REQUEST_FIELDS.items() if name in read}
    request = SearchRequest(filters=filters, **fields)
    if not errors and request.page * request.size > DEEPEST:
        message = N_("goes beyond the first %(most)s passages; narrow the search instead")
        errors.append(ParameterError("page", str(request.page), message, {"most": str(DEEPEST)}))
    if errors:
        raise BadParameters(tuple(errors), _kept(args, errors))
    return request


def subset(args: MultiDict[str, str], names: Iterable[str]) -> MultiDict[str, str]:
    """The arguments with those names alone."""
    wanted = set(names)
    return MultiDict([(name, value) for name, value in args.items(multi=True) if name in wanted])


def argument_value(parameter: Parameter, args: MultiDict[str, str], *, required: bool = False) -> Any:
    """What a page's own argument holds; None when it is not given and need not be (Any: the kinds differ). Raises
    BadParameters."""
    given = [value for value in args.getlist(parameter.name) if value] or [""] * required
    if not given:
        return None
    try:
        if len(given) > 1:
            raise MalformedValue(N_("is given more than once"))
        return parameter.value.read(given[0])
    except MalformedValue as error:
        wrong = ParameterError(parameter.name, given[-1], error.message, error.values)
        raise refusal(args, wrong) from None


def refusal(args: MultiDict[str, str], *errors: ParameterError) -> BadParameters:
    """The exception that names these errors and keeps the other arguments."""
    return BadParameters(errors, _kept(args, errors))


def number_argument(name: str, args: MultiDict[str, str], least: int, most: int) -> int:
    """A page's own whole number; `least` when it is not given. Raises BadParameters."""
    found: int | None = argument_value(Parameter(name, number(least, most), ""), args)
    return least if found is None else found


def one_of_error(name: str, value: str, allowed: Iterable[str]) -> ParameterError:
    """The error of an argument that must be one of a few values."""
    return ParameterError(name, value, N_("is not one of %(allowed)s"), {"allowed": ", ".join(allowed)})


def check_names(args: MultiDict[str, str], known: Iterable[str]) -> None:
    """Raises BadParameters when an argument is none of `known`."""
    errors = _unknown(args, tuple(known))
    if errors:
        raise BadParameters(tuple(errors), _kept(args, errors))


def _read(name: str, given: list[str], *, repeatable: bool) -> Any:
    """What an argument holds (Any: the values differ)."""
    if not repeatable:
        if len(given) > 1:
            raise MalformedValue(N_("is given more than once"))
        return SEARCHED[name].value.read(given[0])
    return tuple(dict.fromkeys(SEARCHED[name].value.read(value) for value in given))


def _unknown(args: MultiDict[str, str], known: tuple[str, ...]) -> list[ParameterError]:
    message = N_("is not a parameter of this page")
    return [ParameterError(name, args[name], message, {}) for name in args if name not in known]


def _kept(args: MultiDict[str, str], errors: Iterable[ParameterError]) -> MultiDict[str, str]:
    wrong = {error.name for error in errors}
    return MultiDict([(name, value) for name, value in args.items(multi=True) if name not in wrong])
