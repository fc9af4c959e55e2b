"""One segment of the index, mapped into memory. Its rows are numbered from 0, those of deleted documents included."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from functools import cached_property
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec

from search.engines.whoosh.codec.postings_reader import PostingsReader
from search.engines.whoosh.codec.whoosh_codec import read_doc_values, read_postings, read_stored_documents
from search.engines.whoosh.row_sets import Bools, Codes, Ints
from search.terms import Field


class SegmentReader:
    """The files of one Whoosh segment. `segment` is its entry in Whoosh's table of contents (untyped), which lists the
    deleted rows. `columns`: the doc values of all rows."""

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
        """For each row whether it is a passage and not deleted."""
        passages = self.columns.has_passage
        return passages if self.live is None else passages & self.live

    def live_rows(self, rows: Ints) -> Ints:
        """The rows that are not deleted."""
        return rows if self.live is None else rows[self.live[rows]]

    def postings(self, field: Field) -> PostingsReader | None:
        """The postings of a field, those of deleted rows included; None if no row has the field."""
        return self._postings.get(field.name)

    def lengths(self, field: Field) -> Codes:
        """The length code of each row in a field that the segment has."""
        return self._lengths[field.name]

    def rows_of(self, document: str) -> Ints:
        """The rows of a document that are not deleted."""
        return self.live_rows(self.columns.rows_of(document))

    def document_number(self, document: str) -> int | None:
        """The number of a document in the segment; None if it is not there or deleted."""
        rows = self.rows_of(document)
        return self.columns.document_number(int(rows[-1])) if rows.size else None

    def packed_document(self, number: int) -> bytes:
        """A document as `search.serial` packs it."""
        return self._documents[number]

    @property
    def document_count(self) -> int:
        """How many documents are not deleted."""
        return int(np.count_nonzero(self._live_documents()))

    def _live_documents(self) -> Bools:
        """For each document whether it is not deleted."""
        last = self.columns.last_rows()
        return np.ones(last.size, np.bool_) if self.live is None else self.live[last]

    def sources(self) -> Iterator[tuple[str, bytes]]:
        """Every document that is not deleted, with its packed key and source."""
        pairs = zip(self.columns.documents.all(), self.columns.sources(), strict=True)
        for document, source in compress(pairs, self._live_documents().tolist()):
            yield document.decode(), source


def _map_lengths(folder: Path, segment: Any, name: str) -> Codes:
    """Whoosh's column of lengths: a code of one byte for each row."""
    with (folder / W3Codec.column_filename(segment, f"_{name}_len")).open("rb") as file:
        return np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), np.uint8)
