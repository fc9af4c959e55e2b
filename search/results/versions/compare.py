"""A document beside its version in another language, with the marks of a query on both."""

from __future__ import annotations

from dataclasses import dataclass

from search.model import Document
from search.query.question import Question
from search.request import DocumentView
from search.results.document_view import document_view
from search.results.searcher import Searcher
from search.results.versions.alignment import AlignmentRow, rows_of
from search.results.versions.versions import twin_outlines


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a document. `right` is None, and there are no rows, when the archive has none in that language;
    the versions that it has are `left.twins`."""

    left: DocumentView
    right: DocumentView | None
    rows: tuple[AlignmentRow, ...] = ()

    @property
    def cut_short(self) -> bool:
        """Whether the deadline came before both were marked."""
        return self.left.cut_short or bool(self.right and self.right.cut_short)


def compare(searcher: Searcher, document: Document, lang: str, question: Question) -> Comparison:
    """The document beside its version in `lang`, a language tag or the beginning of one (`pt` finds pt-BR too)."""
    left = document_view(searcher, document, question)
    others = twin_outlines([document], searcher).get(document.id, ())
    exact = next((other for other in others if other.lang == lang), None)
    chosen = exact or next((other for other in others if other.lang.startswith(f"{lang}-")), None)
    other = searcher.snapshot.documents([chosen.id]).get(chosen.id) if chosen else None
    if other is None:
        return Comparison(left, None)
    return Comparison(left, document_view(searcher, other, question), rows_of(document, other))
