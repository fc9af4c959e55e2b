"""The matches of a lookup, in three forms: rows with scores, a mask with one score, and approximate scores of all rows.

All stand for rows of the whole index with scores. They differ in the cost of counting and of choosing the best.
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

MAX_HINTS = 3  # row lists whose scores give a first bound of the best (bench.speed, OR)
MIN_SUM = 1e-37  # the sum of every match is larger
MAX_HINT_ROWS = 30_000  # longer lists are read only if there is no shorter one


class Matches(Protocol):
    """Matching rows and their scores."""

    @property
    def total(self) -> int: ...

    @property
    def rows(self) -> Ints:
        """The rows, ascending."""
        ...

    def filtered(self, mask: Bools) -> Matches:
        """The matches that a mask over all rows keeps."""
        ...

    def top(self, count: int, ordering: Ordering) -> Ranked:
        """The first `count` in order."""
        ...


class RowMatches:
    """Rows, ascending, and the score of each."""

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
    """A mask over all rows; every match has the same score."""

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
    """Scores of all rows in single precision, above zero where a row matches: exact enough to say which rows may be
    among the best. These are rescored exactly."""

    def __init__(self, sums: Sums, error: float, exact: Callable[[Ints], Scores], hints: Sequence[Ints]) -> None:
        """`error` is the relative error of a sum. `exact` gives the exact scores of some matching rows, ascending.
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
        """The rows that may be among the first `count`; there are more matches than that."""
        rows = (self._sums >= self._lowest_sum(self._first_bound(count))).nonzero()[0]
        if rows.size > count:
            sums = self._sums.take(rows)
            rows = rows[sums >= self._lowest_sum(kth_best(sums, count))]
        return rows

    def _lowest_sum(self, score: float) -> np.float32:
        """The lowest sum of a row whose exact score may still tie with or beat that of a row with the sum `score`."""
        return np.float32(max(score * (1 - 3 * self._error) - 2 / SCORE_STEPS, MIN_SUM))

    def _first_bound(self, count: int) -> float:
        """A sum that `count` rows reach: taken from the rows of a few short lists, as rare terms score high."""
        hints = sorted((rows for rows in self._hints if rows.size >= count), key=len)[:MAX_HINTS]
        hints = [rows for at, rows in enumerate(hints) if not at or rows.size <= MAX_HINT_ROWS]
        bounds = [kth_best(self._sums.take(rows), count) for rows in hints]
        return max(bounds, default=0.0) or lower_bound(self._sums, count)
