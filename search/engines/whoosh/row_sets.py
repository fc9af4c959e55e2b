"""Sets of rows as ascending arrays: membership, intersection, union. No row appears twice unless said.

Array methods are called rather than NumPy's functions, whose wrappers cost a microsecond a call; a clause is made of
such calls. Rows are 64-bit: NumPy takes and adds by other index types several times slower.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint8]
Scores = npt.NDArray[np.float64]

Matched = tuple[Ints, Scores]  # matching rows, ascending, and the score of each

NO_ROWS: Ints = np.zeros(0, np.int64)
NO_SCORES: Scores = np.zeros(0)

# The three thresholds were chosen by bench.speed at 100,000 passages.
# Looking up one row in a sorted list costs as much as scanning this many.
LOOKUP_COST = 16

# Below this many candidates, binary search beats building a dense index.
LOOKUP_BELOW = 512

# From 256 rows on, merging beats binary search if the other list is at most 8 times as long.
MERGE_FROM, MERGE_MAX_RATIO = 256, 8


def intersect(some: Ints, others: Ints) -> Ints:
    """The rows that are in both ascending arrays, ascending."""
    if not others.size:
        return others
    if some.size < MERGE_FROM or others.size > MERGE_MAX_RATIO * some.size:
        held: Ints = some[others.take(others.searchsorted(some), mode="clip") == some]
        return held
    merged = merge_sorted([some, others])
    twice: Ints = merged[1:][merged[1:] == merged[:-1]]
    return twice


class Candidates:
    """Some rows, ascending, that several lists are compared with. `space` is the number of all rows."""

    def __init__(self, rows: Ints, space: int) -> None:
        self.rows = rows
        self.space = space
        self._index_of_row: npt.NDArray[np.int32] | None = None

    def take(self, indexes: Ints) -> Candidates:
        """The candidates at these indexes, which ascend."""
        return self if indexes.size == self.rows.size else Candidates(self.rows.take(indexes), self.space)

    def prefers_lookup(self, rows: Ints) -> bool:
        """Whether it is fastest to look up every candidate in the list."""
        return rows.size > (0 if self.rows.size < LOOKUP_BELOW else LOOKUP_COST * self.rows.size)

    def intersect_indexes(self, rows: Ints) -> tuple[Ints, Ints]:
        """The rows that are both candidates and in the ascending `rows`: their indexes in each, ascending."""
        if self.prefers_lookup(rows):
            at = rows.searchsorted(self.rows)
            mine = (rows.take(at, mode="clip") == self.rows).nonzero()[0]
            return mine, at.take(mine)
        if not self.rows.size:
            return NO_ROWS, NO_ROWS
        at = self._indexes_of(rows)
        theirs = (self.rows.take(at, mode="clip") == rows).nonzero()[0]
        return at.take(theirs), theirs

    def _indexes_of(self, rows: Ints) -> Ints:
        """For each row its index among the candidates; an arbitrary index for a row that is none."""
        if self._index_of_row is None:
            if rows.size * LOOKUP_COST < self.rows.size:
                return self.rows.searchsorted(rows)
            self._index_of_row = np.empty(self.space, np.int32)  # read for any row, but valid for candidates only
            self._index_of_row[self.rows] = np.arange(self.rows.size, dtype=np.int32)
        return self._index_of_row.take(rows).astype(np.int64)


def unique(values: Ints) -> Ints:
    """The values of an ascending array, each once."""
    if not values.size:
        return values
    new = np.empty(values.size, np.bool_)
    new[0] = True
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return values[new]


def merge_sorted(parts: list[Ints]) -> Ints:
    """All values of the ascending parts, ascending, repetitions included."""
    if len(parts) == 1:
        return parts[0]
    together = np.concatenate(parts)
    together.sort(kind="stable")  # a stable sort merges ascending runs
    return together


def union(parts: list[Ints], space: int) -> Ints:
    """All rows of the parts, each once, ascending. `space` is the number of all rows."""
    if len(parts) == 1:
        return parts[0]
    rows = np.concatenate(parts) if parts else NO_ROWS
    if rows.size * LOOKUP_COST < space:
        rows.sort()
        return unique(rows)
    held = np.zeros(space, np.bool_)
    held[rows] = True
    return held.nonzero()[0]
