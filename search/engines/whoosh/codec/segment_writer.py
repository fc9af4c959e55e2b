"""Writes segments of the array codec. Tokens are collected in columns, and sorted when the segment is flushed.

Lock, table of contents and deletions are Whoosh's. Its internals that are used here: `perdocwriter`, `fieldwriter`,
`_added`, `_flush_segment`, `add_reader`, and of the per-document writer `_doccount` and `_fieldlengths`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from whoosh import writing
from whoosh.codec.whoosh3 import W3Codec

from search.engines import bm25
from search.engines.whoosh.codec.doc_values import DocValuesWriter
from search.engines.whoosh.codec.inverted_index import InvertedField, Numbers, invert
from search.engines.whoosh.codec.merge import MemorySource, SegmentSource, merge_by_term_range
from search.engines.whoosh.codec.merge_policy import merge_policy
from search.engines.whoosh.codec.postings_format import FieldLengths
from search.engines.whoosh.codec.postings_reader import PostingsReader
from search.engines.whoosh.codec.stored_documents import StoredDocumentsWriter
from search.engines.whoosh.codec.token_buffer import TokenBuffer, as_line
from search.engines.whoosh.codec.whoosh_codec import ArrayCodec, read_doc_values, read_postings, read_stored_documents
from search.engines.whoosh.row_sets import Bools
from search.port.entry import Entry
from search.terms import Field

FLUSH_TOKENS = 20_000_000  # tokens of a segment before it is flushed: about 190,000 passages


class PackedDocument(NamedTuple):
    """A document as it is stored, packed by `search.serial`: id; the document; key and source; outline, or empty."""

    id: str
    document: bytes
    source: bytes
    outline: bytes


@dataclass(frozen=True, slots=True)
class _MergedSegment:
    """A segment to merge: its postings, which of its rows are not deleted, and the new numbers of these."""

    postings: Mapping[str, PostingsReader]
    living: Bools
    renumbered: Numbers

    def source(self, name: str) -> SegmentSource:
        """The postings of a field."""
        return SegmentSource(self.postings[name], self.living, self.renumbered)


class SegmentWriter(writing.SegmentWriter):
    """A Whoosh writer to which documents are added by `put` alone."""

    def __init__(self, index: Any) -> None:
        writing.SegmentWriter.__init__(self, index, codec=ArrayCodec(), compound=False)
        self._buffers: dict[Field, TokenBuffer] = {}
        self._merged: list[_MergedSegment] = []
        self._doc_values = DocValuesWriter()
        self._documents = StoredDocumentsWriter()
        self._dead: set[int] = set()
        self.tokens = 0

    def put(self, document: PackedDocument, entries: Sequence[Entry]) -> range:
        """Add a document and its passages; returns the numbers of their rows in the new segment. Raises, before
        anything is added, ValueError for an id or terms that cannot be written, OverflowError for such a size."""
        lines = [
            (row, field, as_line(given))
            for row, entry in enumerate(entries, self._doc_values.size)
            for field, given in entry.terms.items()
        ]
        rows = self._doc_values.add(document.id, entries, document.source, document.outline)
        self._documents.add(document.document)
        buffers = self._buffers
        for row, field, line in lines:
            if line.text:
                buffer = buffers.get(field)
                if buffer is None:
                    buffer = buffers[field] = TokenBuffer()
                self.tokens += buffer.add(row, line)
        self._added = True
        self.docnum = rows.stop
        return rows

    def delete_added(self, rows: range) -> None:
        """Delete rows that `put` has added."""
        self._dead.update(rows)

    def delete_row(self, row: int) -> None:
        """Delete a row of an older segment, by its number in the whole index."""
        writing.SegmentWriter.delete_document(self, row)

    def finish(self, merge: bool) -> None:
        """Write the segment and the table of contents; with `merge`, merge segments by `merge_policy`."""
        writing.SegmentWriter.commit(self, mergetype=merge_policy if merge else writing.NO_MERGE)

    def give_up(self) -> None:
        """Write nothing, and release Whoosh's lock."""
        writing.SegmentWriter.cancel(self)

    def add_reader(self, reader: Any) -> None:
        """Add the rows of another segment that are not deleted; called by the merge policy."""
        segment = reader.segment()
        folder = Path(self.storage.folder)
        values = read_doc_values(folder, segment.segment_id())
        living = np.ones(values.size, np.bool_)
        living[list(segment.deleted_docs())] = False
        remaining = np.flatnonzero(living)
        renumbered = np.cumsum(living) - 1 + self.docnum
        postings = read_postings(folder, segment.segment_id())
        self._merged.append(_MergedSegment(postings, living, renumbered.astype(np.uint32)))
        documents = self._doc_values.add_segment(values, remaining)
        self._documents.add_segment(read_stored_documents(folder, segment.segment_id()), documents)
        self.docnum = self._doc_values.size
        self._added = True

    def _flush_segment(self) -> None:
        """Write the segment's files: postings, lengths, doc values and documents."""
        lengths: dict[str, int] = {}
        buffers = {field.name: buffer for field, buffer in self._buffers.items()}
        self._buffers = {}
        names = {*buffers, *(name for segment in self._merged for name in segment.postings)}
        for name in sorted(names):
            lengths_of_rows = FieldLengths(self.docnum)
            self.fieldwriter.write_field(name, lengths_of_rows.count(self._postings_of(name, buffers)))
            codes = lengths_of_rows.codes()
            lengths[name] = int(np.array(bm25.LENGTHS).take(codes).sum())
            self._write_lengths(name, codes.tobytes())
        self.fieldwriter.write_documents(self._doc_values, self._documents)
        self.fieldwriter.close()
        self.perdocwriter._doccount = self.docnum
        self.perdocwriter._fieldlengths = lengths
        self.perdocwriter.close()
        for row in self._dead:
            self.newsegment.delete_document(row)

    def _postings_of(self, name: str, buffers: dict[str, TokenBuffer]) -> Iterable[InvertedField]:
        """The postings of a field, by term ranges: of the rows that were put, whose tokens are released, then of each
        merged segment."""
        put = [invert(buffers.pop(name).tokens())] if name in buffers else []
        merged = [segment.source(name) for segment in self._merged if name in segment.postings]
        return merge_by_term_range([*map(MemorySource, put), *merged]) if merged else put

    def _write_lengths(self, name: str, codes: bytes) -> None:
        """Write Whoosh's column of lengths, one byte a row, at once instead of row by row."""
        file = self.storage.create_file(W3Codec.column_filename(self.newsegment, f"_{name}_len"))
        file.write(codes)
        file.close()
