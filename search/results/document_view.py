"""A document to read, with the marks of a query: what search finds in it is what is marked in it."""

from __future__ import annotations

from search.model import Document
from search.port.deadline import passed
from search.query.lower import lower
from search.query.parse import parse
from search.query.show import show
from search.query.tree import Empty
from search.request import Mark, Match, Note, Reading, SearchRequest, Twin
from search.results.highlight import Found, find, label_marks
from search.results.highlight_query import wanted
from search.results.searcher import Served
from search.results.versions.versions import twin_outlines


def read(
    served: Served, document: Document, text: str, match: Match, longest: int, deadline: float | None = None
) -> Reading:
    """The document with the marks of the passages that the query finds, of its title and of the labels before them.
    From `deadline` (a `time.monotonic()` value) on the rest stays unmarked, and a note says from where."""
    versions = twin_outlines([document], served).get(document.id, ())
    others = tuple(Twin(each.lang, each.id, "") for each in versions)  # no turn is asked for: none is matched
    request = SearchRequest(text=text, match=match)
    parsed = parse(request.text, longest)
    if isinstance(parsed.tree, Empty):
        return Reading(document, twins=others, notes=parsed.notes)
    how = served.how(request)
    sought = wanted(parsed.tree, lower(parsed.tree, how), how)
    marks: list[Mark] = []
    notes = parsed.notes
    for number, passage in enumerate(document.passages):
        if passed(deadline):
            notes += (_cut(number, len(document.passages)),)
            break
        found = find(document, passage, sought)
        if found is not None:
            marks.extend((*found.body, *found.pair, *_title_marks(document, found)))
            marks.extend(label_marks(document, passage, found, sought))
    return Reading(document, _disjoint(marks), others, show(parsed.tree), notes)


def _cut(read: int, passages: int) -> Note:
    message = f"The document is long: only its first {read} of {passages} passages were marked."
    return Note("marks_cut", message, {"read": str(read), "passages": str(passages)})


def _title_marks(document: Document, found: Found) -> tuple[Mark, ...]:
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
