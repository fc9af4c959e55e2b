"""The filters of a request -> conditions on columns."""

from __future__ import annotations

from search.glossary.people import NOBODY, People
from search.port.lookup import Between, Keep
from search.request import SearchRequest
from search.terms import Column

_PLAIN = (
    ("kind", Column.KIND),
    ("genre", Column.GENRE),
    ("place", Column.PLACE),
    ("source", Column.SOURCE),
)
_PEOPLE = (("speaker", Column.SPEAKER), ("asker", Column.ASKER), ("answerer", Column.ANSWERER))
_SINGLE = (("number", Column.NUMBER), ("doc", Column.DOCUMENT), ("dup", Column.DUP))


def filters_of(request: SearchRequest, people: People = NOBODY) -> tuple[Keep | Between, ...]:
    """What a unit must be besides matching the query. A person is given by id or by name, in any of the spellings that
    `people` joins."""
    found: list[Keep | Between] = []
    if request.lang:
        found.append(Keep(Column.LANG, request.lang, prefix=True))
    for name, column in _PLAIN:
        if values := getattr(request, name):
            found.append(Keep(column, values))
    for name, column in _PEOPLE:
        if values := getattr(request, name):
            found.append(Keep(column, _keys(values, people)))
    for name, column in _SINGLE:
        if value := getattr(request, name):
            found.append(Keep(column, (value,)))
    if request.role is not None:
        found.append(Keep(Column.ROLE, (request.role.value,)))
    if request.date_from or request.date_to:
        found.append(Between(Column.DATE, request.date_from, request.date_to))
    return tuple(found)


def _keys(values: tuple[str, ...], people: People) -> tuple[str, ...]:
    """The speaker keys of persons."""
    return tuple(dict.fromkeys(key for value in values for key in people.spellings(value)))
