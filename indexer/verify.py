"""Checks a sealed generation before it is published: what was put in must be found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from search.errors import REBUILD, DamagedIndex
from search.model import Document
from search.port.engine import Snapshot
from search.port.entry import Entry
from search.port.lookup import AllOf, Everything, Keep, Lookup, Term
from search.terms import Column, Field, Part

CANARIES = 3  # passages of each language that are looked up again
_MEND = f"nothing was published and the old index is still served; {REBUILD}"


@dataclass(frozen=True, slots=True)
class Canary:
    """A passage that one of its own terms must find, and the document that must come back unchanged."""

    entry: str
    document: Document
    field: Field
    term: str


class Canaries:
    """The first few passages of each language, collected while documents are put."""

    def __init__(self) -> None:
        self._by_language: dict[str, list[Canary]] = {}

    def offer(self, document: Document, entries: tuple[Entry, ...]) -> None:
        """Take passages of the document in languages of which there are not enough yet."""
        for entry in entries:
            language = next(iter(entry.columns.get(Column.LANG, ())), "und")
            taken = self._by_language.setdefault(language, [])
            found = _longest_term(entry) if len(taken) < CANARIES else None
            if found:
                taken.append(Canary(entry.id, document, *found))

    @property
    def all(self) -> tuple[Canary, ...]:
        """Those taken so far."""
        return tuple(canary for taken in self._by_language.values() for canary in taken)

    @property
    def languages(self) -> Mapping[str, int]:
        """How many were taken of each language."""
        return {language: len(taken) for language, taken in self._by_language.items()}


def verify(snapshot: Snapshot, documents: int, canaries: Canaries) -> None:
    """Raises DamagedIndex when the generation does not hold `documents`, when passages are missing, or when a canary
    is not found by its own term or its document comes back altered."""
    counts = snapshot.generation.counts
    if counts.get("documents") != documents:
        raise DamagedIndex(f"{counts.get('documents')} documents were written where {documents} were meant", _MEND)
    total = snapshot.search(Lookup(Everything(), limit=1)).total
    if total != counts.get("passages"):
        raise DamagedIndex(f"{total} of {counts.get('passages')} passages are found", _MEND)
    for canary in canaries.all:
        _check(snapshot, canary)


def _check(snapshot: Snapshot, canary: Canary) -> None:
    tree = AllOf((Term(canary.field, canary.term), Keep(Column.DOCUMENT, (canary.document.id,))))
    hits = snapshot.scan(Lookup(tree))
    if not any(hit.passage == canary.entry for hit in hits):
        raise DamagedIndex(f"{canary.entry} is not found by its own word {canary.term!r}", _MEND)
    stored = snapshot.documents([canary.document.id]).get(canary.document.id)
    if stored != canary.document:
        raise DamagedIndex(f"the document {canary.document.id} does not come back as it was written", _MEND)


def _longest_term(entry: Entry) -> tuple[Field, str] | None:
    """The longest term of the body: long words are rare."""
    found = [
        (field, term) for field, terms in entry.terms.items() if field.part is Part.BODY for term, _ in terms[:200]
    ]
    return max(found, key=lambda pair: len(pair[1]), default=None)
