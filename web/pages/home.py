"""`/`: the box, ways to ask, and what the archive holds."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, render_template, request

from search.archive import Archive
from search.request import ArchiveOverview, FacetValue
from search.terms import Column
from web.current import current_archive
from web.i18n import N_, gettext
from web.pages.examples import found, of_archive
from web.search_parameters import PREFERENCES, check_names
from web.timeline import bars

pages = Blueprint("home", __name__)
_SERIES = 4  # languages with a colour of their own; with more, the last colour is for all others
_PEOPLE = 5


# (query, what it finds), both message ids: a reader asks in the language of the interface.
_READY = (
    (N_("fishing quota"), N_("both words in one passage; names in other languages are searched too")),
    (N_('asker:"Rádio Maré Alta" "quota"'), N_("what these reporters asked, with exactly the quoted characters")),
    (N_("quota de pesca"), N_("asked in Portuguese, answered in Chinese too")),
)
_MADE = {
    "asker": N_("what this person or outlet asked, with the answers"),
    "answerer": N_("what this person answered"),
    "title": N_("exactly the quoted characters"),
}
_EXAMPLES = 3


@pages.get("/")
def home() -> str:
    """The front page."""
    check_names(request.args, PREFERENCES)
    archive = current_archive()
    holdings = archive.overview()
    series = languages(holdings)
    years = {year: stacked(counts, series) for year, counts in holdings.by_year.items()}
    return render_template(
        "home.html",
        holdings=holdings,
        series=series,
        years=years,
        examples=examples(archive, holdings),
        bars=bars(years),
        askers=people(holdings, Column.ASKER),
        answerers=people(holdings, Column.ANSWERER),
        languages=[value.value for value in holdings.facets.get(Column.LANG, ())],
    )


def languages(holdings: ArchiveOverview) -> tuple[tuple[str, int], ...]:
    """The series of the drawing: base language and passages, most first; an empty name for all others."""
    counts: dict[str, int] = {}
    for value in holdings.facets.get(Column.LANG, ()):
        base = value.value.partition("-")[0]
        counts[base] = counts.get(base, 0) + value.count
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if len(ranked) <= _SERIES:
        return tuple(ranked)
    others = sum(count for _, count in ranked[_SERIES - 1 :])
    return (*ranked[: _SERIES - 1], ("", others))


def stacked(counts: Mapping[str, int], series: tuple[tuple[str, int], ...]) -> tuple[int, ...]:
    """A year's passages for each series."""
    bases = [base for base, _ in series]
    totals = [0] * len(series)
    for tag, count in counts.items():
        base = tag.partition("-")[0]
        totals[bases.index(base) if base in bases else len(bases) - 1] += count
    return tuple(totals)


def people(holdings: ArchiveOverview, column: Column) -> tuple[FacetValue, ...]:
    """Those who asked or answered most."""
    return tuple(holdings.facets.get(column, ()))[:_PEOPLE]


def examples(archive: Archive, holdings: ArchiveOverview) -> tuple[tuple[str, str], ...]:
    """Queries to try, each with what it finds (a message id). All of them find something in this archive."""
    ready = [(gettext(query), text) for query, text in _READY]
    offered = [*ready, *((query, _MADE[kind]) for kind, query in of_archive(holdings))]
    good = found(archive, tuple(query for query, _ in offered))
    return tuple((query, text) for query, text in offered if query in good)[:_EXAMPLES]
