"""Numbers the terms of a field in the order of their first occurrence.

Most terms of Han text have one or two characters. These are looked up by their code points in a sorted array: to make a
string of each of millions, and to look it up in a dictionary larger than any processor cache, takes three times as
long.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.codec.inverted_index import Numbers

# The key of a term of one or two characters: the first in the upper bits; the second plus one, 0 if there is none.
_BITS = 21
_SECOND = (1 << _BITS) - 1
_BLANK = ord(" ")
_SHORT_TEXT = 4  # code points a term, its blank included: below this average, most terms are short

Keys = npt.NDArray[np.int64]


class _Dictionary(dict[str, int]):
    """Terms and their numbers; an unknown term gets the next number."""

    def __init__(self) -> None:
        super().__init__()
        self.size = 0  # numbers given out, those of short terms included

    def __missing__(self, term: str) -> int:
        self[term] = number = self.size
        self.size += 1
        return number


class TermIds:
    """The terms of one field and their numbers."""

    def __init__(self) -> None:
        self._words = _Dictionary()
        self._keys: Keys = np.zeros(0, np.int64)  # of short terms, ascending
        self._numbers: Numbers = np.zeros(0, np.uint32)  # of each key
        self._by_key: bool | None = None  # decided by the first text: a term must not get a number in both ways

    def ids_of(self, text: str, size: int) -> Numbers:
        """The numbers of the terms of a text, `size` of them, joined by blanks."""
        if self._by_key is None:
            self._by_key = len(text) < _SHORT_TEXT * size
        if self._by_key:
            return self._ids_by_key(text)
        return np.fromiter(map(self._words.__getitem__, text.split(" ")), np.uint32, size)

    def terms(self) -> list[bytes]:
        """The terms in the order of their numbers, in UTF-8."""
        found = [b""] * self._words.size
        for term, number in self._words.items():
            found[number] = _encoded(term)
        for term, number in zip(_texts(self._keys), self._numbers.tolist(), strict=True):
            found[number] = _encoded(term)
        return found

    def _ids_by_key(self, text: str) -> Numbers:
        codes = np.frombuffer(f"{text} ".encode("utf-32-le", "surrogatepass"), "<u4").astype(np.int64)
        ends = np.flatnonzero(codes == _BLANK)
        starts = np.empty_like(ends)
        starts[0], starts[1:] = 0, ends[:-1] + 1
        sizes = ends - starts
        keys = codes[starts] << _BITS
        keys[sizes == 2] |= codes[starts[sizes == 2] + 1] + 1
        numbers = np.empty(ends.size, np.uint32)
        short = sizes <= 2
        numbers[short] = self._of_keys(keys[short])
        longer = np.flatnonzero(~short)
        words = map(text.__getitem__, map(slice, starts[longer].tolist(), ends[longer].tolist()))
        numbers[longer] = np.fromiter(map(self._words.__getitem__, words), np.uint32, longer.size)
        return numbers

    def _of_keys(self, keys: Keys) -> Numbers:
        """The numbers of short terms, given by their keys; new ones get the next numbers."""
        own, inverse = np.unique(keys, return_inverse=True)
        new = own[~np.isin(own, self._keys, assume_unique=True)]
        if new.size:
            at = self._keys.searchsorted(new)
            given = np.arange(self._words.size, self._words.size + new.size, dtype=np.uint32)
            self._keys, self._numbers = np.insert(self._keys, at, new), np.insert(self._numbers, at, given)
            self._words.size += int(new.size)
        return self._numbers.take(self._keys.searchsorted(own)).take(inverse)


def _texts(keys: Keys) -> list[str]:
    """The terms that the keys stand for."""
    signs = np.empty((keys.size, 3), np.int64)
    signs[:, 0], signs[:, 1], signs[:, 2] = keys >> _BITS, (keys & _SECOND) - 1, _BLANK
    text = signs[signs >= 0].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    return text.split(" ")[:-1]


def _encoded(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")
