"""Every place where a query stands in the passages that it finds, collected under a deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from search.analysis.fold import fold, strip_accents
from search.model import Document, Passage
from search.port.deadline import passed
from search.port.entry import split_entry_id
from search.port.lookup import Keep, Lookup, Sort
from search.query.question import Question
from search.query.show import show
from search.request import Mark
from search.results.expansions import expansions
from search.results.highlight import Highlights, highlight, in_passage
from search.results.highlight_query import HighlightQuery, highlight_query
from search.results.occurrence_cache import Occurrence, OccurrenceCache, Occurrences
from search.results.searcher import Searcher
from search.results.text_volume import TEXT_KINDS
from search.scripts import HAN
from search.terms import Column, Part

MOST_PASSAGES = 50_000  # read for one query, newest first
_BATCH = 20  # hits whose documents are read at a time
_LISTED = 500  # hits listed at a time: as many as are read before a reader's time is up
_CONTEXT_CHARS = 80  # of the text on one side, enough for CONTEXT_WORDS of them
CONTEXT_WORDS = 12  # compared when lines are sorted
_WORD = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")


def occurrences_of(searcher: Searcher, question: Question, most: int) -> Occurrences:
    """The places of a question, its order and paging aside: at least `most` of them, when there are so many and its
    deadline leaves the time. Another call goes on where this one stops."""
    running_text = Keep(Column.KIND, tuple(kind.value for kind in TEXT_KINDS))
    lookup = Lookup(question.node, (*question.filters, running_text), Sort.NEWEST, limit=_LISTED)

    def begin() -> Occurrences:
        page = searcher.snapshot.search(replace(lookup, deadline=question.deadline))
        cut = bool(page.partial)
        found = len(page.hits) if cut else min(page.total, MOST_PASSAGES)
        names = expansions(question, searcher)
        parsed = question.parsed
        return Occurrences(list(page.hits), found, page.total > found, show(parsed.tree), parsed.notes, names, cut)

    key = replace(question.request, sort=Sort.NEWEST, group="", page=1, size=1)
    occurrences = searcher.memo(occurrence_cache).of(key, begin)
    with occurrences.lock:
        _advance(occurrences, searcher, lookup, highlight_query(question), most, question.deadline)
    return occurrences


def occurrence_cache(_: Searcher) -> OccurrenceCache:
    """A kind of `Searcher.memo`."""
    return OccurrenceCache()


def _advance(
    found: Occurrences,
    searcher: Searcher,
    lookup: Lookup,
    sought: HighlightQuery,
    most: int,
    deadline: float | None,
) -> None:
    """Read on from where `found` stands; one batch at least, so that every call gets further."""
    while found.at < found.found and len(found.places) < most:
        if not found.hits:
            limit = min(_LISTED, found.found - found.at)
            found.hits = list(searcher.snapshot.search(replace(lookup, offset=found.at, limit=limit)).hits)
        batch = found.hits[:_BATCH]
        documents = searcher.snapshot.documents(dict.fromkeys(hit.document for hit in batch))
        for hit in batch:
            document = documents[hit.document]
            passage = document.passage(split_entry_id(hit.passage)[1])
            marks = _marks_of_body(document, passage, sought) if passage else None
            if passage and marks:
                found.places.extend(_occurrences(document, passage, marks.body))
        found.at += len(batch)
        del found.hits[:_BATCH]
        found.reached = documents[batch[-1].document].date
        if passed(deadline):
            return


def _marks_of_body(document: Document, passage: Passage, sought: HighlightQuery) -> Highlights | None:
    """The marks of a hit; None when its body, which the marks wanted here lie in, has none. Most hits match by their
    body alone; title, speaker and the turns beside it are analysed only for the others."""
    if Part.BODY in sought.parts:
        if not sought.tokens.fields(document, passage, Part.BODY):
            return None
        alone = replace(sought, parts=frozenset({Part.BODY}), body_alone=())
        if found := highlight(document, passage, alone):
            return found
    return highlight(document, passage, sought)


def _occurrences(document: Document, passage: Passage, marks: Sequence[Mark]) -> Iterator[Occurrence]:
    text = document.passage_text(passage)
    for mark in in_passage(marks, passage):
        yield Occurrence(
            document=document.id,
            passage=passage.id,
            at=passage.spans[0].start,
            start=mark.start,
            end=mark.end,
            kind=mark.kind,
            date=document.date,
            lang=passage.lang,
            speaker=passage.speaker,
            before=sort_key(text[max(0, mark.start - _CONTEXT_CHARS) : mark.start], backwards=True),
            after=sort_key(text[mark.end : mark.end + _CONTEXT_CHARS]),
        )


def sort_key(text: str, *, backwards: bool = False) -> str:
    """The words of a context as they are compared: folded, without accents, nearest to the key first, a Han character
    each by itself, a word of an alphabetic script whole; signs do not count. A tab, which sorts before all else,
    stands between them."""
    words = [strip_accents(word) for word in _WORD.findall(fold(text).text)]
    return "\t".join((words[::-1] if backwards else words)[:CONTEXT_WORDS])
