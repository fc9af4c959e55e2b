"""One segment of the index, mapped into memory. Its rows count from 0; those of deleted documents are still there."""

from __future__ import annotations

import mmap
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3Codec

from search.engines.whoosh.codec import read_lists, read_rows
from search.engines.whoosh.lists import Lists
from search.engines.whoosh.rows import Values
from search.engines.whoosh.schema import KEY, RECORD
from search.engines.whoosh.sets import NO_ROWS, Bools, Codes, Ints
from search.terms import Column, Field


class Segment:
    """The files of one Whoosh segment. `reader`, Whoosh's SegmentReader (untyped), gives deletions and records."""

    def __init__(self, folder: Path, reader: Any) -> None:
        self.name: str = reader.segment().segment_id()
        self._reader = reader
        self._reading = threading.Lock()  # Whoosh's column readers make no promise to threads
        self._lists = read_lists(folder, self.name)
        self._lengths = {name: self._map_lengths(folder, name) for name in self._lists if name != KEY}
        self._rows = read_rows(folder, self.name)
        self.size = self._rows.size
        deleted = list(reader.segment().deleted_docs())
        self.live: Bools | None = None  # None: nothing is deleted
        if deleted:
            self.live = np.ones(self.size, np.bool_)
            self.live[deleted] = False
        if self.size:
            # Whoosh opens the file of the records at the first one read: it may have been pruned by then.
            self.record(self.size - 1)

    @cached_property
    def units(self) -> Bools:
        """Which rows are units and not deleted; the others hold a document's record."""
        units = self._rows.are_units
        return units if self.live is None else units & self.live

    def living(self, rows: Ints) -> Ints:
        """Those of the rows that are not deleted."""
        return rows if self.live is None else rows[self.live[rows]]

    def lists(self, field: Field) -> Lists | None:
        """The inverted lists of a field; None when no unit has it. Deleted rows are still in them."""
        return self._lists.get(field.name)

    def lengths(self, field: Field) -> Codes:
        """Each row's length code in a field that the segment has."""
        return self._lengths[field.name]

    def _map_lengths(self, folder: Path, name: str) -> Codes:
        """Whoosh's own column of lengths: a byte a row."""
        path = folder / W3Codec.column_filename(self._reader.segment(), f"_{name}_len")
        with path.open("rb") as file:
            return np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), np.uint8)

    def values(self, column: Column) -> Values:
        """A column of all rows."""
        return self._rows.values(column)

    def dates(self) -> npt.NDArray[np.int32]:
        """Each row's date as `order.date_key` gives it."""
        return self._rows.dates()

    def entry_id(self, row: int) -> str:
        """Entry id of a unit's row."""
        return self._rows.ids[row].decode()

    def entry(self, row: int) -> tuple[str, str]:
        """Entry id and document id of a unit's row."""
        return self._rows.ids[row].decode(), self._rows.document(row)

    def entry_ids(self) -> Sequence[str]:
        """The entry id of every row, empty where the row is no unit."""
        return [one.decode() for one in self._rows.ids.all()]

    def rows_with_key(self, document: str) -> Ints:
        """The living rows of a document: its units, then its record."""
        lists = self._lists[KEY]
        number = lists.find(document.encode())
        return self.living(lists.rows(number)) if number >= 0 else NO_ROWS

    def record_row(self, document: str) -> int | None:
        """The living row that holds the document's record."""
        rows = self.rows_with_key(document)
        return int(rows[-1]) if rows.size else None

    def record_of(self, row: int) -> int:
        """The row that holds the record of a unit's document: the last of the document's rows."""
        return self._rows.last_row(row)

    def record_rows(self) -> Sequence[int]:
        """All living rows that hold a record."""
        rows: list[int] = self.living((~self._rows.are_units).nonzero()[0]).tolist()
        return rows

    def record(self, row: int) -> bytes:
        """The packed document of a record's row."""
        with self._reading:
            data: bytes = self._reader.stored_fields(row)[RECORD]
        return data

    def source(self, row: int) -> bytes:
        """The packed key and source of the document that a row belongs to."""
        return self._rows.sources[int(self._rows.owners[row])]
