"""The tokens of one field, collected in columns until the segment is flushed."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from search.engines.whoosh.codec.inverted_index import Numbers, Tokens
from search.engines.whoosh.codec.term_ids import TermIds
from search.terms import TermLine

_CHUNK_TOKENS = 300_000  # tokens numbered together
_EMPTY = TermLine("", b"")


def as_line(given: Sequence[tuple[str, int]]) -> TermLine:
    """(term, position) pairs as a line."""
    if isinstance(given, TermLine):
        return given
    return TermLine.of(*zip(*given, strict=True)) if given else _EMPTY


class TokenBuffer:
    """The tokens of one field."""

    def __init__(self) -> None:
        self._term_ids = TermIds()
        self._texts: list[str] = []  # of lines whose terms have no numbers yet
        self._waiting = 0  # tokens in these lines
        self._ids = bytearray()
        self._positions = bytearray()
        self._rows = array("I")
        self._sizes = array("I")

    def add(self, row: int, line: TermLine) -> int:
        """Add the line of a row, which is not empty; returns its number of tokens. Rows ascend."""
        size = len(line.positions) >> 2
        self._texts.append(line.text)
        self._positions += line.positions
        self._rows.append(row)
        self._sizes.append(size)
        self._waiting += size
        if self._waiting >= _CHUNK_TOKENS:
            self._assign_ids()
        return size

    def tokens(self) -> Tokens:
        """All tokens added so far."""
        self._assign_ids()
        rows = np.repeat(np.array(self._rows, np.uint32), self._sizes)
        return Tokens(self._term_ids.terms(), _column(self._ids), rows, _column(self._positions))

    def _assign_ids(self) -> None:
        """Number the terms of the lines that have none yet."""
        if self._texts:
            self._ids += self._term_ids.ids_of(" ".join(self._texts), self._waiting).tobytes()
            self._texts = []
            self._waiting = 0


def _column(numbers: bytearray) -> Numbers:
    return np.frombuffer(numbers, np.uint32)
