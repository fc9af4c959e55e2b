"""A few units written by hand, for tests that name what they look for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from search.model import Document, Kind, Passage, Source, Span
from search.port.engine import Draft, Engine, Snapshot
from search.port.entry import Entry, entry_id
from search.port.lookup import Lookup, Node
from search.terms import Column, Field, Layer, Part

BODY = Field(Part.BODY, Layer.EXACT)
TITLE = Field(Part.TITLE, Layer.EXACT)


@dataclass(frozen=True)
class Unit:
    """A unit: the words of its body, of its title, and its column values."""

    body: str
    title: str = ""
    columns: Mapping[Column, tuple[str, ...]] = field(default_factory=dict)


def put(draft: Draft, name: str, *units: Unit | str) -> None:
    """Put a document whose text is its units' bodies, a line each."""
    text, passages, entries = "", [], []
    for number, given in enumerate(units, 1):
        unit = Unit(given) if isinstance(given, str) else given
        passages.append(Passage(f"t{number}", Kind.PARAGRAPH, (Span(len(text), len(text) + len(unit.body)),), "und"))
        text += unit.body + "\n"
        terms = {BODY: _line(unit.body), TITLE: _line(unit.title)}
        entries.append(Entry(entry_id(name, f"t{number}"), name, terms, {Column.DOCUMENT: (name,), **unit.columns}))
    draft.put(
        Document(name, f"key of {name}", Source(f"{name}.txt"), text, Span(0, 0), passages=tuple(passages)), entries
    )


def _line(text: str) -> tuple[tuple[str, int], ...]:
    return tuple((word.lower(), position) for position, word in enumerate(text.split()))


def indexed(engine: Engine, documents: Mapping[str, list[Unit | str]], base: str | None = None) -> Snapshot:
    """A published generation with these documents."""
    draft = engine.draft("analysis-1", base)
    for name, units in documents.items():
        put(draft, name, *units)
    draft.seal()
    draft.publish()
    return engine.open()


def found(snapshot: Snapshot, tree: Node, **how: object) -> list[str]:
    """The ids of the hits, in order."""
    return [hit.passage for hit in snapshot.search(Lookup(tree, **how)).hits]  # type: ignore[arg-type]
