"""One segment of the index, mapped into memory. Its rows count from 0; those of deleted documents are still there."""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3Codec

from search.engines.whoosh.codec.doc_values import Values
from search.engines.whoosh.codec.postings_reader import Lists
from search.engines.whoosh.codec.whoosh_codec import read_lists, read_records, read_rows
from search.engines.whoosh.row_sets import Bools, Codes, Ints
from search.terms import Column, Field


class Segment:
    """The files of one Whoosh segment. `segment` is its entry in the table of contents (untyped): it knows what is
    deleted."""

    def __init__(self, folder: Path, segment: Any) -> None:
        self.name: str = segment.segment_id()
        self._lists = read_lists(folder, self.name)
        self._lengths = {name: _map_lengths(folder, segment, name) for name in self._lists}
        self._records = read_records(folder, self.name)
        self._rows = read_rows(folder, self.name)
        self.size = self._rows.size
        deleted = list(segment.deleted_docs())
        self.live: Bools | None = None  # None: nothing is deleted
        if deleted:
            self.live = np.ones(self.size, np.bool_)
            self.live[deleted] = False

    @cached_property
    def units(self) -> Bools:
        """Which rows are units and not deleted."""
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

    def values(self, column: Column) -> Values:
        """A column of all rows."""
        return self._rows.values(column)

    def dates(self) -> npt.NDArray[np.int32]:
        """Each row's date as `order.date_key` gives it."""
        return self._rows.dates()

    def entry(self, row: int) -> tuple[str, str]:
        """Entry id and document id of a unit's row."""
        return self._rows.entry(row)

    def entries_of(self, rows: Sequence[int]) -> list[tuple[str, str]]:
        """Entry id and document id of some units' rows."""
        return self._rows.entries_of(rows)

    def entry_ids(self) -> Sequence[str]:
        """The entry id of every row, empty where the row is no unit."""
        return self._rows.entries()

    def sizes(self) -> npt.NDArray[np.unsignedinteger]:
        """The size of every row's unit."""
        return self._rows.sizes

    def rows_with_key(self, document: str) -> Ints:
        """The living rows of a document."""
        return self.living(self._rows.rows_of(document))

    def number_of(self, document: str) -> int | None:
        """The number of a living document in the segment."""
        rows = self.rows_with_key(document)
        return self.owner(int(rows[-1])) if rows.size else None

    def owner(self, row: int) -> int:
        """The number of the document that a row belongs to."""
        return int(self._rows.owners[row])

    def record(self, number: int) -> bytes:
        """A document, packed."""
        return self._records[number]

    def outline(self, number: int) -> tuple[str, bytes]:
        """A document's id and its packed outline."""
        return self._rows.documents[number].decode(), self._rows.outlines[number]

    @property
    def documents(self) -> int:
        """How many documents live."""
        return int(np.count_nonzero(self._alive()))

    def _alive(self) -> Bools:
        """Which documents live."""
        last = self._rows.last_rows()
        return np.ones(last.size, np.bool_) if self.live is None else self.live[last]

    def sources(self) -> Iterator[tuple[str, bytes]]:
        """Every living document with its packed key and source."""
        pairs = zip(self._rows.documents.all(), self._rows.sources(), strict=True)
        for document, source in compress(pairs, self._alive().tolist()):
            yield document.decode(), source


def _map_lengths(folder: Path, segment: Any, name: str) -> Codes:
    """Whoosh's own column of lengths: a byte a row."""
    with (folder / W3Codec.column_filename(segment, f"_{name}_len")).open("rb") as file:
        return np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), np.uint8)
