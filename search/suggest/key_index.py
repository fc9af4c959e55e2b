"""Sorted keys of the table's rows, looked up by their beginning."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from search.byte_strings import Array, ByteStrings

_AFTER = b"\xff"  # sorts behind every UTF-8 text


@dataclass(frozen=True, slots=True)
class KeyIndex:
    """Sorted keys, and the row of each; a row may have several keys, and a key several rows."""

    strings: ByteStrings
    rows: Array

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """Every key with its row."""
        return zip((key.decode("utf-8") for key in self.strings.all()), self.rows.tolist(), strict=True)

    def beginning(self, prefix: str) -> tuple[Array, Array]:
        """The rows whose key is the prefix, and the rows whose key goes on after it."""
        wanted = prefix.encode("utf-8")
        low = bisect_left(self.strings, wanted)
        middle = bisect_left(self.strings, wanted + b"\x00", low)
        high = bisect_left(self.strings, wanted + _AFTER, middle)
        return self.rows[low:middle], self.rows[middle:high]


def key_index(pairs: Iterable[tuple[str, int]], carried: Iterable[tuple[bytes, int]] = ()) -> KeyIndex:
    """The index of (key, row) pairs, each once. Those `carried` over are encoded, and mostly sorted already."""
    ordered = list(dict.fromkeys(sorted([*carried, *((key.encode("utf-8"), row) for key, row in pairs)])))
    rows = np.array([row for _, row in ordered], dtype="<u4")
    return KeyIndex(ByteStrings.of([key for key, _ in ordered]), rows)
