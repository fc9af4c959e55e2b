"""Request arguments <-> SearchRequest. An unknown or malformed argument is named, never guessed at.

The way back, from a SearchRequest to its one address, is `search.links`, whose table of names this module reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from search.links import PARAMETERS
from search.model import Genre, Kind, Role
from search.port.lookup import Sort
from search.request import Match, SearchRequest
from web.i18n import N_

DEEPEST = 10_000  # page * size; beyond that the export is the way
LARGEST_PAGE = 100
LONGEST_VALUE = 300  # characters of a filter's value
MANY_VALUES = 50  # values of one repeatable argument
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)


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


class _Malformed(ValueError):
    """A value is wrong; args: the message id and what fills it."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


def _text(value: str) -> str:
    if len(value) > LONGEST_VALUE:
        raise _Malformed(N_("is longer than %(most)s characters"), most=str(LONGEST_VALUE))
    if "\0" in value:
        raise _Malformed(N_("holds a character that no text has"))
    return value


def _query(value: str) -> str:
    """The query as typed: a malformed query is repaired by the search, not refused here."""
    return value


def _lang(value: str) -> str:
    if not _LANG.fullmatch(value):
        raise _Malformed(N_("is not a language tag; write zh, zh-Hant, pt, pt-BR, ru"))
    return value


def _date(value: str) -> str:
    try:
        if not _DATE.fullmatch(value):
            raise ValueError
        date.fromisoformat((value + "-01-01")[:10] if len(value) < 10 else value)
    except ValueError:
        raise _Malformed(N_("is not a date; write 2025-03-05, 2025-03 or 2025")) from None
    return value


def _one_of(values: Iterable[str]) -> Callable[[str], str]:
    allowed = tuple(values)

    def read(value: str) -> str:
        if value not in allowed:
            wrong = one_of_error("", value, allowed)
            raise _Malformed(wrong.message, **wrong.values)
        return value

    return read


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
            raise _Malformed(N_("is not a whole number from %(least)s to %(most)s"), least=str(least), most=str(most))
        return int(value)

    return read


def _member(kind: type[Match] | type[Sort] | type[Role], values: Iterable[str]) -> Callable[[str], Any]:
    check = _one_of(values)
    return lambda value: kind(check(value))


# What each parameter's value becomes (Any: the request's fields differ).
_READERS: Mapping[str, Callable[[str], Any]] = {
    "q": _query,
    "lang": _lang,
    "kind": _one_of(kind.value for kind in Kind),
    "genre": _one_of(genre.value for genre in Genre),
    "speaker": _text,
    "asker": _text,
    "answerer": _text,
    "role": _member(Role, (Role.QUESTION.value, Role.ANSWER.value)),
    "place": _text,
    "source": _text,
    "number": _text,
    "doc": _text,
    "from": _date,
    "to": _date,
    "match": _member(Match, (match.value for match in Match)),
    "noexp": _text,
    "sort": _member(Sort, (sort.value for sort in Sort)),
    "group": _one_of(("document",)),
    "dup": _text,
    "page": _number(1, DEEPEST),
    "size": _number(1, LARGEST_PAGE),
}
_DEFAULTS = SearchRequest()
PREFERENCES = ("ui", "theme")  # how a page is shown; every page takes them


def request_of(args: MultiDict[str, str], also: Iterable[str] = ()) -> SearchRequest:
    """The search that the arguments ask for; an empty value is as if not given, as forms send it.

    `also` names arguments that the page itself understands. Raises BadParameters.
    """
    errors = _unknown(args, (*_READERS, *also))
    fields: dict[str, Any] = {}
    for name, field in PARAMETERS:
        given = [value for value in args.getlist(name) if value]
        if not given:
            continue
        try:
            fields[field] = _read(name, given, repeatable=isinstance(getattr(_DEFAULTS, field), tuple))
        except _Malformed as error:
            errors.append(ParameterError(name, given[-1], error.message, error.values))
    request = SearchRequest(**fields)
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


def number_of(name: str, args: MultiDict[str, str], least: int, most: int) -> int:
    """A page's own whole number; `least` when it is not given. Raises BadParameters."""
    try:
        return _number(least, most)(args.get(name) or str(least))
    except _Malformed as error:
        wrong = (ParameterError(name, args[name], error.message, error.values),)
        raise BadParameters(wrong, _kept(args, wrong)) from None


def one_of_error(name: str, value: str, allowed: Iterable[str]) -> ParameterError:
    """The error of an argument that must be one of a few values."""
    return ParameterError(name, value, N_("is not one of %(allowed)s"), {"allowed": ", ".join(allowed)})


def check_names(args: MultiDict[str, str], known: Iterable[str]) -> None:
    """Raises BadParameters when an argument is none of `known`."""
    errors = _unknown(args, tuple(known))
    if errors:
        raise BadParameters(tuple(errors), _kept(args, errors))


def _read(name: str, given: list[str], *, repeatable: bool) -> Any:
    """What the request's field holds (Any: the fields differ)."""
    if not repeatable:
        if len(given) > 1:
            raise _Malformed(N_("is given more than once"))
        return _READERS[name](given[0])
    if len(given) > MANY_VALUES:
        raise _Malformed(N_("is given more than %(most)s times"), most=str(MANY_VALUES))
    return tuple(dict.fromkeys(_READERS[name](value) for value in given))


def _unknown(args: MultiDict[str, str], known: tuple[str, ...]) -> list[ParameterError]:
    message = N_("is not a parameter of this page")
    return [ParameterError(name, args[name], message, {}) for name in args if name not in known]


def _kept(args: MultiDict[str, str], errors: Iterable[ParameterError]) -> MultiDict[str, str]:
    wrong = {error.name for error in errors}
    return MultiDict([(name, value) for name, value in args.items(multi=True) if name not in wrong])
