"""Trends: how often terms stand in the archive over time, in all and for each million characters of its text."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from search.port.match import keeps
from search.query.filters import filters_of
from search.request import Note, SearchRequest
from search.results.facet_labels import facet_labels
from search.results.occurrence_cache import Occurrence, Occurrences
from search.results.occurrences import occurrences_of
from search.results.periods import fill_periods
from search.results.searcher import Searcher
from search.results.text_volume import VolumeCell, text_volume

MOST_TERMS = 5
MOST_PLACES = 100_000  # of one term
MOST_SHARES = 5  # languages or speakers that a term is split by; the others are not listed
MILLION = 1_000_000


# What a place or a cell counts for.
ValueOf = Callable[[Occurrence | VolumeCell], str]


class Per(StrEnum):
    """The step of time."""

    YEAR = "year"
    MONTH = "month"


# Steps of time; a wrong date far off must not draw a thousand empty years.
LONGEST = {Per.YEAR: 80, Per.MONTH: 480}


class Split(StrEnum):
    """What a term's count is split by."""

    NONE = ""
    LANGUAGE = "language"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class TrendsRequest:
    """Up to MOST_TERMS queries, counted under the filters of `among`, of which lang, genre, role, dates, matching and
    the expansions switched off count."""

    terms: tuple[str, ...]
    among: SearchRequest = field(default_factory=SearchRequest)
    per: Per = Per.YEAR
    split: Split = Split.NONE


@dataclass(frozen=True, slots=True)
class Series:
    """One line: a term, with a split the language or the speaker's id and the name that a reader knows, in the term's
    language where the glossary has it; `names` are those of all languages. A value for each period: how often it
    stands there, and in how many characters. `undated` are the places without a date."""

    term: str
    value: str
    label: str
    counts: tuple[int, ...]
    characters: tuple[int, ...]
    undated: int
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How often it stands in all periods together."""
        return sum(self.counts)

    @property
    def per_million(self) -> tuple[float | None, ...]:
        """How often for each million characters; None where there is no text."""
        return tuple(
            count * MILLION / size if size else None for count, size in zip(self.counts, self.characters, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Trends:
    """The counts of all terms over the same periods, oldest first. Unless `whole`, some term was counted back to
    `counted_from` only (empty: all that is dated was counted); when `full`, asking again would not go further."""

    request: TrendsRequest
    periods: tuple[str, ...]
    series: tuple[Series, ...]
    whole: bool = True
    full: bool = True
    counted_from: str = ""
    parsed: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    generation: str = ""
    took_ms: float = 0.0

    @property
    def characters(self) -> tuple[int, ...]:
        """What all series are divided by, period by period; empty when each has its own text."""
        sizes = {each.characters for each in self.series}
        return next(iter(sizes)) if len(sizes) == 1 else ()

    @property
    def cut_short(self) -> bool:
        """Whether some of the places were not counted."""
        return not self.whole


def trends(searcher: Searcher, request: TrendsRequest, deadline: float | None = None) -> Trends:
    """The trends of the terms. `deadline` is a `time.monotonic()` value; asked again, the count goes further back."""
    started = time.perf_counter()
    found = [
        occurrences_of(searcher, searcher.question(replace(request.among, text=term), deadline), MOST_PLACES)
        for term in request.terms
    ]
    value_of = _value_of(request.split, searcher)
    sizes = _sizes(searcher.memo(text_volume).cells(), request, value_of)
    periods = fill_periods(sorted(sizes[""].keys() - {""}), LONGEST[request.per])
    series = [
        line
        for term, occurrences in zip(request.terms, found, strict=True)
        for line in _series(term, occurrences, periods, sizes, request, searcher)
    ]
    return Trends(
        request=request,
        periods=periods,
        series=tuple(series),
        whole=all(each.whole for each in found),
        full=all(each.whole or each.full(MOST_PLACES) for each in found),
        counted_from=max((each.reached for each in found if not each.whole), default=""),
        parsed=tuple(each.parsed for each in found),
        notes=tuple(note for each in found for note in each.notes),
        generation=searcher.snapshot.generation.name,
        took_ms=(time.perf_counter() - started) * 1000,
    )


def _sizes(cells: Mapping[VolumeCell, int], request: TrendsRequest, value_of: ValueOf) -> Mapping[str, Counter[str]]:
    """Value -> period -> characters under the request's filters; under the empty value those of all."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    whole = found[""]
    conditions = filters_of(request.among)
    for cell, size in cells.items():
        if all(keeps(each, cell.values(each.column)) for each in conditions):
            step = _step(cell.date, request.per)
            whole[step] += size
            if value := value_of(cell):
                found[value][step] += size
    return found


def _series(
    term: str,
    occurrences: Occurrences,
    periods: Sequence[str],
    sizes: Mapping[str, Counter[str]],
    request: TrendsRequest,
    searcher: Searcher,
) -> list[Series]:
    """The line of a term, or a line for each of its commonest languages or speakers."""
    made: list[Series] = []
    value_of = _value_of(request.split, searcher)
    lang = searcher.language_of(term)
    for value in _values(occurrences.places, value_of):
        places = [place for place in occurrences.places if not value or value_of(place) == value]
        counts = Counter(_step(place.date, request.per) for place in places)
        characters = sizes[value]
        speaker = (
            searcher.memo(facet_labels).person(value, lang=lang) if value and request.split is Split.SPEAKER else None
        )
        made.append(
            Series(
                term,
                value,
                speaker.label if speaker else value,
                tuple(counts[period] for period in periods),
                tuple(characters[period] for period in periods),
                counts[""],
                speaker.names if speaker else {},
            )
        )
    return made


def _values(places: Iterable[Occurrence], value_of: ValueOf) -> list[str]:
    """The values that a term is split by, commonest first; one empty value without a split or without a place."""
    counts = Counter(map(value_of, places))
    ranked = sorted((value for value in counts if value), key=lambda value: (-counts[value], value))
    return ranked[:MOST_SHARES] or [""]


def _value_of(split: Split, searcher: Searcher) -> ValueOf:
    """What a place or a cell counts for: its language without script and region, or its speaker, whatever the spelling;
    nothing without a split."""
    match split:
        case Split.LANGUAGE:
            return lambda one: one.lang.partition("-")[0]
        case Split.SPEAKER:
            return lambda one: searcher.people.person(one.speaker)
        case Split.NONE:
            return lambda _: ""


def _step(date: str, per: Per) -> str:
    """The period of a date; empty when the date is not known as precisely."""
    if per is Per.YEAR:
        return date[:4]
    return date[:7] if len(date) >= 7 else ""
