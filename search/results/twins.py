"""The same document in other languages: same number, another language; and the turn there that answers to one here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from search.model import Document
from search.port.lookup import Everything, Keep, Lookup
from search.request import Twin
from search.results.aligned import counterpart
from search.results.served import Served
from search.terms import Column

MOST_TWINS = 20  # documents of one number; more are no versions of one another
MOST_NUMBERS = 10_000  # numbers remembered


def twin_documents(documents: Iterable[Document], served: Served) -> Mapping[str, tuple[Document, ...]]:
    """Document id -> its versions in other languages, by language then id. Documents without a number have none."""
    wanted = [document for document in documents if document.number]
    ids = _bearers({document.number for document in wanted}, served)
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


def _bearers(numbers: Collection[str], served: Served) -> Mapping[str, tuple[str, ...]]:
    """The ids of the documents with each number; looked up once a generation, at most MOST_TWINS of a number."""
    known = served.bearers
    if len(known) > MOST_NUMBERS:
        known.clear()
    ids: dict[str, tuple[str, ...]] = {}
    for number in numbers:
        # Another thread may clear what is known at any time.
        found = known.get(number)
        if found is None:
            lookup = Lookup(Everything(), (Keep(Column.NUMBER, (number,)),), limit=MOST_TWINS, collapse=Column.DOCUMENT)
            found = tuple(dict.fromkeys(hit.document for hit in served.snapshot.search(lookup).hits))
            known[number] = found
        ids[number] = found
    return ids


def twins(document: Document, turn: str, others: Iterable[Document]) -> tuple[Twin, ...]:
    """The versions of a document, with the counterpart of one of its turns."""
    return tuple(Twin(other.lang, other.id, counterpart(document, turn, other) if turn else "") for other in others)


def _twins(document: Document, other: Document) -> bool:
    """Same number and, where both are dated, the same date; another language."""
    dated = bool(document.date and other.date)
    same = document.number == other.number and (not dated or document.date == other.date)
    return same and document.id != other.id and document.lang != other.lang
