"""A generation as the executor sees it: its segments side by side, statistics over all of them, whole columns.

Rows have a number in the whole index: the segment's base plus the row's number in the segment.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt

from search.engines import bm25
from search.engines.whoosh.cache import ByteCache
from search.engines.whoosh.segment import Bools, Codes, Ints, Postings, Segment, Values
from search.port.lookup import Between, Keep
from search.port.match import keeps
from search.terms import Column, Field

CACHE_BYTES = 64 << 20  # posting lists; 30 MB were in use at 100,000 passages (bench.speed)
FILTER_BYTES = 16 << 20  # masks of filters: 100 kB each at 100,000 passages
FREQUENCY_BYTES = 4 << 20  # some 20,000 terms

Made = TypeVar("Made")
Impacts = npt.NDArray[np.float32]


class View:
    """Everything that is computed once a generation. Safe to share between threads."""

    def __init__(self, segments: Sequence[Segment], cache_bytes: int = CACHE_BYTES) -> None:
        self.segments = tuple(segments)
        sizes = [segment.size for segment in self.segments]
        self.bases: list[int] = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64))).tolist()
        self.size = self.bases[-1]
        self._once: dict[Hashable, object] = {}
        self._lock = threading.RLock()
        self._impacts: ByteCache[tuple[Ints, Impacts]] = ByteCache(cache_bytes)
        self._dense: ByteCache[Impacts] = ByteCache(cache_bytes)
        self._filters: ByteCache[Bools] = ByteCache(FILTER_BYTES)
        self._frequencies: ByteCache[int] = ByteCache(FREQUENCY_BYTES)
        self.units: Bools = _joined([segment.units for segment in self.segments], np.bool_)
        self.unit_count = int(np.count_nonzero(self.units))

    def _kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, made once."""
        found = self._once.get(key)
        if found is None:
            with self._lock:
                found = self._once.get(key)
                if found is None:
                    found = self._once[key] = make()
        return cast("Made", found)

    def segment_of(self, row: int) -> tuple[Segment, int]:
        """The segment of a row of the whole index, and its number there."""
        number = int(np.searchsorted(self.bases, row, side="right")) - 1
        return self.segments[number], row - self.bases[number]

    # ---- statistics

    def frequency(self, field: Field, term: str) -> int:
        """In how many living units the term stands."""
        return self._frequencies.get((field, term), lambda: (self._frequency(field, term), 0))

    def _frequency(self, field: Field, term: str) -> int:
        found = ((segment, segment.find(field, term)) for segment in self.segments)
        return sum(segment.frequency(field, number) for segment, number in found if number >= 0)

    def weight(self, field: Field, term: str) -> float:
        """The term's idf."""
        return bm25.idf(self.unit_count, self.frequency(field, term))

    def lengths(self, segment: Segment, field: Field) -> Codes:
        """Each row's length code."""
        return self._kept(("lengths", segment.name, field), lambda: segment.lengths(field))

    def average(self, field: Field) -> float:
        """The mean length of the living units, as quantised."""
        return self._kept(("average", field), lambda: self._average(field))

    def _average(self, field: Field) -> float:
        counts = sum(
            (np.bincount(self.lengths(segment, field)[segment.units], minlength=256) for segment in self.segments),
            np.zeros(256, np.int64),
        )
        return float(counts @ np.array(bm25.LENGTHS)) / max(1, self.unit_count)

    def impacts(self, segment: Segment, field: Field, term: str) -> tuple[Ints, Impacts]:
        """The rows that hold the term, and its saturation in each: without idf and boost."""
        number = segment.find(field, term)

        def make() -> tuple[tuple[Ints, Impacts], int]:
            postings = segment.postings(field, number)
            impacts = self.saturation(segment, field, postings)
            return (postings.rows, impacts), postings.rows.nbytes + impacts.nbytes

        if number < 0:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        return self._impacts.get((segment.name, field, number), make)

    def dense_impacts(self, segment: Segment, field: Field, term: str) -> Impacts:
        """The saturation of a very frequent term in every row, 0 where it does not stand."""

        def make() -> tuple[Impacts, int]:
            rows, impacts = self.impacts(segment, field, term)
            dense = np.zeros(segment.size, np.float32)
            dense[rows] = impacts
            return dense, dense.nbytes

        return self._dense.get((segment.name, field, term), make)

    def saturation(self, segment: Segment, field: Field, postings: Postings) -> Impacts:
        """BM25 without idf and boost for each posting: one look-up in a table of frequency and length code."""
        codes = self.lengths(segment, field).take(postings.rows)
        table = self._kept(("table", field), lambda: bm25.table(self.average(field)))
        if postings.counts is None:
            return table[256:512].take(codes)
        counts = postings.counts
        if counts.size and int(counts.max()) >= bm25.TABLED:
            return bm25.saturation(counts, bm25.norms(self.average(field)).take(codes))
        place = counts.astype(np.uint16)
        place <<= 8
        place |= codes
        return table.take(place)

    # ---- columns

    def values(self, column: Column) -> Values:
        """The column of the whole index, equal sets of values numbered alike."""
        return self._kept(("values", column), lambda: _united([one.values(column) for one in self.segments]))

    def first_values(self, column: Column) -> npt.NDArray[np.uint32]:
        """The number of each row's first value in the column, from 1; 0 where there is none."""
        return self._kept(("first", column), lambda: self._first_values(column))

    def _first_values(self, column: Column) -> npt.NDArray[np.uint32]:
        values = self.values(column)
        known: dict[str, int] = {}
        firsts = [known.setdefault(one[0], len(known) + 1) if one else 0 for one in values.sets]
        return np.array(firsts, np.uint32).take(values.numbers)

    def chosen(self, column: Column, chooses: Callable[[tuple[str, ...]], bool]) -> Bools:
        """The rows whose values are chosen."""
        values = self.values(column)
        return np.fromiter(map(chooses, values.sets), np.bool_, len(values.sets)).take(values.numbers)

    def kept_rows(self, keep: Keep | Between) -> Bools:
        """The units that a filter keeps."""
        return self._filters.get(keep, lambda: self._filter(keep))

    def _filter(self, keep: Keep | Between) -> tuple[Bools, int]:
        mask = self.chosen(keep.column, lambda values: keeps(keep, values)) & self.units
        return mask, mask.nbytes

    def dates(self) -> npt.NDArray[np.int32]:
        """Each row's date as YYYYMMDD, 0 when undated."""
        return self._kept("dates", lambda: _joined([one.dates() for one in self.segments], np.int32))

    def entry(self, row: int) -> tuple[str, str]:
        """Entry id and document id of a unit's row."""
        segment, own = self.segment_of(row)
        return segment.entry(own)

    def ranks(self) -> Ints:
        """Each row's place in the order of the entry ids."""
        return self._kept("ranks", self._ranks)

    def _ranks(self) -> Ints:
        ids = [one for segment in self.segments for one in segment.entry_ids()]
        ranks = np.empty(len(ids), np.int64)
        ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
        return ranks


def _joined(parts: Sequence[npt.NDArray[Any]], kind: type[np.generic]) -> npt.NDArray[Any]:
    """The arrays of all segments as one (Any: of whatever type they are)."""
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _united(parts: Sequence[Values]) -> Values:
    """One numbering of sets of values for all segments."""
    if len(parts) == 1:
        return parts[0]
    known: dict[tuple[str, ...], int] = {}
    numbers = []
    for part in parts:
        renumbered = np.array([known.setdefault(one, len(known)) for one in part.sets], np.uint32)
        numbers.append(renumbered.take(part.numbers))
    return Values(_joined(numbers, np.uint32), list(known))
