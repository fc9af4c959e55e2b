"""The order of hits, the same on every engine: score or date, then newer date, then id."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from search.port.lookup import Facet, Sort

# Scores are compared in steps of a millionth: an engine that adds clauses in another order gets other last bits, and
# equal scores must tie.
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
    """The first date as YYYYMMDD, unknown parts as 00, so that a month sorts before its days. 0 if there is none."""
    found = _ISO.fullmatch(dates[0]) if dates else None
    if found is None:
        return 0
    year, month, day = found.groups(default="00")
    return int(year + month + day)


def sort_key(sort: Sort, score: float, date: int, entry: str) -> SortKey:
    """The key to sort hits by, ascending."""
    if sort is Sort.RELEVANCE:
        return (-score, -date, entry)
    if sort is Sort.NEWEST:
        return (not date, -date, entry)
    return (not date, date, entry)


def facets_of(counts: Mapping[str, int]) -> tuple[Facet, ...]:
    """Facets by descending count, then value."""
    ordered = sorted((-count, value) for value, count in counts.items())
    return tuple(Facet(value, -count) for count, value in ordered)
