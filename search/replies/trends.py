"""The JSON of trends: how often terms stand in the archive over time."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from search.replies.fields import Generation, Milliseconds, Partial, PartialDate, WholeNumber, or_null
from search.results.trends import Per, Trends


class TermReply(Struct, frozen=True):
    """A term as typed and as understood."""

    text: str
    parsed: str


class SeriesReply(Struct, frozen=True):
    """A term's counts, or those of one value that it is split by. Lists have a value for each period."""

    term: str
    value: Annotated[str | None, Meta(description="with `by`: the language, or the speaker's id")]
    label: Annotated[str | None, Meta(description="the value's name for people")]
    counts: Annotated[tuple[WholeNumber, ...], Meta(description="how often it stands there")]
    characters: Annotated[tuple[WholeNumber, ...], Meta(description="how much text there is")]
    per_million: Annotated[tuple[float | None, ...], Meta(description="counts for each million characters")]
    total: WholeNumber
    undated: Annotated[WholeNumber, Meta(description="places without a date, in no period")]


class TrendsReply(Struct, frozen=True):
    """Counts of up to five terms over the same periods."""

    terms: tuple[TermReply, ...]
    per: Per
    by: str | None
    periods: Annotated[tuple[str, ...], Meta(description="years or months, oldest first")]
    series: tuple[SeriesReply, ...]
    partial: Partial
    counted_from: Annotated[
        PartialDate | None, Meta(description="if partial: the first date from which all terms were counted")
    ]
    generation: Generation
    took_ms: Milliseconds


def trends_reply(trends: Trends) -> TrendsReply:
    """The whole answer."""
    asked = trends.request
    return TrendsReply(
        terms=tuple(map(TermReply, asked.terms, trends.parsed)),
        per=asked.per,
        by=or_null(asked.split.value),
        periods=trends.periods,
        series=tuple(
            SeriesReply(
                term=each.term,
                value=or_null(each.value),
                label=or_null(each.label),
                counts=each.counts,
                characters=each.characters,
                per_million=tuple(rate if rate is None else round(rate, 3) for rate in each.per_million),
                total=each.total,
                undated=each.undated,
            )
            for each in trends.series
        ),
        partial=trends.cut_short,
        counted_from=or_null(trends.counted_from),
        generation=trends.generation,
        took_ms=round(trends.took_ms, 3),
    )
