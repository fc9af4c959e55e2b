"""Look-up of byte strings by bisection: first in a list of every 64th, then in the mapped file."""

from __future__ import annotations

from bisect import bisect_left

from search.byte_strings import Array, ByteStrings

SAMPLE_STEP = 64  # every 64th string is in memory: six reads of the file remain


class SortedStrings:
    """Ascending strings: as they are written, or in the given order of their numbers."""

    def __init__(self, strings: ByteStrings, order: Array | None = None) -> None:
        self._strings = strings
        self._order = None if order is None else order.data  # a memoryview: cheap to read single numbers of
        self._sample = [self[index] for index in range(0, len(strings), SAMPLE_STEP)]

    def __getitem__(self, index: int) -> bytes:
        return self._strings[index if self._order is None else self._order[index]]

    def lower_bound(self, string: bytes) -> int:
        """The index of the first string that is not less than the given one; the number of strings if all are less."""
        block = bisect_left(self._sample, string)
        low, high = max(0, (block - 1) * SAMPLE_STEP), min(len(self._strings), block * SAMPLE_STEP)
        while low < high:
            middle = (low + high) // 2
            if self[middle] < string:
                low = middle + 1
            else:
                high = middle
        return low
