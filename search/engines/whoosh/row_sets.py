"""Sets of rows as rising arrays: membership, intersection, distinct values. No row appears twice unless said.

Array methods are called rather than NumPy's functions: their wrappers cost a microsecond a call, which is what a
clause is made of. Rows are 64-bit: NumPy is several times slower at taking and adding by other numbers.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint8]
Scores = npt.NDArray[np.float64]

Matched = tuple[Ints, Scores]  # rows that match, rising, and the score of each

NO_ROWS: Ints = np.zeros(0, np.int64)
NO_SCORES: Scores = np.zeros(0)

# Looking up one row in a sorted list costs as much as walking over so many.
LOOKUP_COST = 16

# So few are looked up singly in any list: an array over all rows costs more to begin with.
LOOKUP_BELOW = 512

# So many are sooner merged with a list, at most so many times as long, than looked up in it one by one.
MERGE_FROM, MERGE_MAX_RATIO = 256, 8


def intersect(some: Ints, others: Ints) -> Ints:
    """What two rising arrays both hold, rising."""
    if not others.size:
        return others
    if some.size < MERGE_FROM or others.size > MERGE_MAX_RATIO * some.size:
        held: Ints = some[others.take(others.searchsorted(some), mode="clip") == some]
        return held
    merged = merge_sorted([some, others])
    twice: Ints = merged[1:][merged[1:] == merged[:-1]]
    return twice


class Candidates:
    """Some rows, rising, that other lists are compared with. `space` is the number of all rows."""

    def __init__(self, rows: Ints, space: int) -> None:
        self.rows = rows
        self.space = space
        self._index_of_row: npt.NDArray[np.int32] | None = None

    def take(self, places: Ints) -> Candidates:
        """Those at some places, rising."""
        return self if places.size == self.rows.size else Candidates(self.rows.take(places), self.space)

    def prefers_lookup(self, rows: Ints) -> bool:
        """Whether looking every candidate up in the list is the quickest."""
        return rows.size > (0 if self.rows.size < LOOKUP_BELOW else LOOKUP_COST * self.rows.size)

    def intersect_indexes(self, rows: Ints) -> tuple[Ints, Ints]:
        """Where the candidates and the rising `rows` meet: indexes into each, rising."""
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
        """For each row its index among the candidates; any number for a row that is none."""
        if self._index_of_row is None:
            if rows.size * LOOKUP_COST < self.rows.size:
                return self.rows.searchsorted(rows)
            self._index_of_row = np.empty(self.space, np.int32)  # only the candidates' places are ever believed
            self._index_of_row[self.rows] = np.arange(self.rows.size, dtype=np.int32)
        return self._index_of_row.take(rows).astype(np.int64)


def unique(rising: Ints) -> Ints:
    """The values of a rising array with repetitions, each once."""
    if not rising.size:
        return rising
    new = np.empty(rising.size, np.bool_)
    new[0] = True
    np.not_equal(rising[1:], rising[:-1], out=new[1:])
    return rising[new]


def merge_sorted(parts: list[Ints]) -> Ints:
    """All numbers of the rising parts, rising, each as often as it is there."""
    if len(parts) == 1:
        return parts[0]
    together = np.concatenate(parts)
    together.sort(kind="stable")  # merges runs that rise
    return together


def union(parts: list[Ints], space: int) -> Ints:
    """All rows of the parts, each once, rising. `space` is the number of all rows."""
    if len(parts) == 1:
        return parts[0]
    rows = np.concatenate(parts) if parts else NO_ROWS
    if rows.size * LOOKUP_COST < space:
        rows.sort()
        return unique(rows)
    held = np.zeros(space, np.bool_)
    held[rows] = True
    return held.nonzero()[0]
