"""A generation of the Whoosh index being built."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from whoosh import index as whoosh_index
from whoosh.writing import SegmentWriter

from search.engines import generations
from search.engines.generations import Build
from search.engines.whoosh.schema import FORMAT, KEY, RECORD, ROW, SOURCE, schema
from search.engines.whoosh.snapshot import WhooshSnapshot
from search.engines.whoosh.stock import StockSegment
from search.model import Document
from search.port.engine import Generation
from search.port.entry import Entry
from search.serial import pack, pack_source


class WhooshDraft:
    """Writes into a folder of its own, under the lock of the index."""

    def __init__(self, build: Build, fingerprint: str) -> None:
        self._build = build
        self._fingerprint = fingerprint
        self._generation: Generation | None = None
        exists = whoosh_index.exists_in(str(build.path))
        folder = str(build.path)
        self._index = whoosh_index.open_dir(folder) if exists else whoosh_index.create_in(folder, schema())
        self._writer = self._new_writer()
        self._held = self._held_ids()
        self._put: set[str] = set()

    def _new_writer(self) -> SegmentWriter:
        return SegmentWriter(self._index, compound=False)

    def _held_ids(self) -> set[str]:
        with self._index.reader() as reader:
            return {term.decode() for term in reader.lexicon(KEY)}

    def put(self, document: Document, entries: Sequence[Entry]) -> None:
        """Add a document; replaces that of the same id."""
        self.drop(document.id)
        self._put.add(document.id)
        for entry in entries:
            columns = {column.value: list(values) for column, values in entry.columns.items() if values}
            row = json.dumps([entry.id, entry.document, columns], ensure_ascii=False)
            terms = {field.name: line for field, line in entry.terms.items() if line}
            self._writer.add_document(**{KEY: document.id, ROW: row}, **terms)
        source = pack_source(document.id, document.key, document.source)
        self._writer.add_document(**{KEY: document.id, RECORD: pack(document), SOURCE: source})

    def drop(self, document: str) -> None:
        """Remove a document, if it is there."""
        if document in self._put:
            self._writer.commit(merge=False)
            self._writer = self._new_writer()
            self._held |= self._put
            self._put = set()
        if document in self._held:
            self._writer.delete_by_term(KEY, document)
            self._held.discard(document)

    def seal(self) -> WhooshSnapshot:
        """Write out and open for verifying."""
        self._writer.commit()
        segments = [StockSegment(reader) for reader, _ in self._index.reader().leaf_readers()]
        counts = {
            "documents": sum(len(segment.record_rows()) for segment in segments),
            "passages": sum(int(segment.units.sum()) for segment in segments),
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
        generations.seal(self._build, self._generation)
        generations.publish(self._build)
        return self._generation

    def abandon(self) -> None:
        """Remove what was written; harmless after `publish`."""
        if not self._writer.is_closed:
            self._writer.cancel()
        generations.abandon(self._build)
