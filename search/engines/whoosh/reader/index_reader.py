"""A generation as the executor sees it: its segments side by side, fields and columns over all of them.

Rows have a number in the whole index: the segment's base plus the row's number in the segment.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.codec.doc_values import ColumnValues
from search.engines.whoosh.reader.byte_cache import ByteCache
from search.engines.whoosh.reader.field_reader import FieldReader
from search.engines.whoosh.reader.segment_reader import SegmentReader
from search.engines.whoosh.reader.warmer import most_frequent_terms
from search.engines.whoosh.row_sets import NO_ROWS, Bools, Ints, Matched
from search.port.lookup import BestOf, Between, Keep, Sort
from search.port.match import keeps
from search.terms import FIELDS, Column, Field

# Kept lists, and masks of filters and prefixes: so much, and so much for every row. Seven hundred questions of six
# kinds read 40 MB of lists at 100,000 passages, 480 MB at a million. A mask is a byte a row.
POSTINGS_BYTES, POSTINGS_BYTES_PER_ROW = 64 << 20, 192
MASK_BYTES, MASK_BYTES_PER_ROW = 16 << 20, 16

# What the names of one thing match: 16 bytes a row that holds one, and their node, by which it is known.
BEST_OF_BYTES, BEST_OF_BYTES_PER_ROW = 16 << 20, 16
CHILD_NODE_BYTES = 250

# The same for a process of many that share what was read before they were forked.
CHILD_POSTINGS_BYTES, CHILD_POSTINGS_BYTES_PER_ROW = 2 << 20, 8
CHILD_MASK_BYTES, CHILD_MASK_BYTES_PER_ROW = 2 << 20, 8
CHILD_BEST_OF_BYTES, CHILD_BEST_OF_BYTES_PER_ROW = 2 << 20, 16

# Of a column of so many sets of values a few are looked up as lists of rows, which does not take longer the more rows
# there are.
SPARSE_MIN_SETS = 1024

RowNumbers = npt.NDArray[np.int32]

Made = TypeVar("Made")


class IndexReader:
    """Everything that is computed once a generation. Safe to share between threads."""

    def __init__(self, segments: Sequence[SegmentReader]) -> None:
        self.segments = tuple(segments)
        self.bases = list(accumulate((segment.size for segment in self.segments), initial=0))
        self.size = self.bases[-1]
        self._computed: dict[Hashable, object] = {}
        self._fields: dict[Field, FieldReader] = {}
        self._lock = threading.RLock()
        self._postings: ByteCache[Any] = ByteCache(
            POSTINGS_BYTES + self.size * POSTINGS_BYTES_PER_ROW
        )  # of several kinds
        self._masks: ByteCache[Bools] = ByteCache(MASK_BYTES + self.size * MASK_BYTES_PER_ROW)
        self._best_of: ByteCache[Matched] = ByteCache(BEST_OF_BYTES + self.size * BEST_OF_BYTES_PER_ROW)
        self.live_passages: Bools = _concatenate([segment.live_passages for segment in self.segments], np.bool_)
        self.passage_count = int(np.count_nonzero(self.live_passages))

    def freeze_caches(self) -> None:
        """Keep what was read so far, and the lists of the commonest words, for the processes that will be forked; and
        little besides in each of them."""
        limit = POSTINGS_BYTES + self.size * POSTINGS_BYTES_PER_ROW
        for field, term in most_frequent_terms(map(self.field, FIELDS), limit // 2):
            field.dense_impacts(term, field.postings(term))
        self._postings.freeze(CHILD_POSTINGS_BYTES + self.size * CHILD_POSTINGS_BYTES_PER_ROW)
        self._masks.freeze(CHILD_MASK_BYTES + self.size * CHILD_MASK_BYTES_PER_ROW)
        self._best_of.freeze(CHILD_BEST_OF_BYTES + self.size * CHILD_BEST_OF_BYTES_PER_ROW)

    def _compute_once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, made once."""
        found = self._computed.get(key)
        if found is None:
            with self._lock:
                found = self._computed.get(key)
                if found is None:
                    found = self._computed[key] = make()
        return cast("Made", found)

    def segment_of(self, row: int) -> tuple[SegmentReader, int]:
        """The segment of a row of the whole index, and its number there."""
        number = bisect_right(self.bases, row) - 1
        return self.segments[number], row - self.bases[number]

    def field(self, field: Field) -> FieldReader:
        """A field with its statistics."""
        found = self._fields.get(field)
        if found is None:
            with self._lock:
                found = self._fields.get(field)
                if found is None:
                    found = FieldReader(field, self.segments, self.bases, self.passage_count, self._postings)
                    self._fields[field] = found
        return found

    def column(self, column: Column) -> ColumnValues:
        """The column of the whole index, equal sets of values numbered alike."""
        return self._compute_once(
            ("values", column), lambda: _merge_columns([one.values(column) for one in self.segments])
        )

    def collapse_ids(self, column: Column) -> npt.NDArray[np.uint32]:
        """The units that share their first value in the column, numbered alike from 1; 0 for a unit that shares none.
        Most units have no copies: so there are few numbers to count."""
        return self._compute_once(("groups", column), lambda: self._collapse_ids(column))

    def _collapse_ids(self, column: Column) -> npt.NDArray[np.uint32]:
        values = self.column(column)
        known: dict[str, int] = {}
        firsts = np.array([known.setdefault(one[0], len(known) + 1) if one else 0 for one in values.sets], np.uint32)
        numbers = firsts.take(values.ordinals)
        shared = np.bincount(numbers[self.live_passages], minlength=len(known) + 1) > 1
        shared[0] = False
        return np.where(shared, shared.cumsum(), 0).astype(np.uint32).take(numbers)

    def rows_where(self, column: Column, chooses: Callable[[tuple[str, ...]], bool]) -> Bools:
        """The rows whose values are chosen."""
        values = self.column(column)
        return np.fromiter(map(chooses, values.sets), np.bool_, len(values.sets)).take(values.ordinals)

    def filter_mask(self, keep: Keep | Between) -> Bools:
        """The units that a filter keeps."""
        return self._masks.get(keep, lambda: self._filter_mask(keep))

    def prefix_mask(self, field: Field, prefix: str, make: Callable[[], Bools]) -> Bools:
        """The units that hold a term with the prefix, as `make` finds them."""

        def sized() -> tuple[Bools, int]:
            mask = make()
            return mask, mask.nbytes

        return self._masks.get((field, prefix), sized)

    def cached_best_of(self, names: BestOf, make: Callable[[], Matched]) -> Matched:
        """What the names of one thing match, as `make` finds it."""

        def sized() -> tuple[Matched, int]:
            rows, scores = make()
            return (rows, scores), rows.nbytes + scores.nbytes + len(names.children) * CHILD_NODE_BYTES

        return self._best_of.get(names, sized)

    def _filter_mask(self, keep: Keep | Between) -> tuple[Bools, int]:
        if isinstance(keep, Keep) and not keep.prefix:
            mask = self._rows_with_any(keep) & self.live_passages
        else:
            mask = self.rows_where(keep.column, lambda values: keeps(keep, values)) & self.live_passages
        return mask, mask.nbytes

    def _rows_with_any(self, keep: Keep) -> Bools:
        """The rows that hold one of the values."""
        values = self.column(keep.column)
        held = np.zeros(len(values.sets), np.bool_)
        held[list(self._ordinals_with(keep))] = True
        return held.take(values.ordinals)

    def _ordinals_with(self, keep: Keep) -> set[int]:
        """The numbers of the sets that hold one of the values. A column of numbers has as many sets as there are
        documents, too many to ask one by one."""
        holders = self._compute_once(("holders", keep.column), lambda: ValueIndex.of(self.column(keep.column).sets))
        return {number for value in keep.values for number in holders.with_value(value)}

    def rows_with_value(self, keep: Keep) -> Ints:
        """The units whose column holds one of the values, rising: without a look at all rows."""
        by_set = self._compute_once(("by set", keep.column), lambda: RowsByOrdinal.of(self.column(keep.column)))
        rows = np.concatenate([NO_ROWS, *map(by_set.rows, self._ordinals_with(keep))])
        rows.sort()
        return rows[self.live_passages.take(rows)]

    def sparse_filter_rows(self, keep: Keep) -> Ints | None:
        """The units that a filter keeps, rising, where the column has many sets of values and few are asked for; None:
        ask `kept_rows`."""
        values = self.column(keep.column)
        if keep.prefix or len(values.sets) < SPARSE_MIN_SETS or len(keep.values) * SPARSE_MIN_SETS > self.size:
            return None
        return self.rows_with_value(keep)

    def dates(self) -> npt.NDArray[np.int32]:
        """Each row's date as YYYYMMDD, 0 when undated."""
        return self._compute_once("dates", lambda: _concatenate([one.dates() for one in self.segments], np.int32))

    def entries(self, rows: Sequence[int]) -> list[tuple[str, str]]:
        """Entry id and document id of some units' rows."""
        if len(self.segments) == 1:
            return self.segments[0].entries_of(rows)
        return [segment.entry(own) for segment, own in map(self.segment_of, rows)]

    def sorted_rows(self, sort: Sort) -> RowNumbers:
        """All units by date, then id, undated ones last: falling dates, or rising ones for `OLDEST`. Hits of one score
        are told apart by the first of them."""
        oldest = sort is Sort.OLDEST
        return self._compute_once(("order", oldest), self._oldest_first if oldest else self._newest_first)

    def _newest_first(self) -> RowNumbers:
        ids = [one for segment in self.segments for one in segment.entry_ids()]
        units = self.live_passages.nonzero()[0]
        rows = np.array(sorted(units.tolist(), key=ids.__getitem__), np.int32)
        return rows[np.argsort(-self.dates()[rows], kind="stable")]

    def _oldest_first(self) -> RowNumbers:
        rows = self.sorted_rows(Sort.NEWEST)  # of one date, in the order of their ids
        dates = self.dates()[rows]
        return rows[np.argsort(np.where(dates, dates, np.iinfo(np.int32).max), kind="stable")]

    def sort_ranks(self, sort: Sort) -> RowNumbers:
        """Each row's place in that order."""
        return self._compute_once(("places", sort is Sort.OLDEST), lambda: self._sort_ranks(self.sorted_rows(sort)))

    def _sort_ranks(self, rows: RowNumbers) -> RowNumbers:
        places = np.zeros(self.size, np.int32)
        places[rows] = np.arange(rows.size, dtype=np.int32)
        return places


