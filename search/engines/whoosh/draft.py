"""A generation of the Whoosh index being built."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from whoosh import index as whoosh_index

from search.engines import generations
from search.engines.generations import Build
from search.engines.whoosh.codec.segment_writer import FLUSH_TOKENS, PackedDocument, SegmentWriter
from search.engines.whoosh.reader.segment_reader import SegmentReader
from search.engines.whoosh.schema import FORMAT, schema
from search.engines.whoosh.snapshot import WhooshSnapshot
from search.model import Document, Outline
from search.port.engine import Generation
from search.port.entry import Entry
from search.serial import pack, pack_outline, pack_source

WRITE_LOCK = "MAIN_WRITELOCK"  # a file of Whoosh's; our lock is that of the index folder


def read_segments(folder: Path) -> list[SegmentReader]:
    """The segments of a Whoosh index, from its table of contents: Whoosh's own reader would open every file as well."""
    return [SegmentReader(folder, one) for one in whoosh_index.open_dir(str(folder), readonly=True)._segments()]


class WhooshDraft:
    """Writes into a folder of its own, while it holds the lock of the index folder."""

    def __init__(self, build: Build, fingerprint: str, flush_tokens: int = FLUSH_TOKENS) -> None:
        self._build = build
        self._fingerprint = fingerprint
        self._flush_tokens = flush_tokens
        self._generation: Generation | None = None
        folder = str(build.path)
        exists = whoosh_index.exists_in(folder)
        self._index = whoosh_index.open_dir(folder) if exists else whoosh_index.create_in(folder, schema())
        self._begin()

    def _begin(self) -> None:
        """Begin a new segment."""
        self._writer = SegmentWriter(self._index)
        self._segments = read_segments(self._build.path)
        self._put: dict[str, range] = {}

    def put(self, document: Document, entries: Sequence[Entry], outline: Outline | None = None) -> None:
        """Add a document; replaces that of the same id, which stays if this one cannot be written."""
        key = "" if document.key == document.id else document.key  # the id is stored beside it
        source = pack_source("", key, document.source)
        packed_outline = pack_outline(outline) if outline else b""
        rows = self._writer.put(PackedDocument(document.id, pack(document), source, packed_outline), entries)
        self.drop(document.id)
        self._put[document.id] = rows
        if self._writer.tokens >= self._flush_tokens:
            self._writer.finish(merge=False)
            self._begin()

    def drop(self, document: str) -> None:
        """Remove a document, if it is there."""
        added = self._put.pop(document, None)
        if added is not None:
            self._writer.delete_added(added)
        base = 0
        for segment in self._segments:
            for row in segment.rows_of(document).tolist():
                self._writer.delete_row(base + row)
            base += segment.size

    def seal(self) -> WhooshSnapshot:
        """Write everything, synced to the disk, and open it for verification. Nothing may be put afterwards; a later
        attachment is only seen after the published generation is opened anew."""
        self._writer.finish(merge=True)
        (self._build.path / WRITE_LOCK).unlink(missing_ok=True)
        segments = read_segments(self._build.path)
        counts = {
            "documents": sum(segment.document_count for segment in segments),
            "passages": sum(int(segment.live_passages.sum()) for segment in segments),
        }
        created = datetime.now(UTC).isoformat(timespec="seconds")
        self._generation = Generation(self._build.name, created, FORMAT, self._fingerprint, counts)
        generations.seal(self._build, self._generation)
        return WhooshSnapshot(self._build.path, self._generation, segments)

    def attach(self, name: str, data: bytes) -> None:
        """Lay a file beside the index."""
        generations.attach(self._build, name, data)

    def publish(self) -> Generation:
        """Serve this generation. Only after `seal`."""
        if self._generation is None:
            raise RuntimeError("publish comes after seal")
        generations.seal(self._build, self._generation)  # again, with the attachments
        generations.publish(self._build)
        return self._generation

    def abandon(self) -> None:
        """Remove what was written and release the lock, whatever state the writer is in; harmless after `publish`."""
        try:
            if not self._writer.is_closed:
                self._writer.give_up()
        finally:
            generations.abandon(self._build)
