"""`/trends`: how often up to five terms stand in the archive over time, as lines and as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from babel.numbers import format_decimal
from flask import Blueprint, g, render_template, request

from search.links import LINES, TRENDS_ENDPOINT, concordance_url, trend_pairs, trends_url
from search.request import SearchRequest
from search.results.trends import MOST_TERMS, Per, Series, Split, Trends, TrendsRequest
from web.chart import Plot, plot
from web.current import current_archive
from web.i18n import N_
from web.labels import number
from web.pages.facet_links import active_filters, merge_dates
from web.parameters import UNIT, Measure, trends_request
from web.preferences import carried
from web.revalidate import uncached_if_cut
from web.search_parameters import PREFERENCES, argument_value

pages = Blueprint("trends", __name__)
DRAWN = 5  # lines that can be told apart


UNITS: Mapping[Measure, str] = {Measure.MILLION: N_("per million characters"), Measure.COUNT: N_("occurrences")}
PERS: Mapping[Per, str] = {Per.YEAR: N_("by year"), Per.MONTH: N_("by month")}
SPLITS: Mapping[Split, str] = {
    Split.NONE: N_("not split"),
    Split.LANGUAGE: N_("by language"),
    Split.SPEAKER: N_("by speaker"),
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing, the series in it, and whether others are in the table alone."""

    plot: Plot
    series: tuple[Series, ...]
    others: bool


@pages.get("/trends")
def trends() -> str:
    """The drawing and the table; without a term, what the page is for."""
    asked = trends_request(request.args, (UNIT.name, *PREFERENCES))
    unit: Measure = argument_value(UNIT, request.args) or Measure.MILLION
    archive = current_archive()
    found = named(uncached_if_cut(archive.trends(asked)), g.interface.base) if asked.terms else None
    in_force = merge_dates(active_filters(asked.among))
    return render_template(
        "trends.html",
        asked=asked,
        unit=unit,
        found=found,
        drawing=drawing(found, unit) if found else None,
        filters=[each for each in in_force if each.name != "role"],
        fields=[(name, value) for name, value in trend_pairs((), asked.among) if name not in ("q", "role")],
        MOST_TERMS=MOST_TERMS,
        UNITS=UNITS,
        PERS=PERS,
        SPLITS=SPLITS,
    )


def named(found: Trends, lang: str) -> Trends:
    """The trends with their speakers called as in a language, where that is known."""
    return replace(found, series=tuple(replace(one, label=one.names.get(lang) or one.label) for one in found.series))


def drawing(found: Trends, unit: Measure) -> Drawing | None:
    """The lines of the commonest series; None when there is nothing to draw."""
    ranked = sorted(range(len(found.series)), key=lambda place: (-found.series[place].total, place))
    drawn = [found.series[place] for place in sorted(ranked[:DRAWN]) if found.series[place].total]
    if not drawn or not found.periods:
        return None
    lines = plot(found.periods, [values_of(one, unit) for one in drawn])
    return Drawing(lines, tuple(drawn), len(drawn) < len([one for one in found.series if one.total]))


@pages.app_template_global()
def values_of(one: Series, unit: Measure) -> Sequence[float | None]:
    """What is shown of a series, period by period."""
    return one.per_million if unit is Measure.MILLION else one.counts


@pages.app_template_filter()
def measure(value: float | None) -> str:
    """A frequency: whole from ten on, with one decimal below; a dash where there is no text."""
    if value is None:
        return "–"
    if value == int(value) or value >= 10:
        return number(round(value))
    return str(format_decimal(round(value, 1), format="0.#", locale=g.interface.locale))


@pages.app_template_global()
def trending(asked: TrendsRequest, unit: str = "", **changed: object) -> str:
    """The address of trends, with some fields of the request changed."""
    asked = replace(asked, **changed)  # type: ignore[arg-type]  # templates name fields and give their values
    how = {"per": "" if asked.per is Per.YEAR else asked.per.value, "by": asked.split.value}
    return carried(trends_url(asked.terms, asked.among, **how, unit="" if unit == Measure.MILLION else unit))


@pages.app_template_global()
def trends_among(asked: TrendsRequest, unit: str) -> Callable[[SearchRequest], str]:
    """The same trends under other filters."""
    return lambda among: trending(asked, unit, among=among)


@pages.app_template_global()
def trends_of(asked: SearchRequest) -> str:
    """The trends of a search's words, under those of its filters that trends know."""
    return carried(trends_url((asked.text,), asked))


@pages.app_template_global()
def trends_api(asked: TrendsRequest) -> str:
    """The same figures as JSON."""
    return trends_url(asked.terms, asked.among, TRENDS_ENDPOINT, per=asked.per.value, by=asked.split.value)


@pages.app_template_global()
def places_url(asked: TrendsRequest, one: Series) -> str:
    """The lines of a series; empty when it is split by speaker, whom no limit of a search names alone."""
    if asked.split is Split.SPEAKER:
        return ""
    among = replace(asked.among, text=one.term, size=LINES)
    if asked.split is Split.LANGUAGE and one.value:
        among = among.filtered(lang=one.value)
    return carried(concordance_url(among))
