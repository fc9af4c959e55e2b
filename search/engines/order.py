"""The one order of hits on every engine: score or date, then newer date, then id."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from search.port.lookup import Facet, Sort

# Sums of the same clauses may differ in the last bits when an engine adds in another order; equal scores must tie.
SCORE_STEPS = 1e6

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")

SortKey = tuple[float, float, str]


def rounded(score: float) -> float:
    """A score rounded to millionths."""
    return math.floor(score * SCORE_STEPS + 0.5) / SCORE_STEPS


def rounded_all(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """`rounded`, elementwise."""
    result: npt.NDArray[np.float64] = np.floor(scores * SCORE_STEPS + 0.5) / SCORE_STEPS
    return result


def date_key(dates: tuple[str, ...]) -> int:
    """The first date as YYYYMMDD, what is not known as 00: a month sorts before its days. 0 when there is none."""
    found = _ISO.fullmatch(dates[0]) if dates else None
    if found is None:
        return 0
    year, month, day = found.groups(default="00")
    return int(year + month + day)


def sort_key(sort: Sort, score: float, date: int, entry: str) -> SortKey:
    """Smaller comes first."""
    if sort is Sort.RELEVANCE:
        return (-score, -date, entry)
    if sort is Sort.NEWEST:
        return (not date, -date, entry)
    return (not date, date, entry)


def facets_of(counts: Mapping[str, int]) -> tuple[Facet, ...]:
    """Values by falling count, then value."""
    ordered = sorted((-count, value) for value, count in counts.items())
    return tuple(Facet(value, -count) for count, value in ordered)
