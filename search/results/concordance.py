"""Concordance: every place of a query as a line, its context on either side, sorted by what stands around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from search.glossary.people import People
from search.links import anchor_of, text_hash
from search.model import Document, Passage, Role, Span, Speaker
from search.query.question import Question
from search.request import Expansion, Mark, Note, SearchRequest
from search.results.boundaries import can_cut, is_combining
from search.results.occurrence_cache import Occurrence
from search.results.occurrences import occurrences_of
from search.results.person_facets import public_speaker
from search.results.searcher import Searcher
from search.scripts import WIDTHS

MOST_LINES = 10_000  # listed and sorted; beyond it the export is the way
# Width of a context in Latin letters, a Han character being two of them: what a desk screen shows beside the key, and
# what a phone can.
WIDE = 40
NARROW = 14
_DANGLING = " \n\t\u3000，。、；：！？”’》」』）,.;:!?)»"  # nothing begins with these


class LineOrder(StrEnum):
    """The order of lines. By left or right context: the words nearest to the key first; ties, and what stands at the
    edge of a passage, newest first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class LineContext:
    """What stands on one side of a key: all that is shown, and the part of it that touches the key. Spans on the
    passage's text, cut between words of alphabetic scripts and between characters of the others."""

    whole: Span
    near: Span


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """One place of the query. `text` is the passage's, on which `key` and the contexts lie."""

    document: Document
    passage: Passage
    text: str
    left: LineContext
    key: Mark
    right: LineContext
    role: Role | None
    speaker: Speaker | None
    anchor: str
    text_hash: str


@dataclass(frozen=True, slots=True)
class Concordance:
    """A page of lines. `total` counts the lines that were collected and sorted, from the newest `read` of `found`
    passages; `whole` says that these are all there are, `full` that there are more, which are not listed."""

    request: SearchRequest
    order: LineOrder
    lines: tuple[ConcordanceLine, ...]
    total: int
    read: int
    found: int
    whole: bool
    full: bool
    parsed: str = ""
    notes: tuple[Note, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    generation: str = ""
    took_ms: float = 0.0

    @property
    def cut_short(self) -> bool:
        """Whether the deadline came before all passages were read: asked again, there is more."""
        return not self.whole and not self.full


def concordance(searcher: Searcher, question: Question, order: LineOrder) -> Concordance:
    """The lines of the request's page; asked again, more is read."""
    request = question.request
    occurrences = occurrences_of(searcher, question, MOST_LINES)
    places = occurrences.places[:MOST_LINES]
    first = (request.page - 1) * request.size
    shown = ordered(places, order)[first : first + request.size]
    documents = searcher.snapshot.documents(dict.fromkeys(place.document for place in shown))
    return Concordance(
        request=request,
        order=order,
        lines=tuple(_line(documents, place, searcher.people) for place in shown),
        total=len(places),
        read=occurrences.at,
        found=occurrences.found,
        whole=occurrences.whole and len(places) == len(occurrences.places),
        full=occurrences.full(MOST_LINES),
        parsed=occurrences.parsed,
        notes=occurrences.notes,
        expansions=occurrences.expansions,
        generation=searcher.snapshot.generation.name,
        took_ms=question.took_ms,
    )


def ordered(places: Sequence[Occurrence], order: LineOrder) -> list[Occurrence]:
    """The places in an order; undated ones come last among their equals."""
    found = sorted(places, key=lambda place: (place.document, place.at, place.start))
    found.sort(key=lambda place: place.date, reverse=order is not LineOrder.OLDEST)
    found.sort(key=lambda place: not place.date)
    if order is LineOrder.LEFT:
        found.sort(key=lambda place: place.before)
    elif order is LineOrder.RIGHT:
        found.sort(key=lambda place: place.after)
    return found


def _line(documents: Mapping[str, Document], place: Occurrence, people: People) -> ConcordanceLine:
    document = documents[place.document]
    passage = document.passage(place.passage)
    assert passage is not None  # the place was found in it
    text = document.passage_text(passage)
    turn = document.turn(passage.turn) if passage.turn else None
    return ConcordanceLine(
        document=document,
        passage=passage,
        text=text,
        left=left_of(text, place.start),
        key=Mark(place.start, place.end, place.kind),
        right=right_of(text, place.end),
        role=turn.role if turn else None,
        speaker=public_speaker(document.speaker(passage.speaker), people) if passage.speaker else None,
        anchor=anchor_of(passage),
        text_hash=text_hash(document, passage),
    )


def left_of(text: str, at: int) -> LineContext:
    """The context that ends at `at`."""
    near = _furthest_cut(text, at, NARROW, -1)
    first = min(near, _furthest_cut(text, at, WIDE, -1))
    while first < near and text[first] in _DANGLING:
        first += 1
    return LineContext(Span(first, at), Span(near, at))


def right_of(text: str, at: int) -> LineContext:
    """The context that begins at `at`."""
    near = _furthest_cut(text, at, NARROW, 1)
    return LineContext(Span(at, max(near, _furthest_cut(text, at, WIDE, 1))), Span(at, near))


def _furthest_cut(text: str, at: int, width: int, step: int) -> int:
    """The furthest place before `at` (step -1) or behind it (1) within a width where the text may be cut; where the
    nearest word begins or ends, when that alone is wider."""
    best, used = at, 0
    for place in range(at + step, -1 if step < 0 else len(text) + 1, step):
        sign = text[min(place, place - step)]
        used += 0 if is_combining(sign) else WIDTHS[sign]
        if used > width and text[min(best, at) : max(best, at)].strip():
            break
        if can_cut(text, place):
            best = place
            if used > width:
                break
    return best
