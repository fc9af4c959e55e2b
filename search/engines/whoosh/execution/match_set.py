"""What a lookup found, in three forms: the rows listed, the scores of all rows summed up, or a set that scores alike.

All mean the same: rows of the whole index with their scores. They differ in what it costs to count them and to choose
the best.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from search.engines.order import SCORE_STEPS, rounded
from search.engines.whoosh.execution.top_k import Ordering, Ranked, first_matching, kth_best, lower_bound, ranked, top_k
from search.engines.whoosh.row_sets import Bools, Ints, Scores
from search.port.lookup import Sort

Sums = npt.NDArray[np.float32]

MAX_HINTS = 3  # lists whose scores are looked at for a first bound
MIN_SUM = 1e-37  # the sum of a row that matches is above
MAX_HINT_ROWS = 30_000  # only the first may be longer


class Matches(Protocol):
    """Rows that match, with scores."""

    @property
    def total(self) -> int: ...

    @property
    def rows(self) -> Ints:
        """The rows, rising."""
        ...

    def filtered(self, mask: Bools) -> Matches:
        """Those that the mask over all rows keeps."""
        ...

    def top(self, count: int, ordering: Ordering) -> Ranked:
        """The first `count` in order."""
        ...


class RowMatches:
    """Rows one by one, rising, and their scores."""

    def __init__(self, rows: Ints, scores: Scores) -> None:
        self.rows = rows
        self.scores = scores

    @property
    def total(self) -> int:
        return int(self.rows.size)

    def filtered(self, mask: Bools) -> RowMatches:
        chosen = mask.take(self.rows).nonzero()[0]
        return RowMatches(self.rows.take(chosen), self.scores.take(chosen))

    def top(self, count: int, ordering: Ordering) -> Ranked:
        return top_k(self.rows, self.scores, count, ordering)


class ConstantMatches:
    """A set of rows that all score the same."""

    def __init__(self, held: Bools, score: float) -> None:
        self.mask = held
        self.score = score

    @cached_property
    def total(self) -> int:
        return int(np.count_nonzero(self.mask))

    @cached_property
    def rows(self) -> Ints:
        return self.mask.nonzero()[0]

    def filtered(self, mask: Bools) -> ConstantMatches:
        return ConstantMatches(self.mask & mask, self.score)

    def top(self, count: int, ordering: Ordering) -> Ranked:
        rows = first_matching(self.mask, count, ordering)
        return ranked(rows, np.full(rows.size, rounded(self.score)))


class ApproximateMatches:
    """Scores of all rows, summed up in single precision: above zero where a row matches. Near enough to say which rows
    can be among the best; these are scored anew, exactly."""

    def __init__(self, sums: Sums, error: float, exact: Callable[[Ints], Scores], hints: Sequence[Ints]) -> None:
        """`error` is how far a sum may be off, as a part of it. `exact` gives the scores of some matching rows, rising.
        `hints` are lists of rows of which many match."""
        self._sums = sums
        self._error = error
        self._exact = exact
        self._hints = hints
        self._mask: Bools = sums > 0

    @cached_property
    def total(self) -> int:
        return int(np.count_nonzero(self._mask))

    @cached_property
    def rows(self) -> Ints:
        return self._mask.nonzero()[0]

    def filtered(self, mask: Bools) -> ApproximateMatches:
        return ApproximateMatches(self._sums * mask, self._error, self._exact, self._hints)

    def top(self, count: int, ordering: Ordering) -> Ranked:
        if count <= 0:
            return []
        if ordering.sort is not Sort.RELEVANCE:
            rows = np.sort(first_matching(self._mask, count, ordering))
        elif count >= self.total:
            rows = self.rows
        else:
            rows = self._contenders(count)
        return top_k(rows, self._exact(rows), count, ordering)

    def _contenders(self, count: int) -> Ints:
        """The rows that may be among the first `count`, of more."""
        rows = (self._sums >= self._lowest_sum(self._first_bound(count))).nonzero()[0]
        if rows.size > count:
            sums = self._sums.take(rows)
            rows = rows[sums >= self._lowest_sum(kth_best(sums, count))]
        return rows

    def _lowest_sum(self, score: float) -> np.float32:
        """What the sum of a row is not below whose exact score settles to at least that of one with this sum."""
        return np.float32(max(score * (1 - 3 * self._error) - 2 / SCORE_STEPS, MIN_SUM))

    def _first_bound(self, count: int) -> float:
        """A sum that `count` rows reach: of the rows in a few short lists, most of which score high."""
        found, looked = 0.0, 0
        for rows in sorted((one for one in self._hints if one.size >= count), key=len)[:MAX_HINTS]:
            if looked and rows.size > MAX_HINT_ROWS:
                break
            found, looked = max(found, kth_best(self._sums.take(rows), count)), looked + 1
        return found or lower_bound(self._sums, count)
