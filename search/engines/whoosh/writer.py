"""Writes segments of the array codec: tokens are collected in columns and sorted at once when a segment is flushed.

Lock, table of contents and deletions are Whoosh's. Touched of its internals: `perdocwriter`, `fieldwriter`, `_added`,
`_flush_segment`, `add_reader`, and of the per-document writer `_doccount` and `_fieldlengths`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import SegmentReader
from whoosh.writing import NO_MERGE, SegmentWriter

from search.engines import bm25
from search.engines.whoosh.codec import ArrayCodec, read_lists, read_rows
from search.engines.whoosh.inverted import Numbers, Tokens, invert, length_codes
from search.engines.whoosh.lists import Lists
from search.engines.whoosh.rows import RowsWriter
from search.engines.whoosh.schema import KEY, RECORD
from search.engines.whoosh.sets import Bools
from search.port.entry import Entry

MOST_SEGMENTS = 3  # every further one makes a query dearer: the calls are paid per clause and segment
FLUSH_TOKENS = 12_000_000  # about 115,000 passages; some 600 MB while they are sorted


class _Vocabulary(dict[str, int]):
    """Numbers terms as they come."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


class _Collected:
    """The tokens of one field, in columns."""

    def __init__(self) -> None:
        self.vocabulary = _Vocabulary()
        self.numbers = array("I")
        self.positions = array("I")
        self.rows = array("I")
        self.sizes = array("I")

    def add(self, row: int, line: Iterable[tuple[str, int]]) -> int:
        """Add a row's line; returns its length."""
        terms, positions = zip(*line, strict=True)
        self.numbers.extend(map(self.vocabulary.__getitem__, terms))
        self.positions.extend(positions)
        self.rows.append(row)
        self.sizes.append(len(terms))
        return len(terms)

    def tokens(self) -> Tokens:
        """What was collected."""
        rows = np.repeat(_column(self.rows), _column(self.sizes))
        terms = [term.encode("utf-8", "surrogatepass") for term in self.vocabulary]
        return Tokens(terms, _column(self.numbers), rows, _column(self.positions))


@dataclass(frozen=True, slots=True)
class _Merged:
    """A segment to take over: its lists, which of its rows live, and their new numbers."""

    lists: Mapping[str, Lists]
    living: Bools
    renumbered: Numbers

    def tokens(self, name: str) -> Tokens:
        """The living tokens of a field. One field at a time is expanded: it takes some 30 bytes a token."""
        tokens = self.lists[name].tokens()
        alive = self.living.take(tokens.rows)
        rows = self.renumbered.take(tokens.rows[alive])
        return Tokens(tokens.terms, tokens.numbers[alive], rows, tokens.positions[alive])


def _column(numbers: array[int]) -> Numbers:
    return np.frombuffer(numbers, np.uint32) if numbers else np.zeros(0, np.uint32)


class ArrayWriter(SegmentWriter):
    """A Whoosh writer with one way in: `put`."""

    def __init__(self, index: Any) -> None:
        SegmentWriter.__init__(self, index, codec=ArrayCodec(), compound=False)
        self._collected: dict[str, _Collected] = {}
        self._merged: list[_Merged] = []
        self._rows = RowsWriter()
        self._dead: set[int] = set()
        self.tokens = 0

    def put(self, document: str, record: bytes, source: bytes, entries: Sequence[Entry]) -> range:
        """Add a document's units and its record; returns the numbers of their rows in the new segment."""
        start = self.docnum
        for row, entry in enumerate(entries, start):
            for field, line in entry.terms.items():
                if line:
                    self._collect(field.name, row, line)
        stop = start + len(entries) + 1
        self._rows.add(document, [(entry.id, entry.columns) for entry in entries], source)
        self._store(stop - 1, record)
        return range(start, stop)

    def _collect(self, name: str, row: int, line: Iterable[tuple[str, int]]) -> None:
        if name not in self._collected:
            self._collected[name] = _Collected()
        self.tokens += self._collected[name].add(row, line)

    def _store(self, row: int, record: bytes) -> None:
        """Store a record on its row; the rows before it store nothing."""
        self.perdocwriter._doccount = row
        self.perdocwriter.start_doc(row)
        self.perdocwriter.add_field(RECORD, None, record, 0)
        self.perdocwriter.finish_doc()
        self.docnum = row + 1
        self._added = True

    def forget(self, rows: range) -> None:
        """Delete rows that `put` added."""
        self._dead.update(rows)

    def delete(self, row: int) -> None:
        """Delete a row of a segment that is already written, by its number in the whole index."""
        SegmentWriter.delete_document(self, row)

    def finish(self, merge: bool) -> None:
        """Write the segment and the table of contents; with `merge`, leave at most MOST_SEGMENTS."""
        SegmentWriter.commit(self, mergetype=merge_smallest if merge else NO_MERGE)

    def give_up(self) -> None:
        """Write nothing, and release Whoosh's lock."""
        SegmentWriter.cancel(self)

    def add_reader(self, reader: Any) -> None:
        """Take over the living rows of another segment: Whoosh's merge policy asks for it."""
        segment = reader.segment()
        folder = Path(self.storage.folder)
        rows = read_rows(folder, segment.segment_id())
        living = np.ones(rows.size, np.bool_)
        living[list(segment.deleted_docs())] = False
        kept = np.flatnonzero(living)
        renumbered = np.cumsum(living) - 1 + self.docnum
        lists = read_lists(folder, segment.segment_id())
        self._merged.append(_Merged(lists, living, renumbered.astype(np.uint32)))
        self._rows.add_rows(rows, kept)
        for row in kept[~rows.are_units[kept]].tolist():
            self._store(int(renumbered[row]), reader.stored_fields(row)[RECORD])

    def _flush_segment(self) -> None:
        """Write the segment's files: lists, lengths, rows; and Whoosh's stored records."""
        lengths: dict[str, int] = {}
        self.fieldwriter.write_field(KEY, invert([self._rows.keys()]))
        names = {*self._collected, *(name for merged in self._merged for name in merged.lists)} - {KEY}
        for name in sorted(names):
            parts = [merged.tokens(name) for merged in self._merged if name in merged.lists]
            if name in self._collected:
                parts.append(self._collected.pop(name).tokens())
            self.fieldwriter.write_field(name, invert(parts))
            codes = length_codes(np.concatenate([part.rows for part in parts]), self.docnum)
            lengths[name] = int(np.array(bm25.LENGTHS).take(codes).sum())
            self._write_lengths(name, codes.tobytes())
        self.fieldwriter.write_rows(self._rows)
        self.fieldwriter.close()
        self.perdocwriter._fieldlengths = lengths
        self.perdocwriter.close()
        for row in self._dead:
            self.newsegment.delete_document(row)

    def _write_lengths(self, name: str, codes: bytes) -> None:
        """Whoosh's column of lengths is one byte a row: written whole instead of row by row."""
        file = self.storage.create_file(W3Codec.column_filename(self.newsegment, f"_{name}_len"))
        file.write(codes)
        file.close()


def merge_smallest(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh merge policy: at most MOST_SEGMENTS in the end, the new one included; the smallest are merged into it, and
    with them every segment of which more than half is deleted."""
    by_size = sorted((one for one in segments if one.doc_count() > 0), key=lambda one: -one.doc_count())
    room = MOST_SEGMENTS - (1 if writer.docnum else 0)
    if len(by_size) > room:
        room = MOST_SEGMENTS - 1
    kept = [one for one in by_size[:room] if one.deleted_count() * 2 <= one.doc_count_all()]
    for segment in segments:
        if segment not in kept and segment.doc_count() > 0:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return kept
