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

from search.engines.whoosh.codec.doc_values import Values
from search.engines.whoosh.reader.byte_cache import ByteCache
from search.engines.whoosh.reader.field_reader import WholeField
from search.engines.whoosh.reader.segment_reader import Segment
from search.engines.whoosh.reader.warmer import commonest
from search.engines.whoosh.row_sets import NO_ROWS, Bools, Ints, Matched
from search.port.lookup import BestOf, Between, Keep, Sort
from search.port.match import keeps
from search.terms import FIELDS, Column, Field

# Kept lists, and masks of filters and prefixes: so much, and so much for every row. Seven hundred questions of six
# kinds read 40 MB of lists at 100,000 passages, 480 MB at a million. A mask is a byte a row.
LIST_BYTES, LIST_BYTES_PER_ROW = 64 << 20, 192
MASK_BYTES, MASK_BYTES_PER_ROW = 16 << 20, 16

# What the names of one thing match: 16 bytes a row that holds one, and their node, by which it is known.
MATCHED_BYTES, MATCHED_BYTES_PER_ROW = 16 << 20, 16
NAME_BYTES = 250

# The same for a process of many that share what was read before they were forked.
OWN_LIST_BYTES, OWN_LIST_BYTES_PER_ROW = 2 << 20, 8
OWN_MASK_BYTES, OWN_MASK_BYTES_PER_ROW = 2 << 20, 8
OWN_MATCHED_BYTES, OWN_MATCHED_BYTES_PER_ROW = 2 << 20, 16

# Of a column of so many sets of values a few are looked up as lists of rows, which does not take longer the more rows
# there are.
MANY_SETS = 1024

RowNumbers = npt.NDArray[np.int32]

Made = TypeVar("Made")


