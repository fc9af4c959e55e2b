"""The same document in other languages: same number, another language; and the turn there that answers to one here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from search.model import Document, Turn
from search.port.engine import Snapshot
from search.port.lookup import Everything, Keep, Lookup
from search.request import Twin
from search.terms import Column

MOST_TWINS = 200  # documents looked at for one page of hits


def twin_documents(documents: Iterable[Document], snapshot: Snapshot) -> Mapping[str, tuple[Document, ...]]:
    """Document id -> its versions in other languages, by language then id. Documents without a number have none."""
    wanted = [document for document in documents if document.number]
    numbers = tuple(dict.fromkeys(document.number for document in wanted))
    if not numbers:
        return {}
    lookup = Lookup(Everything(), (Keep(Column.NUMBER, numbers),), limit=MOST_TWINS, collapse=Column.DOCUMENT)
    hits = snapshot.search(lookup).hits
    found = snapshot.documents(dict.fromkeys(hit.document for hit in hits)).values()
    return {
        document.id: tuple(
            sorted((each for each in found if _twins(document, each)), key=lambda each: (each.lang, each.id))
        )
        for document in wanted
    }


def twins(document: Document, turn: str, others: Iterable[Document]) -> tuple[Twin, ...]:
    """The versions of a document, with the counterpart of one of its turns."""
    return tuple(Twin(other.lang, other.id, counterpart(document, turn, other)) for other in others)


def counterpart(document: Document, turn: str, other: Document) -> str:
    """The id of the turn of `other` with the same role and the same place among the turns of that role; empty when
    there is no such turn, or when the two have unlike numbers of them: then order proves nothing."""
    here = document.turn(turn) if turn else None
    if here is None:
        return ""
    own, theirs = _of_role(document, here), _of_role(other, here)
    if len(own) != len(theirs):
        return ""
    return theirs[[each.id for each in own].index(turn)].id


def _of_role(document: Document, like: Turn) -> list[Turn]:
    return [turn for turn in document.turns if turn.role is like.role]


def _twins(document: Document, other: Document) -> bool:
    """Same number and, where both are dated, the same date; another language."""
    dated = bool(document.date and other.date)
    same = document.number == other.number and (not dated or document.date == other.date)
    return same and document.id != other.id and document.lang != other.lang
