"""The best hits of many, in the one order of hits, without sorting them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from search.engines.order import SCORE_STEPS, rounded, rounded_all
from search.engines.whoosh.row_sets import Bools, Ints, Scores
from search.port.lookup import Sort

SAMPLE_STEP = 16  # every 16th score gives a first bound; fewer scores than LARGE are not worth it
SAMPLE_MIN_SCORES = 8192
FIRST_BLOCK_ROWS = 1024  # rows looked at first in the order of dates
SORT_SPARE = 16  # so many more than wanted are sooner sorted than sifted
PYTHON_SORT_MAX = 64  # so few are sorted in plain Python before NumPy's calls have begun


SortRanks = npt.NDArray[np.int32]  # of every row in an order


class Ordering(NamedTuple):
    """What hits are ordered by: their scores, or dates alone. `in_order` gives all rows by date and id, `places` each
    row's place there, by which hits of one score are told apart."""

    sort: Sort
    sorted_rows: Callable[[Sort], SortRanks]
    sort_ranks: Callable[[Sort], SortRanks]


Ranked = list[tuple[int, float]]  # rows in order, and their rounded scores


def top_k(rows: Ints, scores: Scores, count: int, ordering: Ordering) -> Ranked:
    """The first `count` of the rows in order, their scores rounded."""
    if count <= 0 or not rows.size:
        return []
    if ordering.sort is not Sort.RELEVANCE:
        places = ordering.sort_ranks(ordering.sort).take(rows)
        chosen = _first(places, count)
        chosen = chosen.take(places.take(chosen).argsort())
        return ranked(rows.take(chosen), rounded_all(scores.take(chosen)))
    in_order = ordering.sort_ranks(ordering.sort)
    if rows.size > count + SORT_SPARE:
        chosen = (scores >= lower_bound(scores, count) - 2 / SCORE_STEPS).nonzero()[0]
        rows, scores = rows.take(chosen), scores.take(chosen)
    if rows.size > count + SORT_SPARE:
        rows, scores = _first_of_ties(rows, rounded_all(scores), count, in_order)
    return _in_order(rows, scores, in_order.take(rows))[:count]


def _in_order(rows: Ints, scores: Scores, places: SortRanks) -> Ranked:
    """All rows by rounded score, then by place."""
    if rows.size > PYTHON_SORT_MAX:
        scores = rounded_all(scores)
        order = np.lexsort((places, -scores))
        return ranked(rows.take(order), scores.take(order))
    falling = [-rounded(score) for score in scores.tolist()]
    triples = sorted(zip(falling, places.tolist(), rows.tolist(), strict=True))
    return [(row, -score) for score, _, row in triples]


def _first_of_ties(rows: Ints, scores: Scores, count: int, in_order: SortRanks) -> tuple[Ints, Scores]:
    """The first `count` of more rows, by rounded score and then by their places in order."""
    last = kth_best(scores, count)
    ahead, tied = (scores > last).nonzero()[0], (scores == last).nonzero()[0]
    tied = tied.take(_first(in_order.take(rows.take(tied)), count - ahead.size))
    chosen = np.concatenate((ahead, tied))
    return rows.take(chosen), scores.take(chosen)


def ranked(rows: Ints, scores: Scores) -> Ranked:
    """Rows that are in order."""
    return list(zip(rows.tolist(), scores.tolist(), strict=True))


def first_matching(held: Bools, count: int, ordering: Ordering) -> Ints:
    """The first `count` of the held rows by date and id: looked for in that order, at more and more rows at a time."""
    order = ordering.sorted_rows(ordering.sort)
    found: list[npt.NDArray[np.int32]] = []
    start, stride = 0, max(FIRST_BLOCK_ROWS, 4 * count)
    while start < order.size and count > 0:
        rows = order[start : start + stride]
        rows = rows[held.take(rows)][:count]
        found.append(rows)
        count -= rows.size
        start, stride = start + stride, 4 * stride
    return np.concatenate([*found, order[:0]]).astype(np.int64)


def lower_bound(scores: npt.NDArray[np.floating[Any]], count: int) -> float:
    """The count-th best score; there are more. That of every 16th is lower, and spares most of the partitioning."""
    if scores.size > SAMPLE_MIN_SCORES and scores.size > count * SAMPLE_STEP:
        scores = scores[scores >= kth_best(scores[::SAMPLE_STEP], count)]
    return kth_best(scores, count)


def kth_best(scores: npt.NDArray[np.floating[Any]], count: int) -> float:
    """The count-th best score; there are as many."""
    at = scores.size - count
    parted = scores.copy()
    parted.partition(at)
    return float(parted[at])


def _first(places: SortRanks, count: int) -> Ints:
    """Indexes of the `count` first places, in no order."""
    if count >= places.size:
        return np.arange(places.size)
    chosen: Ints = places.argpartition(count - 1)[:count] if count else np.zeros(0, np.int64)
    return chosen
