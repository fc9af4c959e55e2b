"""Writes segments of the array codec: tokens are collected in columns and sorted at once when a segment is flushed.

Lock, table of contents and deletions are Whoosh's. Touched of its internals: `perdocwriter`, `fieldwriter`, `_added`,
`_flush_segment`, `add_reader`, and of the per-document writer `_doccount` and `_fieldlengths`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import SegmentReader
from whoosh.writing import NO_MERGE, SegmentWriter

from search.engines import bm25
from search.engines.whoosh.codec.doc_values import DocValuesWriter
from search.engines.whoosh.codec.inverted_index import InvertedField, Numbers, invert
from search.engines.whoosh.codec.merge import MemorySource, SegmentSource, merge_by_term_range
from search.engines.whoosh.codec.postings_format import FieldLengths
from search.engines.whoosh.codec.postings_reader import PostingsReader
from search.engines.whoosh.codec.stored_documents import StoredDocumentsWriter
from search.engines.whoosh.codec.token_buffer import TokenBuffer, as_line
from search.engines.whoosh.codec.whoosh_codec import ArrayCodec, read_doc_values, read_postings, read_stored_documents
from search.engines.whoosh.row_sets import Bools
from search.port.entry import Entry
from search.terms import Field

MAX_SEGMENTS = 3  # every further one makes a query dearer: the calls are paid per clause and segment
KEEP_RATIO = 4  # of a thousand parts of one size each passage is then written 13 times; at 2 it is 20 times, at 8 16
FLUSH_TOKENS = 20_000_000  # about 190,000 passages


class PackedDocument(NamedTuple):
    """A document as it is stored: its id; whole; its key and source; its outline, empty where nobody asks for it."""

    id: str
    record: bytes
    source: bytes
    outline: bytes


@dataclass(frozen=True, slots=True)
class _MergedSegment:
    """A segment to take over: its lists, which of its rows live, and their new numbers."""

    lists: Mapping[str, PostingsReader]
    living: Bools
    renumbered: Numbers

    def source(self, name: str) -> SegmentSource:
        """The lists of a field."""
        return SegmentSource(self.lists[name], self.living, self.renumbered)


class ArrayWriter(SegmentWriter):
    """A Whoosh writer with one way in: `put`."""

    def __init__(self, index: Any) -> None:
        SegmentWriter.__init__(self, index, codec=ArrayCodec(), compound=False)
        self._collected: dict[Field, TokenBuffer] = {}
        self._merged: list[_MergedSegment] = []
        self._rows = DocValuesWriter()
        self._records = StoredDocumentsWriter()
        self._dead: set[int] = set()
        self.tokens = 0

    def put(self, document: PackedDocument, entries: Sequence[Entry]) -> range:
        """Add a document and its units; returns the numbers of their rows in the new segment. Raises, before
        anything is added, ValueError for an id or terms that cannot be written, OverflowError for such a size."""
        lines = [
            (row, field, as_line(given))
            for row, entry in enumerate(entries, self._rows.size)
            for field, given in entry.terms.items()
        ]
        rows = self._rows.add(document.id, entries, document.source, document.outline)
        self._records.add(document.record)
        collected = self._collected
        for row, field, line in lines:
            if line.text:
                own = collected.get(field)
                if own is None:
                    own = collected[field] = TokenBuffer()
                self.tokens += own.add(row, line)
        self._added = True
        self.docnum = rows.stop
        return rows

    def delete_added(self, rows: range) -> None:
        """Delete rows that `put` added."""
        self._dead.update(rows)

    def delete_row(self, row: int) -> None:
        """Delete a row of a segment that is already written, by its number in the whole index."""
        SegmentWriter.delete_document(self, row)

    def finish(self, merge: bool) -> None:
        """Write the segment and the table of contents; with `merge`, leave at most MOST_SEGMENTS."""
        SegmentWriter.commit(self, mergetype=merge_small if merge else NO_MERGE)

    def give_up(self) -> None:
        """Write nothing, and release Whoosh's lock."""
        SegmentWriter.cancel(self)

    def add_reader(self, reader: Any) -> None:
        """Take over the living rows of another segment: Whoosh's merge policy asks for it."""
        segment = reader.segment()
        folder = Path(self.storage.folder)
        rows = read_doc_values(folder, segment.segment_id())
        living = np.ones(rows.size, np.bool_)
        living[list(segment.deleted_docs())] = False
        remaining = np.flatnonzero(living)
        renumbered = np.cumsum(living) - 1 + self.docnum
        lists = read_postings(folder, segment.segment_id())
        self._merged.append(_MergedSegment(lists, living, renumbered.astype(np.uint32)))
        documents = self._rows.add_segment(rows, remaining)
        self._records.add_segment(read_stored_documents(folder, segment.segment_id()), documents)
        self.docnum = self._rows.size
        self._added = True

    def _flush_segment(self) -> None:
        """Write the segment's files: lists, lengths, rows and documents."""
        lengths: dict[str, int] = {}
        collected = {field.name: own for field, own in self._collected.items()}
        self._collected = {}
        names = {*collected, *(name for each in self._merged for name in each.lists)}
        for name in sorted(names):
            counted = FieldLengths(self.docnum)
            self.fieldwriter.write_field(name, counted.counted(self._stretches(name, collected)))
            codes = counted.codes()
            lengths[name] = int(np.array(bm25.LENGTHS).take(codes).sum())
            self._write_lengths(name, codes.tobytes())
        self.fieldwriter.write_documents(self._rows, self._records)
        self.fieldwriter.close()
        self.perdocwriter._doccount = self.docnum
        self.perdocwriter._fieldlengths = lengths
        self.perdocwriter.close()
        for row in self._dead:
            self.newsegment.delete_document(row)

    def _stretches(self, name: str, collected: dict[str, TokenBuffer]) -> Iterable[InvertedField]:
        """The lists of a field: of rows that were put, which are let go, then of those of each segment taken over."""
        put = [invert(collected.pop(name).tokens())] if name in collected else []
        taken_over = [each.source(name) for each in self._merged if name in each.lists]
        return merge_by_term_range([*map(MemorySource, put), *taken_over]) if taken_over else put

    def _write_lengths(self, name: str, codes: bytes) -> None:
        """Whoosh's column of lengths is one byte a row: written whole instead of row by row."""
        file = self.storage.create_file(W3Codec.column_filename(self.newsegment, f"_{name}_len"))
        file.write(codes)
        file.close()


def merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh merge policy. A segment is kept apart when it is LARGER times as large as all smaller ones together, and
    not more than half deleted; at most MOST_SEGMENTS - 1 are. The others are merged into the new one. So what is built
    at one go is one segment, and a passage is written again only when the archive has grown by a part of its size."""
    by_size = sorted((one for one in segments if one.doc_count() > 0), key=lambda one: -one.doc_count())
    rest = writer.docnum + sum(one.doc_count() for one in by_size)
    kept_apart: list[Any] = []
    for segment in by_size[: MAX_SEGMENTS - 1]:
        rest -= segment.doc_count()
        if segment.doc_count() < KEEP_RATIO * rest:
            break
        if segment.deleted_count() * 2 <= segment.doc_count_all():
            kept_apart.append(segment)
    for segment in by_size:
        if segment not in kept_apart:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return kept_apart
