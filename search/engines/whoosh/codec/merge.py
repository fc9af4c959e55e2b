"""Several segments' lists of a field as one, stretch by stretch of the vocabulary: decoded lists take many times what
they take on disk, and the last merge of a large archive joins lists of tens of millions of postings.
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

RANGE_POSTINGS = 1_000_000  # decoded at a time, a hundred bytes each
_STEP = 64  # terms weighed together when a stretch is bounded


class MergeSource(Protocol):
    """Lists of a field, terms numbered in their order."""

    @property
    def size(self) -> int:
        """The number of terms."""
        ...

    def term(self, number: int) -> bytes:
        """A term."""
        ...

    def lower_bound(self, term: bytes) -> int:
        """The number of the first term that is not before `term`."""
        ...

    def posting_count(self, numbers: range) -> int:
        """How many postings those terms have."""
        ...

    def postings_of(self, numbers: range) -> InvertedField:
        """The lists of those terms, by the rows of the new segment."""
        ...


class SegmentSource:
    """The lists of a segment that is taken over: those of living rows, by the new numbers of these."""

    def __init__(self, lists: PostingsReader, living: Bools, renumbered: Numbers) -> None:
        self._lists = lists
        self._living = living
        self._renumbered = renumbered
        self.size = lists.size
        self.term = lists.term
        self.lower_bound = lists.lower_bound
        self.posting_count = lists.posting_count

    def postings_of(self, numbers: range) -> InvertedField:
        return live_postings(self._lists.postings_of(numbers), self._living, self._renumbered)


class MemorySource:
    """Lists in memory."""

    def __init__(self, inverted: InvertedField) -> None:
        self._whole = inverted
        self._postings = np.append(offsets_of(inverted.frequency), inverted.rows.size)
        self._places = np.append(offsets_of(inverted.occurrences), inverted.positions.size)
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
        places = slice(self._places[numbers.start], self._places[numbers.stop])
        return InvertedField(
            whole.terms[terms],
            whole.frequency[terms],
            whole.rows[postings],
            whole.counts[postings],
            whole.positions[places],
        )


def merge_by_term_range(parts: Sequence[MergeSource], postings: int = RANGE_POSTINGS) -> Iterator[InvertedField]:
    """The lists of all parts as one, the rows of a part coming after those of the parts before: one stretch of some so
    many postings after the other, terms rising."""
    sizes = [part.posting_count(range(part.size)) for part in parts]
    largest = parts[sizes.index(max(sizes))]
    share = max(1, postings * max(sizes) // max(1, sum(sizes)))
    begins = [0] * len(parts)
    for term in chain(_range_starts(largest, share), (None,)):
        ends = [part.size if term is None else part.lower_bound(term) for part in parts]
        ranges = zip(parts, map(range, begins, ends), strict=True)
        some = [part.postings_of(numbers) for part, numbers in ranges if numbers]
        if some:
            yield merge_fields(some)
        begins = ends


def _range_starts(part: MergeSource, postings: int) -> Iterator[bytes]:
    """The terms that begin every stretch but the first."""
    found = 0
    for start in range(0, part.size, _STEP):
        if found >= postings:
            yield part.term(start)
            found = 0
        found += part.posting_count(range(start, min(start + _STEP, part.size)))
