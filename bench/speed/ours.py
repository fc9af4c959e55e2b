"""Our engine, as the archive uses it."""

from __future__ import annotations

from pathlib import Path

from bench.speed.corpus import Sample, documents
from bench.speed.rival import Ready, Rival, Search
from search.engines.whoosh.engine import WhooshEngine
from search.model import Document
from search.port.entry import Entry
from search.port.lookup import Lookup

Given = list[tuple[Document, list[Entry]]]


def given(samples: list[Sample]) -> Given:
    """What the writer takes."""
    return list(documents(samples))


class Writing:
    """One generation, synced to the disk and published as `wenda reindex` does it."""

    def __init__(self, folder: Path) -> None:
        self._draft = WhooshEngine(folder).draft("bench")

    def add(self, given: Given) -> None:
        """Put the documents."""
        for document, entries in given:
            self._draft.put(document, entries)

    def finish(self) -> None:
        """Seal and publish."""
        self._draft.seal().close()
        self._draft.publish()


def opened(folder: Path) -> Ready:
    """Turns a lookup into a search for ten hits and the exact total."""
    snapshot = WhooshEngine(folder).open()

    def ready(lookup: Lookup) -> Search:
        return lambda: snapshot.search(lookup)

    return ready


RIVAL = Rival(given, Writing, opened, stored=("*.wdocs",))
