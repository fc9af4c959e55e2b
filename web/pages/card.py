"""A contact card as it is drawn: every word of it, labels beside their values, marks kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.model import Card, CardLine, Document, Passage, Span
from search.request import Mark

_COLONS = (":", "：")


@dataclass(frozen=True, slots=True)
class CardPart:
    """A line of a card: a label and a value, a further value of the label above, or a free line. Spans on the
    document's text."""

    label: Span | None
    value: Span
    further: bool = False


def card_parts(document: Document, passage: Passage, card: Card | None) -> tuple[CardPart, ...]:
    """The lines of a card in their order; a label that stands alone on its line joins the value below it."""
    values = sorted(card.lines, key=lambda line: line.span) if card else []
    parts: list[CardPart] = []
    for line in _lines(document, passage):
        inside = [value for value in values if line.start <= value.span.start < line.end]
        parts += _of_line(document.text, line, inside, parts)
    return tuple(parts)


def marks_on_document(passage: Passage, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks on a passage's text (its spans joined by a newline) as marks on the document's text."""
    found: list[Mark] = []
    ordered = sorted(marks)
    at = 0
    for span in passage.spans:
        end = at + span.end - span.start
        for mark in ordered:
            start, stop = max(mark.start, at), min(mark.end, end)
            if start < stop:
                found.append(Mark(start - at + span.start, stop - at + span.start, mark.kind))
        at = end + 1
    return tuple(found)


def _lines(document: Document, passage: Passage) -> Iterator[Span]:
    """The non-empty lines of a passage, without the blanks around them."""
    for span in passage.spans:
        at = span.start
        for line in span.of(document.text).split("\n"):
            bare = _bare(document.text, Span(at, at + len(line)))
            if bare.start < bare.end:
                yield bare
            at += len(line) + 1


def _of_line(text: str, line: Span, values: list[CardLine], before: list[CardPart]) -> list[CardPart]:
    """The parts of one line; takes a label from the last part before when that is one."""
    if not values:
        return [CardPart(None, line)]
    label = _bare(text, Span(line.start, values[0].span.start))
    if label.start == label.end:
        label = _label_above(text, before)
    value = Span(values[0].span.start, line.end)
    if label.start < label.end:
        return [CardPart(label, value)]
    return [CardPart(None, value, further=bool(before) and (before[-1].further or before[-1].label is not None))]


def _label_above(text: str, before: list[CardPart]) -> Span:
    """The free line just above as a label, taken out of `before`. The first line of a card is its heading, unless it
    ends with a colon."""
    last = before[-1] if before else None
    if last is None or last.label is not None or last.further:
        return Span(0, 0)
    if len(before) == 1 and not last.value.of(text).endswith(_COLONS):
        return Span(0, 0)
    before.pop()
    return last.value


def _bare(text: str, span: Span) -> Span:
    piece = span.of(text)
    return Span(span.start + len(piece) - len(piece.lstrip()), span.end - (len(piece) - len(piece.rstrip())))
