"""A generation as the executor reads it: fields and columns over all segments, and what is cached of them.

A row number of the whole index is the segment's base plus the row's number in the segment.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from itertools import accumulate
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.codec.doc_values import ColumnValues
from search.engines.whoosh.reader.byte_cache import ByteCache
from search.engines.whoosh.reader.columns import RowsByOrdinal, ValueIndex, collapse_ids_of, merge_columns
from search.engines.whoosh.reader.field_reader import FieldReader
from search.engines.whoosh.reader.segment_reader import SegmentReader
from search.engines.whoosh.reader.warmer import most_frequent_terms
from search.engines.whoosh.row_sets import NO_ROWS, Bools, Ints, Matched
from search.port.lookup import BestOf, Between, Keep, Sort
from search.port.match import keeps
from search.terms import FIELDS, Column, Field

# Bounds of the caches: so many bytes, plus so many a row (bench.speed: 700 queries of six kinds read 40 MB of postings
# at 100,000 passages, 480 MB at a million). A mask of a filter or prefix takes a byte a row.
POSTINGS_BYTES, POSTINGS_BYTES_PER_ROW = 64 << 20, 192
MASK_BYTES, MASK_BYTES_PER_ROW = 16 << 20, 16

# Matches of cacheable best-of nodes: 16 bytes a match, and the node itself, which is the key.
BEST_OF_BYTES, BEST_OF_BYTES_PER_ROW = 16 << 20, 16
CHILD_NODE_BYTES = 250  # of one child of such a node, about

# The same for each forked process, which shares what its parent has frozen.
CHILD_POSTINGS_BYTES, CHILD_POSTINGS_BYTES_PER_ROW = 2 << 20, 8
CHILD_MASK_BYTES, CHILD_MASK_BYTES_PER_ROW = 2 << 20, 8
CHILD_BEST_OF_BYTES, CHILD_BEST_OF_BYTES_PER_ROW = 2 << 20, 16

# Columns with at least this many distinct value sets: a filter on a few values becomes a row list, whose cost does not
# grow with the index (bench.speed at 100,000 passages).
SPARSE_MIN_SETS = 1024

RowNumbers = npt.NDArray[np.int32]

T = TypeVar("T")


class IndexReader:
    """All segments of a generation, read as one. Safe to share between threads."""

    def __init__(self, segments: Sequence[SegmentReader]) -> None:
        self.segments = tuple(segments)
        self.bases = list(accumulate((segment.size for segment in self.segments), initial=0))
        self.size = self.bases[-1]
        self._computed: dict[Hashable, object] = {}
        self._fields: dict[Field, FieldReader] = {}
        self._lock = threading.RLock()
        # Any: values of several kinds, each with keys of its own.
        self._postings: ByteCache[Any] = ByteCache(POSTINGS_BYTES + self.size * POSTINGS_BYTES_PER_ROW)
        self._masks: ByteCache[Bools] = ByteCache(MASK_BYTES + self.size * MASK_BYTES_PER_ROW)
        self._best_of: ByteCache[Matched] = ByteCache(BEST_OF_BYTES + self.size * BEST_OF_BYTES_PER_ROW)
        self.live_passages: Bools = _concatenate([segment.live_passages for segment in self.segments], np.bool_)
        self.passage_count = int(np.count_nonzero(self.live_passages))

    def freeze_caches(self) -> None:
        """Read the postings of the most frequent terms, then freeze all caches. Call before fork: the child processes
        share what is frozen, and each of them caches little more."""
        limit = POSTINGS_BYTES + self.size * POSTINGS_BYTES_PER_ROW
        for field, term in most_frequent_terms(map(self.field, FIELDS), limit // 2):
            field.dense_impacts(term, field.postings(term))
        self._postings.freeze(CHILD_POSTINGS_BYTES + self.size * CHILD_POSTINGS_BYTES_PER_ROW)
        self._masks.freeze(CHILD_MASK_BYTES + self.size * CHILD_MASK_BYTES_PER_ROW)
        self._best_of.freeze(CHILD_BEST_OF_BYTES + self.size * CHILD_BEST_OF_BYTES_PER_ROW)

    def _compute_once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` returns; it is called once for each key."""
        found = self._computed.get(key)
        if found is None:
            with self._lock:
                found = self._computed.get(key)
                if found is None:
                    found = self._computed[key] = make()
        return cast("T", found)

    def segment_of(self, row: int) -> tuple[SegmentReader, int]:
        """The segment of a row of the whole index, and the row's number there."""
        number = bisect_right(self.bases, row) - 1
        return self.segments[number], row - self.bases[number]

    def field(self, field: Field) -> FieldReader:
        """A field, and its statistics, over all segments."""
        found = self._fields.get(field)
        if found is None:
            with self._lock:
                found = self._fields.get(field)
                if found is None:
                    found = FieldReader(field, self.segments, self.bases, self.passage_count, self._postings)
                    self._fields[field] = found
        return found

    def column(self, column: Column) -> ColumnValues:
        """A column of the whole index: equal value sets have the same ordinal."""
        return self._compute_once(
            ("column", column), lambda: merge_columns([segment.columns.column(column) for segment in self.segments])
        )

    def collapse_ids(self, column: Column) -> npt.NDArray[np.uint32]:
        """For each row the number of its group when hits are collapsed by the column; 0: not collapsed."""
        return self._compute_once(
            ("collapse", column), lambda: collapse_ids_of(self.column(column), self.live_passages)
        )

    def filter_mask(self, keep: Keep | Between) -> Bools:
        """For each row whether it is a passage that the filter keeps."""
        return self._masks.get(keep, lambda: self._filter_mask(keep))

    def prefix_mask(self, field: Field, prefix: str, make: Callable[[], Bools]) -> Bools:
        """For each row whether it has a term with the prefix: as cached, or as `make` computes it."""

        def sized() -> tuple[Bools, int]:
            mask = make()
            return mask, mask.nbytes

        return self._masks.get((field, prefix), sized)

    def cached_best_of(self, node: BestOf, make: Callable[[], Matched]) -> Matched:
        """What the node matches: as cached, or as `make` computes it."""

        def sized() -> tuple[Matched, int]:
            rows, scores = make()
            return (rows, scores), rows.nbytes + scores.nbytes + len(node.children) * CHILD_NODE_BYTES

        return self._best_of.get(node, sized)

    def _filter_mask(self, keep: Keep | Between) -> tuple[Bools, int]:
        values = self.column(keep.column)
        if isinstance(keep, Keep) and not keep.prefix:
            is_kept = np.zeros(len(values.sets), np.bool_)
            is_kept[list(self._ordinals_with(keep))] = True
        else:
            is_kept = np.fromiter((keeps(keep, one) for one in values.sets), np.bool_, len(values.sets))
        mask = is_kept.take(values.ordinals) & self.live_passages
        return mask, mask.nbytes

    def _ordinals_with(self, keep: Keep) -> set[int]:
        """The ordinals of the value sets that contain one of the values. Looked up by hash: the column of numbers has
        as many sets as there are documents."""
        index = self._compute_once(("values", keep.column), lambda: ValueIndex.of(self.column(keep.column).sets))
        return {ordinal for value in keep.values for ordinal in index.with_value(value)}

    def rows_with_value(self, keep: Keep) -> Ints:
        """The passages whose column has one of the values, ascending; found without a scan of all rows."""
        index = self._compute_once(("rows", keep.column), lambda: RowsByOrdinal.of(self.column(keep.column)))
        rows = np.concatenate([NO_ROWS, *map(index.rows, self._ordinals_with(keep))])
        rows.sort()
        return rows[self.live_passages.take(rows)]

    def sparse_filter_rows(self, keep: Keep) -> Ints | None:
        """The passages that a filter keeps, ascending, if the column has many value sets and the filter few values;
        None: use `filter_mask`."""
        values = self.column(keep.column)
        if keep.prefix or len(values.sets) < SPARSE_MIN_SETS or len(keep.values) * SPARSE_MIN_SETS > self.size:
            return None
        return self.rows_with_value(keep)

    def dates(self) -> npt.NDArray[np.int32]:
        """Each row's date as YYYYMMDD, 0 when undated."""
        return self._compute_once(
            "dates", lambda: _concatenate([one.columns.dates() for one in self.segments], np.int32)
        )

    def entries(self, rows: Sequence[int]) -> list[tuple[str, str]]:
        """Entry id and document id of the rows, which are passages."""
        if len(self.segments) == 1:
            return self.segments[0].columns.entries_of(rows)
        return [segment.columns.entry(own) for segment, own in map(self.segment_of, rows)]

    def sorted_rows(self, sort: Sort) -> RowNumbers:
        """All passages by date, then id, undated ones last: newest first, or oldest first for `OLDEST`. Newest first is
        also the order of hits with equal scores."""
        oldest = sort is Sort.OLDEST
        return self._compute_once(("order", oldest), self._oldest_first if oldest else self._newest_first)

    def _newest_first(self) -> RowNumbers:
        ids = [one for segment in self.segments for one in segment.columns.entry_ids()]
        passages = self.live_passages.nonzero()[0]
        rows = np.array(sorted(passages.tolist(), key=ids.__getitem__), np.int32)
        return rows[np.argsort(-self.dates()[rows], kind="stable")]

    def _oldest_first(self) -> RowNumbers:
        rows = self.sorted_rows(Sort.NEWEST)  # of equal dates, in the order of their ids
        dates = self.dates()[rows]
        return rows[np.argsort(np.where(dates, dates, np.iinfo(np.int32).max), kind="stable")]

    def sort_ranks(self, sort: Sort) -> RowNumbers:
        """The rank of each row in `sorted_rows`."""
        return self._compute_once(("ranks", sort is Sort.OLDEST), lambda: self._sort_ranks(self.sorted_rows(sort)))

    def _sort_ranks(self, rows: RowNumbers) -> RowNumbers:
        ranks = np.zeros(self.size, np.int32)
        ranks[rows] = np.arange(rows.size, dtype=np.int32)
        return ranks


def _concatenate(parts: Sequence[npt.NDArray[Any]], kind: type[np.generic]) -> npt.NDArray[Any]:
    """The arrays of all segments as one (Any: of whatever type they are)."""
    return np.concatenate(parts) if parts else np.zeros(0, kind)
