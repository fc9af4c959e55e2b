"""A field of the whole index: its statistics, and its terms' lists over all segments as one.

A list is put together once and kept: however many segments there are, a clause then costs one look-up. Rows are
numbered over the whole index; those of deleted documents are left out.
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
from search.terms import Field

Impacts = npt.NDArray[np.float32]


class Postings(NamedTuple):
    """A term: the rows that hold it, rising, its BM25 in each before it is weighed, and its weight (idf)."""

    rows: Ints
    impacts: Impacts
    idf: np.float64

    def scores(self, boost: float) -> Scores:
        """The score in every row."""
        return self.impacts * (self.idf * boost)

    def scores_at(self, places: Ints, boost: float) -> Scores:
        """The scores at some places of the list."""
        return self.impacts.take(places) * (self.idf * boost)


class PositionSlices(NamedTuple):
    """Where a term's positions lie, for each of its rows: the first, counted over all segments, and how many; None:
    one in every row."""

    starts: Ints
    counts: Array | None


NO_POSTINGS = Postings(NO_ROWS, np.zeros(0, np.float32), np.float64(1))


TERM_CACHE = 2_000  # terms looked up, those that stand nowhere among them; there are some twenty fields
BLOCK_POSTINGS = 1 << 15  # postings weighed at one go
DENSE_RATIO = 16  # a term in one of so many rows is held as an array over all rows too
DENSE_MAX_ROWS = 1 << 18  # of at most so many


class SegmentField:
    """The field in one segment, whose rows begin at `base`."""

    def __init__(self, segment: SegmentReader, lists: PostingsReader, field: Field, base: int) -> None:
        self.postings = lists
        self.base = base
        self.codes: Codes = segment.lengths(field)
        self.live: Bools | None = segment.live
        self.live_passages = segment.live_passages

    def frequency(self, number: int) -> int:
        """How many living rows hold the term."""
        if self.live is None:
            return self.postings.frequency(number)
        return int(np.count_nonzero(self.live.take(self.postings.rows(number))))


class TermLocation(NamedTuple):
    """Where a term is found: (index of the part, the part, the term's number there); and how many postings it has."""

    segments: list[tuple[int, SegmentField, int]]
    size: int


class FieldReader:
    """The field in all segments that have it. `units` is how many units are indexed, with this field or without."""

    def __init__(
        self, field: Field, segments: Sequence[SegmentReader], bases: Sequence[int], units: int, cache: ByteCache[Any]
    ) -> None:
        self.segments = [
            SegmentField(segment, lists, field, base)
            for segment, base in zip(segments, bases, strict=False)
            if (lists := segment.postings(field)) is not None
        ]
        # Any: the cache holds several kinds of values, told apart by their keys.
        self._key = field.name
        self._cache = cache
        self._passages = units
        self._space = bases[-1]
        self._all_live = all(part.live is None for part in self.segments)
        self._locations: dict[str, TermLocation] = {}
        self._position_bases = list(accumulate((part.postings.all_positions.size for part in self.segments), initial=0))
        counts = np.zeros(256, np.int64)
        for part in self.segments:
            counts += np.bincount(part.codes[part.live_passages], minlength=256)
        self._average = float(counts @ np.array(bm25.LENGTHS)) / max(1, units)

    def _locate(self, term: str) -> TermLocation:
        """The parts that hold the term."""
        found = self._locations.get(term)
        if found is None:
            text = term.encode("utf-8", "surrogatepass")
            numbers = ((at, part, part.postings.find(text)) for at, part in enumerate(self.segments))
            parts = [one for one in numbers if one[2] >= 0]
            found = TermLocation(parts, sum(part.postings.frequency(number) for _, part, number in parts))
            if len(self._locations) >= TERM_CACHE:
                self._locations.clear()
            self._locations[term] = found
        return found

    def frequency(self, term: str) -> int:
        """In how many living units the term stands."""
        having = self._locate(term)
        if self._all_live:
            return having.size
        return sum(part.frequency(number) for _, part, number in having.segments)

    def size(self, term: str) -> int:
        """How many postings the term has; reads none of them. Rows of deleted documents count."""
        return self._locate(term).size

    def postings(self, term: str) -> Postings:
        """The term's list."""
        found: Postings = self._cache.get((self._key, term), lambda: self._read(term))
        return found

    def _read(self, term: str) -> tuple[Postings, int]:
        read = [self._read_segment(part, number) for _, part, number in self._locate(term).segments]
        if not read:
            return NO_POSTINGS, 0
        rows, impacts = read[0] if len(read) == 1 else map(np.concatenate, zip(*read, strict=True))
        if not rows.size:  # every row that holds it is deleted
            return NO_POSTINGS, 0
        weight = np.float64(bm25.idf(self._passages, rows.size))
        return Postings(rows, impacts, weight), rows.nbytes + impacts.nbytes

    def _read_segment(self, part: SegmentField, number: int) -> tuple[Ints, Impacts]:
        """The living rows of the term's list in one segment, and their impacts."""
        rows, counts = part.postings.rows(number), part.postings.counts(number)
        if part.live is not None:
            alive = part.live.take(rows)
            rows, counts = rows[alive], None if counts is None else counts[alive]
        impacts = self._impacts(part.codes, rows, counts)
        if part.base:
            rows += part.base
        return rows, impacts

    def _impacts(self, codes: Codes, rows: Ints, counts: Array | None) -> Impacts:
        """The impacts of a list; `codes` are of all rows. A long one a block at a time: what is only wanted in
        between then stays in the processor's cache."""
        if rows.size <= BLOCK_POSTINGS:
            return self._saturation(codes.take(rows), counts)
        impacts = np.empty(rows.size, np.float32)
        for start in range(0, rows.size, BLOCK_POSTINGS):
            block = slice(start, start + BLOCK_POSTINGS)
            impacts[block] = self._saturation(codes.take(rows[block]), None if counts is None else counts[block])
        return impacts

    def dense_impacts(self, term: str, postings: Postings) -> Impacts | None:
        """The impacts of a frequent term over all rows, 0 where it does not stand; None for any other, and in an index
        so large that such an array would be read past the processor's cache and push ten lists out of ours."""
        if postings.rows.size * DENSE_RATIO < self._space or self._space > DENSE_MAX_ROWS:
            return None
        found: Impacts = self._cache.get((self._key, term, "spread"), lambda: self._scatter(postings))
        return found

    def _scatter(self, postings: Postings) -> tuple[Impacts, int]:
        spread = np.zeros(self._space, np.float32)
        spread[postings.rows] = postings.impacts
        return spread, spread.nbytes

    def position_slices(self, term: str) -> PositionSlices:
        """Where the positions of the term lie, for every row of `postings`."""
        found: PositionSlices = self._cache.get((self._key, term, "places"), lambda: self._read_position_slices(term))
        return found

    def _read_position_slices(self, term: str) -> tuple[PositionSlices, int]:
        starts: list[Ints] = []
        sizes: list[Array | None] = []
        for at, part, number in self._locate(term).segments:
            start, counts = part.postings.position_slices(number)
            if part.live is not None:
                alive = part.live.take(part.postings.rows(number))
                start, counts = start[alive], None if counts is None else counts[alive]
            starts.append(start + self._position_bases[at])
            sizes.append(counts)
        if all(one is None for one in sizes):
            found = PositionSlices(np.concatenate(starts), None)
            return found, found.starts.nbytes
        ones = (np.ones(start.size, np.uint8) if one is None else one for start, one in zip(starts, sizes, strict=True))
        counts = np.concatenate(list(ones))
        return PositionSlices(np.concatenate(starts), counts), 8 * counts.size + counts.nbytes

    def positions(self, term: str, places: Ints) -> tuple[Array | None, Array]:
        """For some places of the term's list, rising: how often it stands in each, None: once; and all its positions
        there."""
        starts, counts = self.position_slices(term)
        begins = starts.take(places)
        if counts is None:
            return None, self._positions(begins)
        sizes = counts.take(places)
        ends = sizes.cumsum(dtype=np.int64)
        if not ends.size or ends[-1] == ends.size:
            return None, self._positions(begins)
        begins += sizes
        begins -= ends
        index = begins.repeat(sizes)
        index += np.arange(index.size)
        return sizes, self._positions(index)

    def _positions(self, places: Ints) -> Array:
        """The positions that lie at these places, which rise."""
        if len(self.segments) == 1:
            return self.segments[0].postings.all_positions.take(places)
        cuts = places.searchsorted(self._position_bases)
        return np.concatenate(
            [
                part.postings.all_positions.take(places[cuts[at] : cuts[at + 1]] - self._position_bases[at])
                for at, part in enumerate(self.segments)
            ]
        )

    def prefix_ranges(self, prefix: str) -> list[tuple[SegmentField, range]]:
        """The parts with terms that begin so: the terms' numbers there."""
        text = prefix.encode("utf-8", "surrogatepass")
        found = ((part, part.postings.prefix_range(text)) for part in self.segments)
        return [(part, numbers) for part, numbers in found if numbers]

    def prefix_size(self, prefix: str) -> int:
        """How many postings all terms have that begin so; reads none of them."""
        return sum(part.postings.posting_count(numbers) for part, numbers in self.prefix_ranges(prefix))

    @cached_property
    def _table(self) -> Impacts:
        return bm25.table(self._average)

    @cached_property
    def _table_of_ones(self) -> Impacts:
        """The table's row of terms that stand once."""
        return self._table[256:512].copy()

    def _saturation(self, codes: Codes, counts: Array | None) -> Impacts:
        """BM25 without idf and boost: one look-up in a table of frequency and length code."""
        if counts is None:
            return self._table_of_ones.take(codes)
        narrow = counts.dtype == np.uint8
        place = (counts if narrow else np.minimum(counts, bm25.TABLE_FREQUENCIES - 1)).astype(np.uint16)
        place <<= 8
        place |= codes
        impacts = self._table.take(place)
        if not narrow:  # a list of wide counts: some do not stand in the table
            wide = (counts >= bm25.TABLE_FREQUENCIES).nonzero()[0]
            impacts[wide] = bm25.saturation(counts.take(wide), bm25.norms(self._average).take(codes.take(wide)))
        return impacts
