"""A field of the whole index: its statistics, and the postings of its terms over all segments.

The postings of a term are joined once and cached: a clause then costs one look-up, however many segments there are.
Rows are numbered over the whole index; those of deleted documents are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from search.byte_strings import Array
from search.engines import bm25
from search.engines.whoosh.codec.postings_reader import PostingsReader
from search.engines.whoosh.reader.byte_cache import ByteCache
from search.engines.whoosh.reader.segment_reader import SegmentReader
from search.engines.whoosh.row_sets import NO_ROWS, Bools, Codes, Ints, Scores
from search.port.idf import idf
from search.terms import Field

Impacts = npt.NDArray[np.float32]


class Postings(NamedTuple):
    """A term's postings: row numbers (ascending), the BM25 tf factor of each, and the term's idf."""

    rows: Ints
    impacts: Impacts
    idf: np.float64

    def scores(self, boost: float) -> Scores:
        """The score of every posting."""
        return self.impacts * (self.idf * boost)

    def scores_at(self, indexes: Ints, boost: float) -> Scores:
        """The scores of the postings at these indexes."""
        return self.impacts.take(indexes) * (self.idf * boost)


class PositionSlices(NamedTuple):
    """Where a term's positions are stored. `starts`: for each of its rows the index of its first position, counted over
    all segments. `counts`: how many positions the row has; None: one in every row."""

    starts: Ints
    counts: Array | None


NO_POSTINGS = Postings(NO_ROWS, np.zeros(0, np.float32), np.float64(1))


TERM_CACHE = 2_000  # term look-ups cached per field, misses included; there are some twenty fields
BLOCK_POSTINGS = 1 << 15  # postings scored together: their arrays fit into the processor's cache (bench.speed)
DENSE_RATIO = 16  # terms in at least 1/16 of the rows also get a dense score array (bench.speed, AND)
DENSE_MAX_ROWS = 1 << 18  # no dense arrays in indexes with more rows than this (bench.speed, AND)


class SegmentField:
    """The field in one segment. `base` is the number of the segment's first row in the whole index."""

    def __init__(self, segment: SegmentReader, postings: PostingsReader, field: Field, base: int) -> None:
        self.postings = postings
        self.base = base
        self.codes: Codes = segment.lengths(field)
        self.live: Bools | None = segment.live
        self.live_passages = segment.live_passages

    def frequency(self, number: int) -> int:
        """How many rows that are not deleted have the term."""
        if self.live is None:
            return self.postings.frequency(number)
        return int(np.count_nonzero(self.live.take(self.postings.rows(number))))


class TermLocation(NamedTuple):
    """Where a term is found: (index of the segment, the segment, the term's number there). `size`: its postings in all,
    those of deleted rows included."""

    segments: list[tuple[int, SegmentField, int]]
    size: int


