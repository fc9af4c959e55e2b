"""Lines of terms -> the tokens of a field, in columns, until the segment is flushed."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from search.engines.whoosh.inverted import Numbers, Tokens
from search.terms import Line

_CHUNK_TOKENS = 100_000  # tokens numbered at one go


class _Vocabulary(dict[str, int]):
    """Numbers terms as they come."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


class Collected:
    """The tokens of one field."""

    def __init__(self) -> None:
        self._vocabulary = _Vocabulary()
        self._texts: list[str] = []  # of lines whose terms are not numbered yet
        self._waiting = 0  # tokens in these
        self._numbers = bytearray()
        self._places = bytearray()
        self._rows = array("I")
        self._sizes = array("I")

    def add(self, row: int, line: Sequence[tuple[str, int]]) -> int:
        """Add a row's line, which is not empty; returns its length. Rows rise."""
        given = line if isinstance(line, Line) else Line.of(*zip(*line, strict=True))
        size = len(given)
        self._texts.append(given.text)
        self._places += given.places
        self._rows.append(row)
        self._sizes.append(size)
        self._waiting += size
        if self._waiting >= _CHUNK_TOKENS:
            self._number()
        return size

    def tokens(self) -> Tokens:
        """What was collected."""
        self._number()
        rows = np.repeat(np.array(self._rows, np.uint32), self._sizes)
        terms = [term.encode("utf-8", "surrogatepass") for term in self._vocabulary]
        return Tokens(terms, _column(self._numbers), rows, _column(self._places))

    def _number(self) -> None:
        """Number the terms that wait."""
        if self._texts:
            terms = " ".join(self._texts).split(" ")
            self._numbers += np.fromiter(map(self._vocabulary.__getitem__, terms), np.uint32, len(terms)).tobytes()
            self._texts = []
            self._waiting = 0


def _column(numbers: bytearray) -> Numbers:
    return np.frombuffer(numbers, np.uint32)
