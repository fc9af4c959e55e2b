"""The best hits of many, in the one order of hits, without sorting them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search.engines.order import SCORE_STEPS, settled_all, sort_key
from search.engines.whoosh.segment import Ints
from search.port.lookup import Sort

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Matches:
    """All rows of the index that match, rising, with their scores."""

    rows: Ints
    scores: Numbers


def best(
    matches: Matches,
    count: int,
    sort: Sort,
    dates: npt.NDArray[np.int32],
    entry: Callable[[int], tuple[str, str]],
    ranks: Callable[[], Ints],
) -> tuple[Ints, Numbers]:
    """The first `count` rows in order, and their settled scores. `dates` are those of the matching rows; `ranks`, the
    order of all ids, is only asked for when more hits tie than are wanted."""
    chosen = np.arange(matches.rows.size)
    if count == 0:
        chosen = chosen[:0]
    elif count < chosen.size:
        chosen = _first(_keys(matches.scores, dates, sort), count, lambda some: ranks()[matches.rows[some]])
    scores = settled_all(matches.scores[chosen])
    keys = [
        (sort_key(sort, score, date, entry(row)[0]), at)
        for at, (row, score, date) in enumerate(
            zip(matches.rows[chosen].tolist(), scores.tolist(), dates[chosen].tolist(), strict=True)
        )
    ]
    order = np.array([at for _, at in sorted(keys)], np.int64)
    return matches.rows[chosen[order]], scores[order]


def _keys(scores: Numbers, dates: npt.NDArray[np.int32], sort: Sort) -> list[Numbers]:
    """What is compared one after the other, smaller first; the ids come last."""
    if sort is Sort.RELEVANCE:
        return [-np.floor(scores * SCORE_STEPS + 0.5), -dates.astype(np.float64)]
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
