"""Bars over time, drawn by the server: one SVG bar for each year or month, stacked where the parts are known.

Heights are percent of the tallest bar. Gaps between the first and the last step are filled, so time runs evenly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.results.periods import fill_periods

LONGEST = 80  # bars; a wrong date far off must not draw a thousand empty years


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: its series number from 1, its top and height in percent from above."""

    series: int
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of time: `when` is ISO (2025, 2025-09), `pieces` from the bottom up."""

    when: str
    count: int
    pieces: tuple[Piece, ...]


def bars(counts: Mapping[str, Sequence[int]]) -> tuple[Bar, ...]:
    """The bars for the counts of each series per year or month, oldest first."""
    steps = fill_periods(sorted(when for when in counts if _valid(when)), LONGEST)
    tallest = max((sum(counts.get(when, ())) for when in steps), default=0)
    return tuple(_bar(when, counts.get(when, ()), tallest) for when in steps)


def _bar(when: str, parts: Sequence[int], tallest: int) -> Bar:
    pieces: list[Piece] = []
    top = 100.0
    for series, count in enumerate(parts, start=1):
        if count and tallest:
            height = round(100 * count / tallest, 1)
            top = max(0.0, round(top - height, 1))
            pieces.append(Piece(series, top, height))
    return Bar(when, sum(parts), tuple(pieces))


def _valid(when: str) -> bool:
    year, _, month = when.partition("-")
    return year.isdecimal() and len(year) == 4 and (not month or month.isdecimal())
