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

from search.engines.whoosh.codec.doc_values import ColumnValues
from search.engines.whoosh.codec.postings_reader import PostingsReader
from search.engines.whoosh.codec.whoosh_codec import read_doc_values, read_postings, read_stored_documents
from search.engines.whoosh.row_sets import Bools, Codes, Ints
from search.terms import Column, Field


class SegmentReader:
    """The files of one Whoosh segment. `segment` is its entry in the table of contents (untyped): it knows what is
    deleted."""

    def __init__(self, folder: Path, segment: Any) -> None:
        self.name: str = segment.segment_id()
        self._postings = read_postings(folder, self.name)
        self._lengths = {name: _map_lengths(folder, segment, name) for name in self._postings}
        self._documents = read_stored_documents(folder, self.name)
        self.columns = read_doc_values(folder, self.name)
        self.size = self.columns.size
        deleted = list(segment.deleted_docs())
        self.live: Bools | None = None  # None: nothing is deleted
        if deleted:
            self.live = np.ones(self.size, np.bool_)
            self.live[deleted] = False

    @cached_property
    def live_passages(self) -> Bools:
        """Which rows are units and not deleted."""
        units = self.columns.has_passage
        return units if self.live is None else units & self.live

    def live_rows(self, rows: Ints) -> Ints:
        """Those of the rows that are not deleted."""
        return rows if self.live is None else rows[self.live[rows]]

    def postings(self, field: Field) -> PostingsReader | None:
        """The inverted lists of a field; None when no unit has it. Deleted rows are still in them."""
        return self._postings.get(field.name)

    def lengths(self, field: Field) -> Codes:
        """Each row's length code in a field that the segment has."""
        return self._lengths[field.name]

    def values(self, column: Column) -> ColumnValues:
        """A column of all rows."""
        return self.columns.column(column)

    def dates(self) -> npt.NDArray[np.int32]:
        """Each row's date as `order.date_key` gives it."""
        return self.columns.dates()

    def entry(self, row: int) -> tuple[str, str]:
        """Entry id and document id of a unit's row."""
        return self.columns.entry(row)

    def entries_of(self, rows: Sequence[int]) -> list[tuple[str, str]]:
        """Entry id and document id of some units' rows."""
        return self.columns.entries_of(rows)

    def entry_ids(self) -> Sequence[str]:
        """The entry id of every row, empty where the row is no unit."""
        return self.columns.entry_ids()

    def sizes(self) -> npt.NDArray[np.unsignedinteger]:
        """The size of every row's unit."""
        return self.columns.sizes

    def rows_of(self, document: str) -> Ints:
        """The living rows of a document."""
        return self.live_rows(self.columns.rows_of(document))

    def document_number(self, document: str) -> int | None:
        """The number of a living document in the segment."""
        rows = self.rows_of(document)
        return self.owner(int(rows[-1])) if rows.size else None

    def owner(self, row: int) -> int:
        """The number of the document that a row belongs to."""
        return int(self.columns.owners[row])

    def packed_document(self, number: int) -> bytes:
        """A document, packed."""
        return self._documents[number]

    def outline(self, number: int) -> tuple[str, bytes]:
        """A document's id and its packed outline."""
        return self.columns.documents[number].decode(), self.columns.outlines[number]

    @property
    def document_count(self) -> int:
        """How many documents live."""
        return int(np.count_nonzero(self._live_documents()))

    def _live_documents(self) -> Bools:
        """Which documents live."""
        last = self.columns.last_rows()
        return np.ones(last.size, np.bool_) if self.live is None else self.live[last]

    def sources(self) -> Iterator[tuple[str, bytes]]:
        """Every living document with its packed key and source."""
        pairs = zip(self.columns.documents.all(), self.columns.sources(), strict=True)
        for document, source in compress(pairs, self._live_documents().tolist()):
            yield document.decode(), source


def _map_lengths(folder: Path, segment: Any, name: str) -> Codes:
    """Whoosh's own column of lengths: a byte a row."""
    with (folder / W3Codec.column_filename(segment, f"_{name}_len")).open("rb") as file:
        return np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), np.uint8)
