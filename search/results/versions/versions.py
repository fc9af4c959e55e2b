"""The same document in other languages: same number, another language; and the turn there that answers to one here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from sys import intern
from typing import NamedTuple

from search.model import Document, Outline
from search.outline import outline_of
from search.request import Twin
from search.results.bounded_cache import BoundedCache
from search.results.searcher import Searcher
from search.results.versions.alignment import counterparts

MOST_BEARERS = 100  # documents of one number; more are no versions of one another
MOST_DOCUMENTS = 20_000  # whose versions are remembered: some 300 bytes each


class Version(NamedTuple):
    """A version of a document in another language: `turns` are, for each turn of the document, the turn there that
    answers to it, empty where none does."""

    lang: str
    document: str
    turns: tuple[str, ...]


def twin_outlines(documents: Iterable[Document], searcher: Searcher) -> Mapping[str, tuple[Outline, ...]]:
    """Document id -> its versions in other languages, by language then id. Documents without a number have none."""
    wanted = [document for document in documents if document.number]
    bearers = _bearers(wanted, searcher)
    return {document.id: _others(document, bearers[document.number]) for document in wanted}


def versions(documents: Iterable[Document], searcher: Searcher) -> Mapping[str, tuple[Version, ...]]:
    """Document id -> its versions in other languages, by language then id; found once a generation for as many
    documents as are remembered."""
    cache = searcher.memo(_versions_found)
    found: dict[str, tuple[Version, ...]] = {}
    fresh: list[Document] = []
    for document in documents:
        remembered = cache.get(document.id)
        if remembered is None:
            fresh.append(document)
        else:
            found[document.id] = remembered
    bearers = _bearers([document for document in fresh if document.number], searcher)
    for document in fresh:
        alike = bearers.get(document.number, ())
        others = _others(document, alike)
        own = next((each for each in alike if each.id == document.id), None) if others else None
        found[document.id] = cache[document.id] = tuple(
            Version(other.lang, other.id, tuple(map(intern, counterparts(own or outline_of(document), other))))
            for other in others
        )
    return found


def _versions_found(_: Searcher) -> BoundedCache[str, tuple[Version, ...]]:
    """A kind of `Searcher.memo`: document id -> its versions."""
    return BoundedCache(MOST_DOCUMENTS)


def _bearers(documents: Sequence[Document], searcher: Searcher) -> Mapping[str, Sequence[Outline]]:
    """The documents with the number of each; all numbers at one go: a page's documents have as many."""
    numbers = dict.fromkeys(document.number for document in documents)
    return searcher.snapshot.outlines_by_number(numbers, MOST_BEARERS) if numbers else {}


def _others(document: Document, bearers: Iterable[Outline]) -> tuple[Outline, ...]:
    """Its versions among the documents with its number."""
    found = (other for other in bearers if _are_twins(document, other))
    return tuple(sorted(found, key=lambda other: (other.lang, other.id)))


def twins(document: Document, turn: str, found: Iterable[Version]) -> tuple[Twin, ...]:
    """The versions of a document, with the counterpart of one of its turns."""
    number = next((number for number, each in enumerate(document.turns) if each.id == turn), None)
    return tuple(Twin(each.lang, each.document, "" if number is None else each.turns[number]) for each in found)


def _are_twins(document: Document, other: Outline) -> bool:
    """Of two documents with one number whether they are versions: where both are dated, the same date; another
    language."""
    dated = bool(document.date and other.date)
    return document.lang != other.lang and (not dated or document.date == other.date)
