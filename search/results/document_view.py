"""A document to read, with the marks of a query: what search finds in it is what is marked in it."""

from __future__ import annotations

from search.model import Document
from search.port.deadline import passed
from search.query.question import Question
from search.query.show import show
from search.query.tree import Empty
from search.request import DocumentView, Mark, Note, Twin
from search.results.highlight import Highlights, highlight, label_marks
from search.results.highlight_query import highlight_query
from search.results.searcher import Searcher
from search.results.versions.versions import twin_outlines


def document_view(searcher: Searcher, document: Document, question: Question) -> DocumentView:
    """The document with the marks of the passages that the question finds, of its title and of the labels before them.
    From the deadline on the rest stays unmarked, and a note says from where."""
    versions = twin_outlines([document], searcher).get(document.id, ())
    others = tuple(Twin(each.lang, each.id, "") for each in versions)  # no turn is asked for: none is matched
    if isinstance(question.tree, Empty):
        return DocumentView(document, twins=others, notes=question.parsed.notes)
    sought = highlight_query(question)
    marks: list[Mark] = []
    notes, cut_short = question.parsed.notes, False
    for number, passage in enumerate(document.passages):
        if passed(question.deadline):
            notes, cut_short = (*notes, _cut(number, len(document.passages))), True
            break
        found = highlight(document, passage, sought)
        if found is not None:
            marks.extend((*found.body, *found.pair, *_title_marks(document, found)))
            marks.extend(label_marks(document, passage, found, sought))
    return DocumentView(document, _disjoint(marks), others, show(question.tree), notes, cut_short)


def _cut(read: int, passages: int) -> Note:
    message = f"The document is long: only its first {read} of {passages} passages were marked."
    return Note("marks_cut", message, {"read": str(read), "passages": str(passages)})


def _title_marks(document: Document, found: Highlights) -> tuple[Mark, ...]:
    """The marks of the title as offsets of the document's text; none where the title does not stand in it."""
    written = document.title.of(document.text)
    if document.title_text or not written.strip():
        return ()
    start = document.title.start + len(written) - len(written.lstrip())
    return tuple(Mark(start + mark.start, start + mark.end, mark.kind) for mark in found.title)


def _disjoint(marks: list[Mark]) -> tuple[Mark, ...]:
    """Marks of several passages, sorted; a question is marked by itself and by its answer, so the longer stays."""
    kept: list[Mark] = []
    for mark in sorted(set(marks), key=lambda each: (each.start, -each.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(kept)
