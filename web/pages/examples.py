"""Queries to try. Only those that find something in this archive are offered as links."""

from __future__ import annotations

from collections.abc import Iterable

from search.archive import Archive
from search.request import Holdings, SearchRequest
from search.terms import Column


def found(archive: Archive, queries: Iterable[str]) -> frozenset[str]:
    """The queries among these that find something now."""
    return frozenset(query for query in queries if archive.search(SearchRequest(text=query, size=1)).total)


def of_archive(holdings: Holdings) -> tuple[tuple[str, str], ...]:
    """(what it shows, query) made from the archive's own names, for archives that the ready examples do not fit."""
    made: list[tuple[str, str]] = []
    for field, column in (("asker", Column.ASKER), ("answerer", Column.ANSWERER)):
        names = [value.label for value in holdings.facets.get(column, ())]
        made += [(field, f'{field}:"{name}"') for name in names[:1]]
    made += [("title", f'"{document.title_shown}"') for document in holdings.newest[:1]]
    return tuple(made)
