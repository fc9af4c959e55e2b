"""Marks when there is no time to analyse a whole passage: those around the first place that looks like the query."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.analysis.fold import fold, strip_accents
from search.model import Document, Passage, Span
from search.port.leaf import Leaf, leaves
from search.port.lookup import Apart, Near, Phrase
from search.results.boundaries import can_cut
from search.results.highlight import Highlights, merge_spans, spots_on
from search.results.highlight_query import HighlightQuery
from search.results.snippet import WIDTH
from search.terms import Part

_MOST_TRIES = 4  # stretches analysed of one passage; each takes about a tenth of a long passage's time
_LONGEST_WORD = 40  # characters; what has no blank for longer is cut anywhere
_WORD = re.compile(r"[^\W_]+")


def highlight_window(document: Document, passage: Passage, wanted: HighlightQuery) -> Highlights:
    """The marks of one stretch of a passage that is known to match, and of its title: what stands further off and in
    the passages beside it has none."""
    title = document.title_shown
    named = spots_on(title, Span(0, len(title)), Part.TITLE, document.lang, wanted)
    for number, stretch in enumerate(_stretches(document, passage, wanted)):
        spots = spots_on(document.text, stretch, Part.BODY, passage.lang, wanted)
        if spots or number + 1 == _MOST_TRIES:
            return Highlights((*spots, *named), merge_spans(spots), (), merge_spans(named))
    return Highlights(tuple(named), (), (), merge_spans(named))


def _stretches(document: Document, passage: Passage, wanted: HighlightQuery) -> Iterator[Span]:
    """Where the query seems to stand: around the first place of each of its words, the longest word first."""
    texts = [(span, fold(span.of(document.text))) for span in passage.spans]
    for needle in sorted(_needles(wanted), key=lambda each: (-len(each), each)):
        for span, folded in texts:
            at = _first(needle, folded.text)
            if at >= 0:
                yield _around(document.text, span, span.start + folded.span(at, at + 1)[0])
                break


def _needles(wanted: HighlightQuery) -> frozenset[str]:
    """What the query looks for in bodies, folded: its pieces, and the terms of its leaves; of a stem the letters."""
    terms = {text.rpartition("/")[2] for leaf in leaves(wanted.node) for text in _texts(leaf)}
    return (wanted.pieces | terms) - {""}


def _texts(leaf: Leaf) -> tuple[str, ...]:
    match leaf:
        case Phrase():
            return leaf.terms[:1]
        case Near():
            return tuple(group[0] for group in leaf.groups)
        case Apart():
            return _texts(leaf.wanted)
    return (leaf.text,)


def _first(needle: str, folded: str) -> int:
    """Where a folded text stands first, as characters or as the beginning of a word without its accents; -1."""
    if not needle.isascii() or not needle.isalnum():
        return folded.find(needle)
    words = (word.start() for word in _WORD.finditer(folded) if strip_accents(word[0]).startswith(needle))
    return next(words, folded.find(needle))


def _around(text: str, span: Span, at: int) -> Span:
    """A stretch of `span` about as long as a window, around `at`, its ends moved outward to where a cut halves no
    word."""
    start, end = max(span.start, at - WIDTH), min(span.end, at + 2 * WIDTH)
    while start > max(span.start, at - WIDTH - _LONGEST_WORD) and not can_cut(text, start):
        start -= 1
    while end < min(span.end, at + 2 * WIDTH + _LONGEST_WORD) and not can_cut(text, end):
        end += 1
    return Span(start, end)
