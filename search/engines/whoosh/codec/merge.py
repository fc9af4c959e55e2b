"""Merges the postings of a field from several segments, one term range at a time.

Decoded postings take many times the bytes they have on disk, and the last merge of a large archive joins tens of
millions of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Protocol

import numpy as np

from search.engines.whoosh.codec.inverted_index import InvertedField, Numbers, live_postings, merge_fields, offsets_of
from search.engines.whoosh.codec.postings_reader import PostingsReader
from search.engines.whoosh.row_sets import Bools

RANGE_POSTINGS = 1_000_000  # postings decoded at a time; each takes a hundred bytes
_STEP = 64  # terms counted together where a term range is to end


class MergeSource(Protocol):
    """Postings of one field of one source; terms are numbered in their order."""

    @property
    def size(self) -> int:
        """The number of terms."""
        ...

    def term(self, number: int) -> bytes:
        """A term."""
        ...

    def lower_bound(self, term: bytes) -> int:
        """The number of the first term that is not less than `term`."""
        ...

    def posting_count(self, numbers: range) -> int:
        """How many postings a range of terms has."""
        ...

    def postings_of(self, numbers: range) -> InvertedField:
        """The postings of a range of terms, with the row numbers of the new segment."""
        ...


class SegmentSource:
    """The postings of an old segment: those of rows that are not deleted, with their new numbers."""

    def __init__(self, postings: PostingsReader, living: Bools, renumbered: Numbers) -> None:
        self._postings = postings
        self._living = living
        self._renumbered = renumbered
        self.size = postings.size
        self.term = postings.term
        self.lower_bound = postings.lower_bound
        self.posting_count = postings.posting_count

    def postings_of(self, numbers: range) -> InvertedField:
        return live_postings(self._postings.postings_of(numbers), self._living, self._renumbered)


class MemorySource:
    """Postings in memory."""

    def __init__(self, inverted: InvertedField) -> None:
        self._whole = inverted
        self._postings = np.append(offsets_of(inverted.frequency), inverted.rows.size)
        self._positions = np.append(offsets_of(inverted.occurrences), inverted.positions.size)
        self.size = len(inverted.terms)

    def term(self, number: int) -> bytes:
        return self._whole.terms[number]

    def lower_bound(self, term: bytes) -> int:
        return bisect_left(self._whole.terms, term)

    def posting_count(self, numbers: range) -> int:
        return int(self._postings[numbers.stop] - self._postings[numbers.start])

    def postings_of(self, numbers: range) -> InvertedField:
        whole, terms = self._whole, slice(numbers.start, numbers.stop)
        postings = slice(self._postings[numbers.start], self._postings[numbers.stop])
        positions = slice(self._positions[numbers.start], self._positions[numbers.stop])
        return InvertedField(
            whole.terms[terms],
            whole.frequency[terms],
            whole.rows[postings],
            whole.counts[postings],
            whole.positions[positions],
        )


def merge_by_term_range(sources: Sequence[MergeSource], postings: int = RANGE_POSTINGS) -> Iterator[InvertedField]:
    """The postings of all sources as one; the rows of a source come after those of the sources before. One term range
    of about so many postings after the other, in the order of terms."""
    sizes = [source.posting_count(range(source.size)) for source in sources]
    largest = sources[sizes.index(max(sizes))]
    share = max(1, postings * max(sizes) // max(1, sum(sizes)))
    begins = [0] * len(sources)
    for term in chain(_range_starts(largest, share), (None,)):
        ends = [source.size if term is None else source.lower_bound(term) for source in sources]
        ranges = zip(sources, map(range, begins, ends), strict=True)
        some = [source.postings_of(numbers) for source, numbers in ranges if numbers]
        if some:
            yield merge_fields(some)
        begins = ends


def _range_starts(source: MergeSource, postings: int) -> Iterator[bytes]:
    """The first term of every range but the first one."""
    found = 0
    for start in range(0, source.size, _STEP):
        if found >= postings:
            yield source.term(start)
            found = 0
        found += source.posting_count(range(start, min(start + _STEP, source.size)))
