"""Our engine, as the archive uses it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.speed.corpus import Sample, documents
from search.engines.whoosh.engine import WhooshEngine
from search.model import Document
from search.port.entry import Entry
from search.port.lookup import Lookup, Node

Given = list[tuple[Document, list[Entry]]]


def given(samples: list[Sample]) -> Given:
    """What the writer takes."""
    return list(documents(samples))


def build(folder: Path, given: Given) -> None:
    """Write and publish one generation."""
    draft = WhooshEngine(folder).draft("bench")
    for document, entries in given:
        draft.put(document, entries)
    draft.seal().close()
    draft.publish()


def opened(folder: Path) -> Callable[[Node], Callable[[], object]]:
    """Turns a node into a search for ten hits and the exact total."""
    snapshot = WhooshEngine(folder).open()

    def ready(node: Node) -> Callable[[], object]:
        lookup = Lookup(node)
        return lambda: snapshot.search(lookup)

    return ready
