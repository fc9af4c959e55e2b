"""The best hits of many, in the one order of hits, without sorting them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from search.engines.order import SCORE_STEPS, settled_all, sort_key
from search.engines.whoosh.sets import Bools, Ints, Scores
from search.port.lookup import Sort

SAMPLE = 16  # every 16th score gives a first bound; fewer scores than LARGE are not worth it
LARGE = 8192
STRIDE = 1024  # rows looked at first in the order of dates


@dataclass(frozen=True, slots=True)
class Ordering:
    """What hits are ordered by, beside their scores. `in_order` gives all rows by date and id, `places` each row's
    place there (for relevance: what tells apart hits of one score); both are asked for only when needed."""

    sort: Sort
    dates: npt.NDArray[np.int32]
    entry: Callable[[int], tuple[str, str]]  # entry id and document id
    in_order: Callable[[Sort], npt.NDArray[np.int32]]
    places: Callable[[Sort], npt.NDArray[np.int32]]


class Ranked(NamedTuple):
    """A hit in its place."""

    row: int
    entry: str
    document: str
    score: float


def best(rows: Ints, scores: Scores, count: int, ordering: Ordering) -> list[Ranked]:
    """The first `count` of the rows in order, their scores settled."""
    if count <= 0 or not rows.size:
        return []
    if ordering.sort is not Sort.RELEVANCE:
        chosen = _first(ordering.places(ordering.sort).take(rows), count)
        return _ordered(rows.take(chosen), settled_all(scores.take(chosen)), ordering)
    if count < rows.size:
        chosen = (scores >= bound(scores, count) - 2 / SCORE_STEPS).nonzero()[0]
        rows, scores = rows.take(chosen), scores.take(chosen)
    scores = settled_all(scores)
    if count < rows.size:
        last = nth(scores, count)
        ahead, tied = (scores > last).nonzero()[0], (scores == last).nonzero()[0]
        if ahead.size + tied.size > count:
            places = ordering.places(ordering.sort).take(rows.take(tied))
            tied = tied.take(_first(places, count - ahead.size))
        chosen = np.concatenate((ahead, tied))
        rows, scores = rows.take(chosen), scores.take(chosen)
    return _ordered(rows, scores, ordering)


def first_held(held: Bools, count: int, ordering: Ordering) -> Ints:
    """The first `count` of the held rows by date and id: looked for in that order, at more and more rows at a time."""
    order = ordering.in_order(ordering.sort)
    found: list[npt.NDArray[np.int32]] = []
    start, stride = 0, max(STRIDE, 4 * count)
    while start < order.size and count > 0:
        rows = order[start : start + stride]
        rows = rows[held.take(rows)][:count]
        found.append(rows)
        count -= rows.size
        start, stride = start + stride, 4 * stride
    return np.concatenate([*found, order[:0]]).astype(np.int64)


def bound(scores: npt.NDArray[np.floating[Any]], count: int) -> float:
    """The count-th best score; there are more. That of every 16th is lower, and spares most of the partitioning."""
    if scores.size > LARGE and scores.size > count * SAMPLE:
        scores = scores[scores >= nth(scores[::SAMPLE], count)]
    return nth(scores, count)


def nth(scores: npt.NDArray[np.floating[Any]], count: int) -> float:
    """The count-th best score; there are as many."""
    at = scores.size - count
    parted = scores.copy()
    parted.partition(at)
    return float(parted[at])


def _first(places: npt.NDArray[np.int32], count: int) -> Ints:
    """Indexes of the `count` first places, in no order."""
    if count >= places.size:
        return np.arange(places.size)
    chosen: Ints = places.argpartition(count - 1)[:count] if count else np.zeros(0, np.int64)
    return chosen


def ranked(rows: Ints, scores: Scores, ordering: Ordering) -> list[Ranked]:
    """The rows as they stand; `scores` are settled."""
    entry = ordering.entry
    return [Ranked(row, *entry(row), score) for row, score in zip(rows.tolist(), scores.tolist(), strict=True)]


def _ordered(rows: Ints, scores: Scores, ordering: Ordering) -> list[Ranked]:
    """The rows in order; `scores` are settled."""
    found = ranked(rows, scores, ordering)
    dates = ordering.dates.take(rows).tolist()
    keys = [sort_key(ordering.sort, one.score, date, one.entry) for one, date in zip(found, dates, strict=True)]
    return [found[at] for at in sorted(range(len(found)), key=keys.__getitem__)]
