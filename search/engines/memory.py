"""The reference engine: generations in memory, searched by brute force. Tests compare other engines with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from search.engines.bruteforce import MemorySnapshot
from search.errors import REBUILD, IndexBusy, NoGeneration, StaleIndex
from search.model import Document, Outline
from search.port.engine import Generation
from search.port.entry import Entry

FORMAT = 1


@dataclass
class MemoryDraft:
    """A generation being built."""

    _engine: MemoryEngine
    _name: str
    _fingerprint: str
    _documents: dict[str, Document]
    _entries: dict[str, tuple[Entry, ...]]
    _outlines: dict[str, Outline]
    _attachments: dict[str, bytes] = field(default_factory=dict)
    _sealed: MemorySnapshot | None = None

    def put(self, document: Document, entries: Sequence[Entry], outline: Outline | None = None) -> None:
        self.drop(document.id)
        self._documents[document.id] = document
        self._entries[document.id] = tuple(entries)
        if outline:
            self._outlines[document.id] = outline

    def drop(self, document: str) -> None:
        self._documents.pop(document, None)
        self._entries.pop(document, None)
        self._outlines.pop(document, None)

    def seal(self) -> MemorySnapshot:
        counts = {"documents": len(self._documents), "passages": sum(map(len, self._entries.values()))}
        created = datetime.now(UTC).isoformat(timespec="seconds")
        generation = Generation(self._name, created, FORMAT, self._fingerprint, counts)
        self._sealed = MemorySnapshot(generation, self._documents, self._entries, self._outlines, self._attachments)
        return self._sealed

    def attach(self, name: str, data: bytes) -> None:
        self._attachments[name] = data

    def publish(self) -> Generation:
        assert self._sealed is not None, "seal comes first"
        self._engine.accept(self._sealed)
        return self._sealed.generation

    def abandon(self) -> None:
        self._engine.release()


class MemoryEngine:
    """Generations in memory, which end with the process."""

    def __init__(self, fingerprint: str = "") -> None:
        self._fingerprint = fingerprint
        self._published: dict[str, MemorySnapshot] = {}
        self._current: str | None = None
        self._busy = False
        self._drafts = 0

    def open(self, generation: str | None = None) -> MemorySnapshot:
        name = generation or self._current
        if name not in self._published:
            raise NoGeneration(
                f"there is no generation {name}" if name else "nothing is published", "run: wenda reindex"
            )
        snapshot = self._published[name]
        if self._fingerprint and snapshot.generation.fingerprint != self._fingerprint:
            raise StaleIndex(f"generation {name} was written by another version", REBUILD)
        return snapshot

    def current(self) -> str | None:
        return self._current

    def draft(self, fingerprint: str, base: str | None = None) -> MemoryDraft:
        if self._busy:
            raise IndexBusy("another run is writing", "wait until it has finished")
        old = self.open(base) if base is not None else None
        if old is not None and old.generation.fingerprint != fingerprint:
            raise StaleIndex(f"generation {base} was written by another version", REBUILD)
        self._busy = True
        self._drafts += 1
        copied = (dict(old.documents_by_id), dict(old.entries), dict(old.outlines)) if old else ({}, {}, {})
        return MemoryDraft(self, f"g{self._drafts:06d}", fingerprint, *copied)

    def generations(self) -> Sequence[Generation]:
        return [self._published[name].generation for name in sorted(self._published)]

    def switch(self, generation: str) -> None:
        self._current = self.open(generation).generation.name

    def prune(self, keep: int = 2) -> None:
        for name in sorted(self._published)[: max(0, len(self._published) - keep)]:
            if name != self._current:
                del self._published[name]

    def accept(self, snapshot: MemorySnapshot) -> None:
        """Publish a sealed generation; called by its draft."""
        self._published[snapshot.generation.name] = snapshot
        self._current = snapshot.generation.name
        self.release()

    def release(self) -> None:
        """Let the next draft begin."""
        self._busy = False
