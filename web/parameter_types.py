"""What may stand in an address: how a value is read, and the JSON Schema of what is allowed there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from search.dates import parse_date
from web.i18n import N_

LONGEST = 300  # characters of a filter's value
# Of every year: 29 February is read too where there is one, and so are dates in words.
_DAY_AND_MONTH = "((0[1-9]|1[0-9]|2[0-8])/(0[1-9]|1[0-2])|(29|30)/(0[13-9]|1[0-2])|31/(0[13578]|1[02]))"
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)


class MalformedValue(ValueError):
    """A value is wrong: an English message id and what fills its placeholders."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


@dataclass(frozen=True, slots=True)
class ParameterType:
    """One kind of value. `read` gives what the program works with (Any: the kinds differ) or raises MalformedValue;
    `schema` is JSON Schema for the text in the address."""

    read: Callable[[str], Any]
    schema: Mapping[str, object]


def _text(value: str) -> str:
    if len(value) > LONGEST:
        raise MalformedValue(N_("is longer than %(most)s characters"), most=str(LONGEST))
    if "\0" in value:
        raise MalformedValue(N_("holds a character that no text has"))
    return value


def _lang(value: str) -> str:
    if not _LANG.fullmatch(value):
        raise MalformedValue(N_("is not a language tag; write zh, zh-Hant, pt, pt-BR, ru"))
    return value


def _date(value: str) -> str:
    date = parse_date(value)
    if not date:
        raise MalformedValue(N_("is not a date; write 2025-03-05, 2025-03 or 2025"))
    return date


TEXT = ParameterType(_text, {"type": "string", "maxLength": LONGEST, "pattern": r"^[^\u0000]*$"})
# The query as typed: a malformed query is repaired by the search, not refused.
QUERY = ParameterType(lambda value: value, {"type": "string"})
LANGUAGE = ParameterType(_lang, {"type": "string", "pattern": r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"})
DAY = ParameterType(
    _date,
    {
        "anyOf": [
            {"type": "string", "format": "date"},
            {"type": "string", "pattern": "^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2]))?$"},
            {"type": "string", "pattern": f"^{_DAY_AND_MONTH}/(1[5-9]|2[01])[0-9]{{2}}$"},
        ],
        "examples": ["2025-09-18", "2025-09", "2025", "18/09/2025"],
    },
)


def one_of(values: Iterable[str]) -> ParameterType:
    """One of a few words."""
    allowed = tuple(values)

    def read(value: str) -> str:
        if value not in allowed:
            raise MalformedValue(N_("is not one of %(allowed)s"), allowed=", ".join(allowed))
        return value

    return ParameterType(read, {"type": "string", "enum": list(allowed)})


def member(kind: type[StrEnum], values: Iterable[StrEnum]) -> ParameterType:
    """One of a few members of an enumeration."""
    words = one_of(each.value for each in values)
    return ParameterType(lambda value: kind(words.read(value)), words.schema)


def number(least: int, most: int) -> ParameterType:
    """A whole number, both ends included."""

    def read(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
            raise MalformedValue(
                N_("is not a whole number from %(least)s to %(most)s"), least=str(least), most=str(most)
            )
        return int(value)

    return ParameterType(read, {"type": "integer", "minimum": least, "maximum": most})
