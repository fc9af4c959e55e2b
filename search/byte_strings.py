"""Many byte strings as two arrays: read where they lie, so that a file of any size opens at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]  # of any number type: the file says which


def bounds_of(values: Sequence[bytes]) -> Array:
    """Where each of the strings begins when they lie end to end, and where the last one ends."""
    bounds = np.zeros(len(values) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, values), np.int64, len(values)), out=bounds[1:])
    return bounds


class ByteStrings:
    """String i lies in `text` from bounds[i] to bounds[i + 1]. Both are memoryviews: their single numbers and slices
    cost a fraction of an array's."""

    def __init__(self, text: memoryview, bounds: memoryview) -> None:
        self.text = text
        self.bounds = bounds

    @classmethod
    def of(cls, values: Sequence[bytes]) -> ByteStrings:
        """The strings, laid end to end."""
        return cls(memoryview(b"".join(values)), bounds_of(values).data)

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self.text[self.bounds[number] : self.bounds[number + 1]])

    def decode(self, numbers: Iterable[int]) -> list[str]:
        """Strings of UTF-8 as texts."""
        text, bounds = self.text, self.bounds
        return [str(text[bounds[number] : bounds[number + 1]], "utf-8") for number in numbers]

    def all(self) -> list[bytes]:
        """Every string, in order."""
        return self.some(range(len(self)))

    def some(self, numbers: range) -> list[bytes]:
        """The strings of those numbers, which follow each other."""
        bounds = self.bounds[numbers.start : numbers.stop + 1].tolist()
        whole = self.text[bounds[0] : bounds[-1]].tobytes()
        return [whole[start - bounds[0] : end - bounds[0]] for start, end in pairwise(bounds)]