class FieldReader:
    """The field in all segments that have it. `passages` is the number of passages in the index, those without the
    field included."""

    def __init__(
        self,
        field: Field,
        segments: Sequence[SegmentReader],
        bases: Sequence[int],
        passages: int,
        cache: ByteCache[Any],
    ) -> None:
        self.segments = [
            SegmentField(segment, postings, field, base)
            for segment, base in zip(segments, bases, strict=False)
            if (postings := segment.postings(field)) is not None
        ]
        # Any: the cache holds several kinds of values, told apart by their keys.
        self._key = field.name
        self._cache = cache
        self._passages = passages
        self._space = bases[-1]
        self._all_live = all(segment.live is None for segment in self.segments)
        self._locations: dict[str, TermLocation] = {}
        self._position_bases = list(
            accumulate((segment.postings.all_positions.size for segment in self.segments), initial=0)
        )
        counts = np.zeros(256, np.int64)
        for segment in self.segments:
            counts += np.bincount(segment.codes[segment.live_passages], minlength=256)
        self._average = float(counts @ np.array(bm25.LENGTHS)) / max(1, passages)

    def _locate(self, term: str) -> TermLocation:
        """The segments that have the term."""
        found = self._locations.get(term)
        if found is None:
            text = term.encode("utf-8", "surrogatepass")
            numbers = ((at, segment, segment.postings.find(text)) for at, segment in enumerate(self.segments))
            parts = [one for one in numbers if one[2] >= 0]
            found = TermLocation(parts, sum(segment.postings.frequency(number) for _, segment, number in parts))
            if len(self._locations) >= TERM_CACHE:
                self._locations.clear()
            self._locations[term] = found
        return found

    def frequency(self, term: str) -> int:
        """How many passages have the term."""
        location = self._locate(term)
        if self._all_live:
            return location.size
        return sum(segment.frequency(number) for _, segment, number in location.segments)

    def size(self, term: str) -> int:
        """How many postings the term has, those of deleted rows included; reads none of them."""
        return self._locate(term).size

    def postings(self, term: str) -> Postings:
        """The postings of a term."""
        found: Postings = self._cache.get((self._key, term), lambda: self._read(term))
        return found

    def _read(self, term: str) -> tuple[Postings, int]:
        read = [self._read_segment(segment, number) for _, segment, number in self._locate(term).segments]
        if not read:
            return NO_POSTINGS, 0
        rows, impacts = read[0] if len(read) == 1 else map(np.concatenate, zip(*read, strict=True))
        if not rows.size:  # every row that has it is deleted
            return NO_POSTINGS, 0
        weight = np.float64(idf(self._passages, rows.size))
        return Postings(rows, impacts, weight), rows.nbytes + impacts.nbytes

    def _read_segment(self, segment: SegmentField, number: int) -> tuple[Ints, Impacts]:
        """The rows of a term in one segment that are not deleted, and their impacts."""
        rows, counts = segment.postings.rows(number), segment.postings.counts(number)
        if segment.live is not None:
            alive = segment.live.take(rows)
            rows, counts = rows[alive], None if counts is None else counts[alive]
        impacts = self._impacts(segment.codes, rows, counts)
        if segment.base:
            rows += segment.base
        return rows, impacts

    def _impacts(self, codes: Codes, rows: Ints, counts: Array | None) -> Impacts:
        """The impacts of postings; `codes` are those of all rows. Computed in blocks, whose intermediate arrays stay in
        the processor's cache."""
        if rows.size <= BLOCK_POSTINGS:
            return self._saturation(codes.take(rows), counts)
        impacts = np.empty(rows.size, np.float32)
        for start in range(0, rows.size, BLOCK_POSTINGS):
            block = slice(start, start + BLOCK_POSTINGS)
            impacts[block] = self._saturation(codes.take(rows[block]), None if counts is None else counts[block])
        return impacts

    def dense_impacts(self, term: str, postings: Postings) -> Impacts | None:
        """The impacts of a frequent term as an array over all rows, 0 where the term does not occur. None for any other
        term, and in a large index, whose array would not fit into the processor's cache and would evict the postings
        of ten terms from ours."""
        if postings.rows.size * DENSE_RATIO < self._space or self._space > DENSE_MAX_ROWS:
            return None
        found: Impacts = self._cache.get((self._key, term, "dense"), lambda: self._scatter(postings))
        return found

    def _scatter(self, postings: Postings) -> tuple[Impacts, int]:
        dense = np.zeros(self._space, np.float32)
        dense[postings.rows] = postings.impacts
        return dense, dense.nbytes

    def position_slices(self, term: str) -> PositionSlices:
        """Where the positions of the term are stored, for each of its postings."""
        found: PositionSlices = self._cache.get(
            (self._key, term, "positions"), lambda: self._read_position_slices(term)
        )
        return found

    def _read_position_slices(self, term: str) -> tuple[PositionSlices, int]:
        starts: list[Ints] = []
        sizes: list[Array | None] = []
        for at, segment, number in self._locate(term).segments:
            start, counts = segment.postings.position_slices(number)
            if segment.live is not None:
                alive = segment.live.take(segment.postings.rows(number))
                start, counts = start[alive], None if counts is None else counts[alive]
            starts.append(start + self._position_bases[at])
            sizes.append(counts)
        if all(one is None for one in sizes):
            found = PositionSlices(np.concatenate(starts), None)
            return found, found.starts.nbytes
        ones = (np.ones(start.size, np.uint8) if one is None else one for start, one in zip(starts, sizes, strict=True))
        counts = np.concatenate(list(ones))
        return PositionSlices(np.concatenate(starts), counts), 8 * counts.size + counts.nbytes

    def positions(self, term: str, indexes: Ints) -> tuple[Array | None, Array]:
        """For the term's postings at these indexes, ascending: how many positions each has (None: one); and all these
        positions."""
        starts, counts = self.position_slices(term)
        begins = starts.take(indexes)
        if counts is None:
            return None, self._positions(begins)
        sizes = counts.take(indexes)
        ends = sizes.cumsum(dtype=np.int64)
        if not ends.size or ends[-1] == ends.size:
            return None, self._positions(begins)
        begins += sizes
        begins -= ends
        index = begins.repeat(sizes)
        index += np.arange(index.size)
        return sizes, self._positions(index)

    def _positions(self, at: Ints) -> Array:
        """The stored positions at these indexes, which ascend."""
        if len(self.segments) == 1:
            return self.segments[0].postings.all_positions.take(at)
        cuts = at.searchsorted(self._position_bases)
        return np.concatenate(
            [
                segment.postings.all_positions.take(at[cuts[number] : cuts[number + 1]] - self._position_bases[number])
                for number, segment in enumerate(self.segments)
            ]
        )

    def prefix_ranges(self, prefix: str) -> list[tuple[SegmentField, range]]:
        """The segments that have terms with the prefix, and the numbers of these terms there."""
        text = prefix.encode("utf-8", "surrogatepass")
        found = ((segment, segment.postings.prefix_range(text)) for segment in self.segments)
        return [(segment, numbers) for segment, numbers in found if numbers]

    def prefix_size(self, prefix: str) -> int:
        """How many postings the terms with the prefix have in all; reads none of them."""
        return sum(segment.postings.posting_count(numbers) for segment, numbers in self.prefix_ranges(prefix))

    @cached_property
    def _table(self) -> Impacts:
        return bm25.table(self._average)

    @cached_property
    def _table_of_ones(self) -> Impacts:
        """The part of the table for terms that occur once in a row."""
        return self._table[256:512].copy()

    def _saturation(self, codes: Codes, counts: Array | None) -> Impacts:
        """The BM25 tf factors: one look-up each in a table by term frequency and length code."""
        if counts is None:
            return self._table_of_ones.take(codes)
        narrow = counts.dtype == np.uint8
        index = (counts if narrow else np.minimum(counts, bm25.TABLE_FREQUENCIES - 1)).astype(np.uint16)
        index <<= 8
        index |= codes
        impacts = self._table.take(index)
        if not narrow:  # some of these counts are beyond the table
            wide = (counts >= bm25.TABLE_FREQUENCIES).nonzero()[0]
            impacts[wide] = bm25.saturation(counts.take(wide), bm25.norms(self._average).take(codes.take(wide)))
        return impacts