@dataclass(frozen=True, slots=True)
class ValueIndex:
    """Which of some sets hold a value: the hashes of all values, rising, beside the numbers of their sets."""

    sets: Sequence[tuple[str, ...]]
    hashes: npt.NDArray[np.int64]
    ordinals: npt.NDArray[np.uint32]

    @classmethod
    def of(cls, sets: Sequence[tuple[str, ...]]) -> ValueIndex:
        """The table of these sets."""
        hashes = np.fromiter(map(hash, chain.from_iterable(sets)), np.int64)
        order = hashes.argsort()
        numbers = np.arange(len(sets), dtype=np.uint32).repeat([len(one) for one in sets])
        return cls(sets, hashes[order], numbers[order])

    def with_value(self, value: str) -> Iterator[int]:
        """The numbers of the sets that hold the value."""
        key = hash(value)
        low, high = self.hashes.searchsorted(key, "left"), self.hashes.searchsorted(key, "right")
        return (number for number in self.ordinals[low:high].tolist() if value in self.sets[number])


@dataclass(frozen=True, slots=True)
class RowsByOrdinal:
    """The rows of a column by the number of their set: those of set n are order[starts[n]:starts[n + 1]], rising."""

    order: Ints
    starts: Ints

    @classmethod
    def of(cls, values: ColumnValues) -> RowsByOrdinal:
        """The table of a column."""
        starts = np.zeros(len(values.sets) + 1, np.int64)
        np.cumsum(np.bincount(values.ordinals, minlength=len(values.sets)), out=starts[1:])
        return cls(values.ordinals.argsort(kind="stable"), starts)

    def rows(self, number: int) -> Ints:
        """The rows of a set."""
        return self.order[self.starts[number] : self.starts[number + 1]]


def _concatenate(parts: Sequence[npt.NDArray[Any]], kind: type[np.generic]) -> npt.NDArray[Any]:
    """The arrays of all segments as one (Any: of whatever type they are)."""
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _merge_columns(parts: Sequence[ColumnValues]) -> ColumnValues:
    """One numbering of sets of values for all segments."""
    if len(parts) == 1:
        return parts[0]
    known: dict[tuple[str, ...], int] = {}
    numbers = []
    for part in parts:
        renumbered = np.array([known.setdefault(one, len(known)) for one in part.sets], np.uint32)
        numbers.append(renumbered.take(part.ordinals))
    return ColumnValues(_concatenate(numbers, np.uint32), list(known))
