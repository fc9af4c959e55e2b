"""The bars of the results page: its years, or the months of the one year that the search is limited to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from search.request import Results, SearchRequest
from search.terms import Column
from web.timeline import Bar, bars

_YEAR, _MONTH = len("2025"), len("2025-09")


@dataclass(frozen=True, slots=True)
class Step:
    """A bar, the search that a click leads to, and whether its time is what the search is limited to."""

    bar: Bar
    leads_to: SearchRequest
    chosen: bool


@dataclass(frozen=True, slots=True)
class OverTime:
    """The steps, oldest first; the year they lie in (empty: they are years); the searches of all years and of the
    whole year, where these are wider than the present one."""

    steps: tuple[Step, ...]
    year: str
    all_years: SearchRequest | None
    whole_year: SearchRequest | None


def over_time(results: Results, search: Callable[[SearchRequest], Results]) -> OverTime:
    """The bars of a results page. `search` counts the months of the year around a shorter time, so that another month
    is one click away."""
    asked = results.request
    first, last = _span(asked)
    year = first[:_YEAR] if len(first) >= _YEAR and first[:_YEAR] == last[:_YEAR] else ""
    if not year:
        return OverTime(_years(results), "", None, None)
    whole = asked.filtered(date_from=year, date_to=year)
    within = not first == last == year
    months = search(replace(whole, size=1)) if within else results
    steps = tuple(_month(bar, asked, whole) for bar in bars(_counts(months, Column.MONTH)))
    return OverTime(steps, year, whole.filtered(date_from="", date_to=""), whole if within else None)


def _years(results: Results) -> tuple[Step, ...]:
    asked = results.request
    found = bars(_counts(results, Column.YEAR))
    return tuple(Step(bar, asked.filtered(date_from=bar.when, date_to=bar.when), chosen=False) for bar in found)


def _month(bar: Bar, asked: SearchRequest, whole: SearchRequest) -> Step:
    """A month of the year; one that is the whole limit leads back to the year."""
    first, last = _span(asked)
    chosen = len(first) >= _MONTH and first[:_MONTH] <= bar.when <= last[:_MONTH]
    alone = first == last == bar.when
    return Step(bar, whole if alone else whole.filtered(date_from=bar.when, date_to=bar.when), chosen)


def _span(asked: SearchRequest) -> tuple[str, str]:
    return asked.filters.one("date_from"), asked.filters.one("date_to")


def _counts(results: Results, column: Column) -> Mapping[str, tuple[int]]:
    return {value.value: (value.count,) for value in results.facets.get(column, ())}
