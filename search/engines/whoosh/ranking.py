"""The best hits of many, in the one order of hits, without sorting them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search.engines.order import SCORE_STEPS, settled_all, sort_key
from search.engines.whoosh.sets import Ints
from search.port.lookup import Sort

Numbers = npt.NDArray[np.float64]


SAMPLE = 16  # every 16th score gives a first bound; fewer scores than LARGE are not worth it
LARGE = 8192


@dataclass(frozen=True, slots=True)
class Matches:
    """All rows of the index that match, rising, with their scores."""

    rows: Ints
    scores: Numbers


@dataclass(frozen=True, slots=True)
class Ordering:
    """What hits are ordered by, beside their scores: by row of the whole index."""

    sort: Sort
    dates: npt.NDArray[np.int32]
    entry: Callable[[int], tuple[str, str]]  # entry id and document id
    ranks: Callable[[], Ints]  # the order of all entry ids: asked for only when more hits tie than are wanted


@dataclass(frozen=True, slots=True)
class Ranked:
    """A hit in its place."""

    row: int
    entry: str
    document: str
    score: float


def best(matches: Matches, count: int, ordering: Ordering) -> list[Ranked]:
    """The first `count` matches in order, their scores settled."""
    rows, scores = matches.rows, matches.scores
    if count <= 0 or not rows.size:
        return []
    if count < rows.size and ordering.sort is Sort.RELEVANCE:
        chosen = (scores >= _bound(scores, count)).nonzero()[0]
        rows, scores = rows[chosen], scores[chosen]
    scores = settled_all(scores)
    dates = ordering.dates[rows]
    if count < rows.size:
        chosen = _first(_keys(scores, dates, ordering.sort), count, lambda some: ordering.ranks()[rows[some]])
        rows, scores, dates = rows[chosen], scores[chosen], dates[chosen]
    found = []
    for row, score, date in zip(rows.tolist(), scores.tolist(), dates.tolist(), strict=True):
        entry, document = ordering.entry(row)
        found.append((sort_key(ordering.sort, score, date, entry), Ranked(row, entry, document, score)))
    found.sort(key=lambda one: one[0])
    return [ranked for _, ranked in found]


def _bound(scores: Numbers, count: int) -> float:
    """A score that none of the first `count` is below: the count-th best, less what settling may change. That of every
    16th score is a lower one, which spares most of the partitioning."""
    bound = -np.inf
    if scores.size > LARGE and scores.size > count * SAMPLE:
        bound = _nth(scores[::SAMPLE], count)
        scores = scores[scores >= bound]
    return max(bound, _nth(scores, count)) - 2 / SCORE_STEPS


def _nth(scores: Numbers, count: int) -> float:
    """The count-th best score; there are as many."""
    at = scores.size - count
    return float(np.partition(scores, at)[at])


def _keys(scores: Numbers, dates: npt.NDArray[np.int32], sort: Sort) -> list[Numbers]:
    """What is compared one after the other, smaller first; the ids come last."""
    if sort is Sort.RELEVANCE:
        return [-scores, -dates.astype(np.float64)]
    newest = sort is Sort.NEWEST
    return [np.where(dates == 0, np.inf, -dates if newest else dates)]


def _first(keys: list[Numbers], count: int, ranks: Callable[[Ints], Ints]) -> Ints:
    """Indexes of the `count` first by the keys, in no order: a partition a key, ties going on to the next one."""
    tied = np.arange(keys[0].size)
    if count == 0:
        return tied[:0]
    taken: list[Ints] = []
    for turn in range(len(keys) + 1):
        key = keys[turn][tied] if turn < len(keys) else ranks(tied).astype(np.float64)
        bound = np.partition(key, count - 1)[count - 1]
        ahead = tied[key < bound]
        taken.append(ahead)
        tied = tied[key == bound]
        count -= ahead.size
        if tied.size == count:
            break
    return np.concatenate([*taken, tied[:count]])
