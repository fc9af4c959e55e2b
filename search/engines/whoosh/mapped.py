"""A segment of the array codec, as the executor needs it: mapped arrays, deleted rows left out."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3Codec

from search.engines.whoosh.cache import ByteCache
from search.engines.whoosh.codec import read_lists, read_rows
from search.engines.whoosh.schema import KEY, RECORD
from search.engines.whoosh.segment import NO_ROWS, Bools, Codes, Ints, Postings, Values
from search.terms import Column, Field

COUNTED_BYTES = 4 << 20  # living frequencies of some 20,000 terms, where rows were deleted


class MappedSegment:
    """`Segment` over the files of one Whoosh segment; `reader`, a SegmentReader, gives deletions and records."""

    def __init__(self, folder: Path, reader: Any) -> None:
        self.name: str = reader.segment().segment_id()
        self._folder = folder
        self._reader = reader
        self._reading = threading.Lock()  # Whoosh's column readers make no promise to threads
        self._lists = read_lists(folder, self.name)
        self._rows = read_rows(folder, self.name)
        self.size = self._rows.size
        self._counted: ByteCache[int] = ByteCache(COUNTED_BYTES)
        deleted = list(reader.segment().deleted_docs())
        self._live: Bools | None = None
        if deleted:
            self._live = np.ones(self.size, np.bool_)
            self._live[deleted] = False

    @cached_property
    def units(self) -> Bools:
        """Which rows are units and not deleted."""
        units = self._rows.are_units
        return units if self._live is None else units & self._live

    def _living(self, rows: Ints) -> Ints:
        return rows if self._live is None else rows[self._live[rows]]

    def find(self, field: Field, term: str) -> int:
        lists = self._lists.get(field.name)
        return lists.find(term.encode("utf-8", "surrogatepass")) if lists else -1

    def begins(self, field: Field, prefix: str) -> range:
        lists = self._lists.get(field.name)
        return lists.begins(prefix.encode("utf-8", "surrogatepass")) if lists else range(0)

    def term(self, field: Field, number: int) -> str:
        return self._lists[field.name].term(number).decode("utf-8", "surrogatepass")

    def frequency(self, field: Field, number: int) -> int:
        if self._live is None:
            return self._lists[field.name].frequency(number)
        return self._counted.get((field, number), lambda: (self.postings(field, number).rows.size, 0))

    def postings(self, field: Field, number: int) -> Postings:
        lists = self._lists[field.name]
        rows, counts = lists.rows(number), lists.counts(number)
        if self._live is None:
            return Postings(rows, counts)
        alive = self._live[rows]
        return Postings(rows[alive], None if counts is None else counts[alive])

    def rows_of_range(self, field: Field, numbers: range) -> Ints:
        return self._lists[field.name].rows_of_range(numbers) if numbers else NO_ROWS

    def positions(self, field: Field, number: int, rows: Ints) -> tuple[Ints, Ints]:
        return self._lists[field.name].positions(number, rows)

    def lengths(self, field: Field) -> Codes:
        """Whoosh's own column: one byte a row, without a tail of zeros."""
        path = self._folder / W3Codec.column_filename(self._reader.segment(), f"_{field.name}_len")
        codes = np.zeros(self.size, np.uint8)
        if path.exists():
            known = np.fromfile(path, np.uint8)
            codes[: known.size] = known
        return codes

    def values(self, column: Column) -> Values:
        return self._rows.values(column)

    def dates(self) -> npt.NDArray[np.int32]:
        return self._rows.dates()

    def entry(self, row: int) -> tuple[str, str]:
        return self._rows.ids[row].decode(), self._rows.document(row)

    def entry_ids(self) -> Sequence[str]:
        return [one.decode() for one in self._rows.ids.all()]

    def rows_with_key(self, document: str) -> Ints:
        """The living rows of a document: its units, then its record."""
        lists = self._lists[KEY]
        number = lists.find(document.encode())
        return self._living(lists.rows(number)) if number >= 0 else NO_ROWS

    def record_row(self, document: str) -> int | None:
        rows = self.rows_with_key(document)
        return int(rows[-1]) if rows.size else None

    def record_rows(self) -> Sequence[int]:
        rows: list[int] = self._living(np.flatnonzero(~self._rows.are_units)).tolist()
        return rows

    def record(self, row: int) -> bytes:
        with self._reading:
            data: bytes = self._reader.stored_fields(row)[RECORD]
        return data

    def source(self, row: int) -> bytes:
        return self._rows.sources[int(self._rows.owners[row])]