class View:
    """Everything that is computed once a generation. Safe to share between threads."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self.bases = list(accumulate((segment.size for segment in self.segments), initial=0))
        self.size = self.bases[-1]
        self._once: dict[Hashable, object] = {}
        self._fields: dict[Field, WholeField] = {}
        self._lock = threading.RLock()
        self._lists: ByteCache[Any] = ByteCache(LIST_BYTES + self.size * LIST_BYTES_PER_ROW)  # of several kinds
        self._masks: ByteCache[Bools] = ByteCache(MASK_BYTES + self.size * MASK_BYTES_PER_ROW)
        self._matched: ByteCache[Matched] = ByteCache(MATCHED_BYTES + self.size * MATCHED_BYTES_PER_ROW)
        self.units: Bools = _joined([segment.units for segment in self.segments], np.bool_)
        self.unit_count = int(np.count_nonzero(self.units))

    def freeze_caches(self) -> None:
        """Keep what was read so far, and the lists of the commonest words, for the processes that will be forked; and
        little besides in each of them."""
        limit = LIST_BYTES + self.size * LIST_BYTES_PER_ROW
        for field, term in commonest(map(self.field, FIELDS), limit // 2):
            field.spread(term, field.postings(term))
        self._lists.freeze(OWN_LIST_BYTES + self.size * OWN_LIST_BYTES_PER_ROW)
        self._masks.freeze(OWN_MASK_BYTES + self.size * OWN_MASK_BYTES_PER_ROW)
        self._matched.freeze(OWN_MATCHED_BYTES + self.size * OWN_MATCHED_BYTES_PER_ROW)

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
        number = bisect_right(self.bases, row) - 1
        return self.segments[number], row - self.bases[number]

    def field(self, field: Field) -> WholeField:
        """A field with its statistics."""
        found = self._fields.get(field)
        if found is None:
            with self._lock:
                found = self._fields.get(field)
                if found is None:
                    found = WholeField(field, self.segments, self.bases, self.unit_count, self._lists)
                    self._fields[field] = found
        return found

    def values(self, column: Column) -> Values:
        """The column of the whole index, equal sets of values numbered alike."""
        return self._kept(("values", column), lambda: _united([one.values(column) for one in self.segments]))

    def groups(self, column: Column) -> npt.NDArray[np.uint32]:
        """The units that share their first value in the column, numbered alike from 1; 0 for a unit that shares none.
        Most units have no copies: so there are few numbers to count."""
        return self._kept(("groups", column), lambda: self._groups(column))

    def _groups(self, column: Column) -> npt.NDArray[np.uint32]:
        values = self.values(column)
        known: dict[str, int] = {}
        firsts = np.array([known.setdefault(one[0], len(known) + 1) if one else 0 for one in values.sets], np.uint32)
        numbers = firsts.take(values.numbers)
        shared = np.bincount(numbers[self.units], minlength=len(known) + 1) > 1
        shared[0] = False
        return np.where(shared, shared.cumsum(), 0).astype(np.uint32).take(numbers)

    def chosen(self, column: Column, chooses: Callable[[tuple[str, ...]], bool]) -> Bools:
        """The rows whose values are chosen."""
        values = self.values(column)
        return np.fromiter(map(chooses, values.sets), np.bool_, len(values.sets)).take(values.numbers)

    def kept_rows(self, keep: Keep | Between) -> Bools:
        """The units that a filter keeps."""
        return self._masks.get(keep, lambda: self._filter(keep))

    def begun_rows(self, field: Field, prefix: str, make: Callable[[], Bools]) -> Bools:
        """The units that hold a term with the prefix, as `make` finds them."""

        def sized() -> tuple[Bools, int]:
            mask = make()
            return mask, mask.nbytes

        return self._masks.get((field, prefix), sized)

    def matched(self, names: BestOf, make: Callable[[], Matched]) -> Matched:
        """What the names of one thing match, as `make` finds it."""

        def sized() -> tuple[Matched, int]:
            rows, scores = make()
            return (rows, scores), rows.nbytes + scores.nbytes + len(names.children) * NAME_BYTES

        return self._matched.get(names, sized)

    def _filter(self, keep: Keep | Between) -> tuple[Bools, int]:
        if isinstance(keep, Keep) and not keep.prefix:
            mask = self._holding(keep) & self.units
        else:
            mask = self.chosen(keep.column, lambda values: keeps(keep, values)) & self.units
        return mask, mask.nbytes

    def _holding(self, keep: Keep) -> Bools:
        """The rows that hold one of the values."""
        values = self.values(keep.column)
        held = np.zeros(len(values.sets), np.bool_)
        held[list(self._sets_holding(keep))] = True
        return held.take(values.numbers)

    def _sets_holding(self, keep: Keep) -> set[int]:
        """The numbers of the sets that hold one of the values. A column of numbers has as many sets as there are
        documents, too many to ask one by one."""
        holders = self._kept(("holders", keep.column), lambda: Holders.of(self.values(keep.column).sets))
        return {number for value in keep.values for number in holders.holding(value)}

    def rows_holding(self, keep: Keep) -> Ints:
        """The units whose column holds one of the values, rising: without a look at all rows."""
        by_set = self._kept(("by set", keep.column), lambda: BySet.of(self.values(keep.column)))
        rows = np.concatenate([NO_ROWS, *map(by_set.rows, self._sets_holding(keep))])
        rows.sort()
        return rows[self.units.take(rows)]

    def few_kept(self, keep: Keep) -> Ints | None:
        """The units that a filter keeps, rising, where the column has many sets of values and few are asked for; None:
        ask `kept_rows`."""
        values = self.values(keep.column)
        if keep.prefix or len(values.sets) < MANY_SETS or len(keep.values) * MANY_SETS > self.size:
            return None
        return self.rows_holding(keep)

    def dates(self) -> npt.NDArray[np.int32]:
        """Each row's date as YYYYMMDD, 0 when undated."""
        return self._kept("dates", lambda: _joined([one.dates() for one in self.segments], np.int32))

    def entries(self, rows: Sequence[int]) -> list[tuple[str, str]]:
        """Entry id and document id of some units' rows."""
        if len(self.segments) == 1:
            return self.segments[0].entries_of(rows)
        return [segment.entry(own) for segment, own in map(self.segment_of, rows)]

    def in_order(self, sort: Sort) -> RowNumbers:
        """All units by date, then id, undated ones last: falling dates, or rising ones for `OLDEST`. Hits of one score
        are told apart by the first of them."""
        oldest = sort is Sort.OLDEST
        return self._kept(("order", oldest), self._oldest_first if oldest else self._newest_first)

    def _newest_first(self) -> RowNumbers:
        ids = [one for segment in self.segments for one in segment.entry_ids()]
        units = self.units.nonzero()[0]
        rows = np.array(sorted(units.tolist(), key=ids.__getitem__), np.int32)
        return rows[np.argsort(-self.dates()[rows], kind="stable")]

    def _oldest_first(self) -> RowNumbers:
        rows = self.in_order(Sort.NEWEST)  # of one date, in the order of their ids
        dates = self.dates()[rows]
        return rows[np.argsort(np.where(dates, dates, np.iinfo(np.int32).max), kind="stable")]

    def places(self, sort: Sort) -> RowNumbers:
        """Each row's place in that order."""
        return self._kept(("places", sort is Sort.OLDEST), lambda: self._places(self.in_order(sort)))

    def _places(self, rows: RowNumbers) -> RowNumbers:
        places = np.zeros(self.size, np.int32)
        places[rows] = np.arange(rows.size, dtype=np.int32)
        return places


@dataclass(frozen=True, slots=True)
class Holders:
    """Which of some sets hold a value: the hashes of all values, rising, beside the numbers of their sets."""

    sets: Sequence[tuple[str, ...]]
    hashes: npt.NDArray[np.int64]
    numbers: npt.NDArray[np.uint32]

    @classmethod
    def of(cls, sets: Sequence[tuple[str, ...]]) -> Holders:
        """The table of these sets."""
        hashes = np.fromiter(map(hash, chain.from_iterable(sets)), np.int64)
        order = hashes.argsort()
        numbers = np.arange(len(sets), dtype=np.uint32).repeat([len(one) for one in sets])
        return cls(sets, hashes[order], numbers[order])

    def holding(self, value: str) -> Iterator[int]:
        """The numbers of the sets that hold the value."""
        key = hash(value)
        low, high = self.hashes.searchsorted(key, "left"), self.hashes.searchsorted(key, "right")
        return (number for number in self.numbers[low:high].tolist() if value in self.sets[number])


@dataclass(frozen=True, slots=True)
class BySet:
    """The rows of a column by the number of their set: those of set n are order[starts[n]:starts[n + 1]], rising."""

    order: Ints
    starts: Ints

    @classmethod
    def of(cls, values: Values) -> BySet:
        """The table of a column."""
        starts = np.zeros(len(values.sets) + 1, np.int64)
        np.cumsum(np.bincount(values.numbers, minlength=len(values.sets)), out=starts[1:])
        return cls(values.numbers.argsort(kind="stable"), starts)

    def rows(self, number: int) -> Ints:
        """The rows of a set."""
        return self.order[self.starts[number] : self.starts[number + 1]]


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
