"""`/search`: hits as question and answer, what was understood, and ways to narrow or widen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Blueprint, g, render_template, request

from search.model import Kind
from search.request import Expansion, Relaxation, Results, SearchRequest
from search.terms import Column
from web.current import current_archive
from web.pages.facet_links import FACET_FILTERS, ActiveFilter, active_filters, choices, merge_dates
from web.pages.hit_rows import rows_of
from web.pages.paging import paging
from web.pages.time_facet import over_time
from web.revalidate import uncached_if_cut
from web.search_parameters import PREFERENCES, request_of

pages = Blueprint("search", __name__)
FACET_LINES = 6  # values of a facet in sight; the others are one click away
_EMPTINESS = ("emptied_by", "relaxed")  # notes that the page of ways out tells in its own words


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of an empty result, and the filter that it takes away, if that is what it does."""

    relaxation: Relaxation
    filter: ActiveFilter | None


@dataclass(frozen=True, slots=True)
class Emptiness:
    """Why nothing was found: the pieces of the query that the archive lacks; the pieces that keep the rest from being
    found."""

    absent: tuple[str, ...]
    hindering: tuple[str, ...]


@pages.get("/search")
def search() -> str:
    """The results page; the page of ways out when nothing is found."""
    asked = request_of(request.args, PREFERENCES)
    archive = current_archive()

    def search_archive(asked: SearchRequest) -> Results:
        return uncached_if_cut(archive.search(asked))

    results = search_archive(asked)
    people, lang = archive.people(asked), g.interface.base
    facets = [(row, choices(results, row, people, lang)) for row in FACET_FILTERS]
    in_force = active_filters(asked, people, lang)
    shared = {
        "results": results,
        "request": asked,
        "query": asked.text,
        "facets": facets,
        "FACET_LINES": FACET_LINES,
        "notes": [note for note in results.notes if note.code not in _EMPTINESS],
        "filters": merge_dates(in_force),
        "searched_also": also_searched(results.expansions),
    }
    if not results.items and asked.page == 1:
        return render_template("zero.html", ways=ways_out(results, in_force), why=emptiness(results), **shared)
    return render_template(
        "search.html",
        rows=rows_of(results.items),
        over_time=over_time(results, search_archive),
        pager=paging(asked, results.groups or results.total),
        roles=role_counts(results),
        **shared,
    )


def also_searched(expansions: Iterable[Expansion]) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Expansion id and the (text, language) of its terms that the archive has."""
    listed = []
    for expansion in expansions:
        terms = tuple((term.text, term.lang) for term in expansion.terms if term.hits)
        if terms:
            listed.append((expansion.id, terms))
    return listed


def role_counts(results: Results) -> dict[str, int]:
    """How many hits are questions and answers; empty while one of them is excluded."""
    if "role" in results.request.filters or "kind" in results.request.filters:
        return {}
    return {
        facet.value: facet.count
        for facet in results.facets.get(Column.KIND, ())
        if facet.value in (Kind.QUESTION, Kind.ANSWER)
    }


def ways_out(results: Results, in_force: Sequence[ActiveFilter]) -> tuple[Way, ...]:
    """The ways out with the filters that they take away."""
    filter_of = {each.without: each for each in in_force}
    return tuple(
        Way(each, filter_of.get(each.request) if each.kind == "limit" else None) for each in results.relaxations
    )


def emptiness(results: Results) -> Emptiness:
    """What the notes of an empty result say."""
    said = [note.arguments for note in results.notes if note.code == "emptied_by"]
    return Emptiness(
        tuple(each["piece"] for each in said if "without" not in each),
        tuple(each["piece"] for each in said if "without" in each),
    )
