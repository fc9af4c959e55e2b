"""The postings of a field -> the arrays that are written. Postings are given by term ranges, so that only the encoded
arrays are ever whole in memory. Pure.

A posting is the gap to the row before, in the narrowest of 1, 2 or 4 bytes that fits all gaps of the term. Term
frequencies are a bit for each position: whether it is the first of its row; most terms occur once in a row. Positions
are in a file of their own, as only phrases and NEAR read them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from search.byte_strings import Array
from search.engines import bm25
from search.engines.whoosh.codec.array_file import WIDTHS, byte_strings, narrowest
from search.engines.whoosh.codec.inverted_index import InvertedField, Long, Numbers, offsets_of

_POSTINGS_AT_ONCE = 1 << 20


class _EncodedBlock(NamedTuple):
    """The arrays of a term range. For each term its frequency, first row, width code, and number of positions; the gaps
    of each width, joined; for each position whether it is the first of its row; and the positions."""

    frequency: Array
    first: Array
    widths: Array
    occurrences: Array
    gaps1: Array
    gaps2: Array
    gaps3: Array
    first_bits: Array
    positions: Array


class FieldLengths:
    """Counts the tokens of each row in a field."""

    def __init__(self, rows: int) -> None:
        self._lengths = np.zeros(rows)

    def count(self, ranges: Iterable[InvertedField]) -> Iterable[InvertedField]:
        """The same term ranges; they are counted as they are read."""
        for inverted in ranges:
            for start in range(0, inverted.rows.size, _POSTINGS_AT_ONCE):
                some = slice(start, start + _POSTINGS_AT_ONCE)
                self._lengths += np.bincount(inverted.rows[some], inverted.counts[some], minlength=self._lengths.size)
            yield inverted

    def codes(self) -> npt.NDArray[np.uint8]:
        """The length code of every row."""
        codes = np.searchsorted(np.array(bm25.LENGTHS), self._lengths)
        return np.minimum(codes, 255).astype(np.uint8)


def encode_postings(ranges: Iterable[InvertedField]) -> tuple[dict[str, Array], dict[str, Array], dict[str, Array]]:
    """The arrays of the dictionary, of the postings and of the positions. The ranges are in the order of their
    terms."""
    terms: list[bytes] = []
    blocks: list[_EncodedBlock] = [_EMPTY]
    for inverted in ranges:
        terms.extend(inverted.terms)
        blocks.append(_encode(inverted))
    whole = _EncodedBlock(*map(np.concatenate, zip(*blocks, strict=True)))
    dictionary = {
        **byte_strings(terms, "terms"),
        "frequency": narrowest(whole.frequency),
        "first": narrowest(whole.first),
        "gap_at": narrowest(_gap_at(whole.widths, whole.frequency)),
        "widths": whole.widths,
        "position_at": narrowest(np.concatenate(([0], np.cumsum(whole.occurrences)))),
    }
    gaps = {"gaps1": whole.gaps1, "gaps2": whole.gaps2, "gaps3": whole.gaps3}
    return dictionary, {**gaps, "first_bits": np.packbits(whole.first_bits)}, {"positions": whole.positions}


def _encode(inverted: InvertedField) -> _EncodedBlock:
    starts = offsets_of(inverted.frequency)
    has_gap = np.ones(inverted.rows.size, np.bool_)
    has_gap[starts] = False
    gaps = np.zeros_like(inverted.rows)
    np.subtract(inverted.rows[1:], inverted.rows[:-1], out=gaps[1:])
    gaps[starts] = 0
    widths = np.where(inverted.frequency == 1, 0, _widths(gaps, starts)).astype(np.uint8)
    first_bits = np.zeros(inverted.positions.size + 1, np.bool_)
    first_bits[np.cumsum(inverted.counts, dtype=np.uint32)] = True  # of the next posting, and one behind the last
    first_bits[0] = True
    width_of = np.repeat(widths, inverted.frequency)
    gaps1, gaps2, gaps3 = (gaps[(width_of == code) & has_gap].astype(WIDTHS[code]) for code in (1, 2, 3))
    return _EncodedBlock(
        inverted.frequency,
        inverted.rows[starts],
        widths,
        inverted.occurrences,
        gaps1,
        gaps2,
        gaps3,
        first_bits[:-1],
        narrowest(inverted.positions),
    )


def _widths(numbers: Numbers, starts: Long) -> Array:
    """For each list (beginning at `starts`) the code of the narrowest width that fits all its numbers."""
    if not starts.size:
        return np.zeros(0, np.int64)
    largest = np.maximum.reduceat(numbers, starts)
    return np.where(largest < 1 << 8, 1, np.where(largest < 1 << 16, 2, 3))


def _gap_at(widths: Array, frequency: Long) -> Long:
    """Where the gaps of each term begin in the array of their width."""
    begins = np.zeros(widths.size, np.int64)
    for code in (1, 2, 3):
        own = widths == code
        begins[own] = offsets_of(frequency[own] - 1)
    return begins


_EMPTY = _EncodedBlock(
    np.zeros(0, np.int64),
    np.zeros(0, np.uint32),
    np.zeros(0, np.uint8),
    np.zeros(0, np.int64),
    np.zeros(0, WIDTHS[1]),
    np.zeros(0, WIDTHS[2]),
    np.zeros(0, WIDTHS[3]),
    np.zeros(0, np.bool_),
    np.zeros(0, np.uint8),
)
