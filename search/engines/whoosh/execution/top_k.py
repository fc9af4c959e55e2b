"""The best of many hits, in the order of `search.engines.order`, without sorting them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from search.engines.order import SCORE_STEPS, rounded, rounded_all
from search.engines.whoosh.row_sets import Bools, Ints, Scores
from search.port.lookup import Sort

# Chosen by bench.speed at 100,000 passages.
SAMPLE_STEP = 16  # every 16th score gives a first bound of the k-th best
SAMPLE_MIN_SCORES = 8192  # with fewer scores, sampling does not pay
FIRST_BLOCK_ROWS = 1024  # rows read first when hits are ordered by date
SORT_SPARE = 16  # up to this many more than wanted are sorted without partitioning first
PYTHON_SORT_MAX = 64  # up to this many are sorted in plain Python, faster than by NumPy


SortRanks = npt.NDArray[np.int32]  # for every row its rank in an order


class Ordering(NamedTuple):
    """The order of hits: by score, or by date alone. `sorted_rows` gives all rows by date and id, `sort_ranks` the rank
    of each row there, which also orders hits of equal scores."""

    sort: Sort
    sorted_rows: Callable[[Sort], SortRanks]
    sort_ranks: Callable[[Sort], SortRanks]


Ranked = list[tuple[int, float]]  # rows in order, and their rounded scores


def top_k(rows: Ints, scores: Scores, count: int, ordering: Ordering) -> Ranked:
    """The first `count` of the rows in order, their scores rounded."""
    if count <= 0 or not rows.size:
        return []
    if ordering.sort is not Sort.RELEVANCE:
        ranks = ordering.sort_ranks(ordering.sort).take(rows)
        chosen = _first(ranks, count)
        chosen = chosen.take(ranks.take(chosen).argsort())
        return ranked(rows.take(chosen), rounded_all(scores.take(chosen)))
    ranks_of_rows = ordering.sort_ranks(ordering.sort)
    if rows.size > count + SORT_SPARE:
        chosen = (scores >= lower_bound(scores, count) - 2 / SCORE_STEPS).nonzero()[0]
        rows, scores = rows.take(chosen), scores.take(chosen)
    if rows.size > count + SORT_SPARE:
        rows, scores = _first_of_ties(rows, rounded_all(scores), count, ranks_of_rows)
    return _in_order(rows, scores, ranks_of_rows.take(rows))[:count]


def _in_order(rows: Ints, scores: Scores, ranks: SortRanks) -> Ranked:
    """All rows by rounded score, then by rank."""
    if rows.size > PYTHON_SORT_MAX:
        scores = rounded_all(scores)
        order = np.lexsort((ranks, -scores))
        return ranked(rows.take(order), scores.take(order))
    falling = [-rounded(score) for score in scores.tolist()]
    triples = sorted(zip(falling, ranks.tolist(), rows.tolist(), strict=True))
    return [(row, -score) for score, _, row in triples]


def _first_of_ties(rows: Ints, scores: Scores, count: int, ranks_of_rows: SortRanks) -> tuple[Ints, Scores]:
    """The first `count` of more rows, by rounded score, then by rank."""
    last = kth_best(scores, count)
    ahead, tied = (scores > last).nonzero()[0], (scores == last).nonzero()[0]
    tied = tied.take(_first(ranks_of_rows.take(rows.take(tied)), count - ahead.size))
    chosen = np.concatenate((ahead, tied))
    return rows.take(chosen), scores.take(chosen)


def ranked(rows: Ints, scores: Scores) -> Ranked:
    """Pairs of row and score, from rows that are in order already."""
    return list(zip(rows.tolist(), scores.tolist(), strict=True))


def first_matching(mask: Bools, count: int, ordering: Ordering) -> Ints:
    """The first `count` rows of a mask by date and id: searched in that order, in blocks that grow."""
    order = ordering.sorted_rows(ordering.sort)
    found: list[npt.NDArray[np.int32]] = []
    start, stride = 0, max(FIRST_BLOCK_ROWS, 4 * count)
    while start < order.size and count > 0:
        rows = order[start : start + stride]
        rows = rows[mask.take(rows)][:count]
        found.append(rows)
        count -= rows.size
        start, stride = start + stride, 4 * stride
    return np.concatenate([*found, order[:0]]).astype(np.int64)


def lower_bound(scores: npt.NDArray[np.floating[Any]], count: int) -> float:
    """The count-th best of more scores. A bound from a sample of them spares most of the partitioning."""
    if scores.size > SAMPLE_MIN_SCORES and scores.size > count * SAMPLE_STEP:
        scores = scores[scores >= kth_best(scores[::SAMPLE_STEP], count)]
    return kth_best(scores, count)


def kth_best(scores: npt.NDArray[np.floating[Any]], count: int) -> float:
    """The count-th best of at least `count` scores."""
    at = scores.size - count
    parted = scores.copy()
    parted.partition(at)
    return float(parted[at])


def _first(ranks: SortRanks, count: int) -> Ints:
    """Indexes of the `count` lowest ranks, in no order."""
    if count >= ranks.size:
        return np.arange(ranks.size)
    chosen: Ints = ranks.argpartition(count - 1)[:count] if count else np.zeros(0, np.int64)
    return chosen
