"""Strings and keys as flat bytes: read where they lie, so that a table of any size opens at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Any: numpy's element type is the file's business, whole numbers throughout.
Numbers = NDArray[Any]
_AFTER = b"\xff"  # sorts behind every UTF-8 text


@dataclass(frozen=True, slots=True)
class ByteStrings(Sequence[bytes]):
    """Texts in one stretch of UTF-8; text i ends at ends[i] and begins where the one before ends."""

    blob: bytes
    ends: Numbers

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, index: Any) -> Any:  # Any: Sequence allows slices, which nobody asks for here
        start = int(self.ends[index - 1]) if index else 0
        return self.blob[start : int(self.ends[index])]

    def __iter__(self) -> Iterator[bytes]:
        """All texts in order: asking for one after the other takes four times as long."""
        ends = self.ends.tolist()
        return map(self.blob.__getitem__, map(slice, (0, *ends), ends))

    def text(self, index: int) -> str:
        """Text i, decoded."""
        found: bytes = self[index]
        return found.decode("utf-8")


@dataclass(frozen=True, slots=True)
class KeyIndex:
    """Sorted keys, several for one row and several rows for one key."""

    strings: ByteStrings
    rows: Numbers

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """Every key with its row."""
        yield from zip((each.decode("utf-8") for each in self.strings), self.rows.tolist(), strict=True)

    def beginning(self, prefix: str) -> tuple[Numbers, Numbers]:
        """The rows whose key is the prefix, and the rows whose key goes on after it."""
        wanted = prefix.encode("utf-8")
        low = bisect_left(self.strings, wanted)
        middle = bisect_left(self.strings, wanted + b"\x00", low)
        high = bisect_left(self.strings, wanted + _AFTER, middle)
        return self.rows[low:middle], self.rows[middle:high]


def byte_strings(texts: Iterable[str]) -> ByteStrings:
    """Texts laid end to end."""
    return concatenate([text.encode("utf-8") for text in texts])


def concatenate(coded: Sequence[bytes]) -> ByteStrings:
    """Encoded texts laid end to end."""
    return ByteStrings(b"".join(coded), np.cumsum(list(map(len, coded)), dtype="<u4"))


def key_index(pairs: Iterable[tuple[str, int]], known: Iterable[tuple[bytes, int]] = ()) -> KeyIndex:
    """(key, row) pairs, sorted; each pair once. Those `known` are encoded, and sorted already for the most part."""
    ordered = list(dict.fromkeys(sorted([*known, *((key.encode("utf-8"), row) for key, row in pairs)])))
    rows = np.array([row for _, row in ordered], dtype="<u4")
    return KeyIndex(concatenate([key for key, _ in ordered]), rows)
