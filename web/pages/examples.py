"""Queries to try. Only those that find something in this archive are offered as links."""

from __future__ import annotations

from flask import Flask, current_app

from search.archive import Archive
from search.request import ArchiveOverview, SearchRequest
from search.terms import Column
from web.revalidate import uncached_if_cut

_KEPT = "wenda.examples"  # (generation, queries) -> those that find something; of one generation only


def install(app: Flask) -> None:
    """Keep what was found out, so that a page does not search for every example each time."""
    app.extensions[_KEPT] = {}


def found(archive: Archive, queries: tuple[str, ...]) -> frozenset[str]:
    """The queries among these that find something in the present generation."""
    kept: dict[tuple[str, tuple[str, ...]], frozenset[str]] = current_app.extensions[_KEPT]
    key = (archive.generation, queries)
    if key not in kept:
        pages = [uncached_if_cut(archive.search(SearchRequest(text=query, size=1))) for query in queries]
        good = frozenset(page.request.text for page in pages if page.total)
        if any(page.cut_short for page in pages):
            return good
        current_app.extensions[_KEPT] = {key: good} | {old: kept[old] for old in kept if old[0] == key[0]}
        return good
    return kept[key]


def of_archive(holdings: ArchiveOverview) -> tuple[tuple[str, str], ...]:
    """(what it shows, query) made from the archive's own names, for archives that the ready examples do not fit."""
    made: list[tuple[str, str]] = []
    for field, column in (("asker", Column.ASKER), ("answerer", Column.ANSWERER)):
        names = [value.label for value in holdings.facets.get(column, ())]
        made += [(field, f'{field}:"{name}"') for name in names[:1]]
    made += [("title", f'"{document.title_shown}"') for document in holdings.newest[:1]]
    return tuple(made)
