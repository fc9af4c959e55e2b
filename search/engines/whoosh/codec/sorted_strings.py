"""Byte strings looked up in order: most of the way in a list of every 64th, the rest in six looks into the file."""

from __future__ import annotations

from bisect import bisect_left

from search.byte_strings import Array, ByteStrings

SAMPLE_STEP = 64  # every so many-th string is held


class SortedStrings:
    """Strings that rise: as they are written, or in the given order of their numbers."""

    def __init__(self, strings: ByteStrings, order: Array | None = None) -> None:
        self._strings = strings
        self._order = None if order is None else order.data  # a memoryview: its single numbers are cheap
        self._sample = [self[place] for place in range(0, len(strings), SAMPLE_STEP)]

    def __getitem__(self, place: int) -> bytes:
        return self._strings[place if self._order is None else self._order[place]]

    def lower_bound(self, string: bytes) -> int:
        """The place of the first that is not before the string; the number of all where every one is."""
        block = bisect_left(self._sample, string)
        low, high = max(0, (block - 1) * SAMPLE_STEP), min(len(self._strings), block * SAMPLE_STEP)
        while low < high:
            middle = (low + high) // 2
            if self[middle] < string:
                low = middle + 1
            else:
                high = middle
        return low
