"""The documents of a generation one after another, by id: for site maps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

from search.request import CatalogueEntry, Twin
from search.results.searcher import Searcher
from search.results.versions.versions import twin_outlines

BATCH = 100  # documents read and held at a time


def catalogue(searcher: Searcher, start: int, count: int) -> Iterator[CatalogueEntry]:
    """`count` documents in the order of their ids, from the `start`-th on (from 0)."""
    found = sorted((document, source.mtime_ns) for document, _, source in searcher.snapshot.sources())
    rows = islice(found, start, start + count)
    while batch := list(islice(rows, BATCH)):
        documents = searcher.snapshot.documents(document for document, _ in batch)
        others = twin_outlines(documents.values(), searcher)
        for name, mtime_ns in batch:
            versions = tuple(Twin(other.lang, other.id) for other in others.get(name, ()))
            yield CatalogueEntry(name, documents[name].lang, _day(mtime_ns), versions)


def _day(mtime_ns: int) -> str:
    """The UTC day of a file's time; empty when none was kept."""
    return datetime.fromtimestamp(mtime_ns / 1e9, UTC).date().isoformat() if mtime_ns > 0 else ""
