"""The same document in other languages: same number, another language; and the turn there that answers to one here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from sys import intern

from search.model import Document
from search.port.lookup import Keep, Lookup
from search.request import Twin
from search.results.aligned import counterparts
from search.results.served import Served, Version
from search.terms import Column

MOST_TWINS = 20  # documents of one number; more are no versions of one another


def twin_documents(documents: Iterable[Document], served: Served) -> Mapping[str, tuple[Document, ...]]:
    """Document id -> its versions in other languages, by language then id. Documents without a number have none."""
    wanted = [document for document in documents if document.number]
    ids = _bearers(list(dict.fromkeys(document.number for document in wanted)), served)
    found = served.snapshot.documents(dict.fromkeys(each for known in ids.values() for each in known))
    return {
        document.id: tuple(
            sorted(
                (found[each] for each in ids[document.number] if _twins(document, found[each])),
                key=lambda each: (each.lang, each.id),
            )
        )
        for document in wanted
    }


def _bearers(numbers: Sequence[str], served: Served) -> Mapping[str, tuple[str, ...]]:
    """The ids of the documents with each number, at most MOST_TWINS of a number. All numbers at one go: a page's
    documents have as many. One by one when some number has so many documents that the others' might be missing."""
    if not numbers:
        return {}
    limit = MOST_TWINS * len(numbers)
    lookup = Lookup(Keep(Column.NUMBER, tuple(numbers)), limit=limit, collapse=Column.DOCUMENT)
    page = served.snapshot.search(lookup)
    if len(numbers) > 1 and page.groups > limit:
        return {number: found for one in numbers for number, found in _bearers([one], served).items()}
    found: dict[str, list[str]] = {number: [] for number in numbers}
    if len(numbers) == 1:
        found[numbers[0]] = [hit.document for hit in page.hits]
    else:
        for document in served.snapshot.documents(dict.fromkeys(hit.document for hit in page.hits)).values():
            found[document.number].append(document.id)
    return {number: tuple(dict.fromkeys(ids))[:MOST_TWINS] for number, ids in found.items()}


def versions(documents: Iterable[Document], served: Served) -> Mapping[str, tuple[Version, ...]]:
    """Document id -> its versions in other languages, by language then id; found once a generation for as many
    documents as are remembered."""
    found: dict[str, tuple[Version, ...]] = {}
    fresh: list[Document] = []
    for document in documents:
        remembered = served.versions.get(document.id)
        if remembered is None:
            fresh.append(document)
        else:
            found[document.id] = remembered
    others = twin_documents(fresh, served)
    for document in fresh:
        found[document.id] = served.versions[document.id] = tuple(
            Version(other.lang, other.id, tuple(map(intern, counterparts(document, other))))
            for other in others.get(document.id, ())
        )
    return found


def twins(document: Document, turn: str, found: Iterable[Version]) -> tuple[Twin, ...]:
    """The versions of a document, with the counterpart of one of its turns."""
    number = next((number for number, each in enumerate(document.turns) if each.id == turn), None)
    return tuple(Twin(each.lang, each.document, "" if number is None else each.turns[number]) for each in found)


def _twins(document: Document, other: Document) -> bool:
    """Same number and, where both are dated, the same date; another language."""
    dated = bool(document.date and other.date)
    same = document.number == other.number and (not dated or document.date == other.date)
    return same and document.id != other.id and document.lang != other.lang
