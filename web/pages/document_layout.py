"""A document as it is laid out for reading: exchanges in the order of the page, questions left, all else right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from search.model import Card, Chrome, Document, Kind, Passage, Role, Span, Speaker, Turn


@dataclass(frozen=True, slots=True)
class ParagraphLayout:
    """A paragraph: its place on the document's text and, when links may name it, its anchor."""

    span: Span
    anchor: str


@dataclass(frozen=True, slots=True)
class TurnLayout:
    """A turn to read. `speaker` is None when nobody is known."""

    turn: Turn
    speaker: Speaker | None
    lang: str
    paragraphs: tuple[ParagraphLayout, ...]


@dataclass(frozen=True, slots=True)
class CardLayout:
    """A contact card or a caption."""

    passage: Passage
    card: Card | None


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """One row: questions on the left of the seam; answers, statements, cards on its right."""

    left: tuple[TurnLayout, ...]
    right: tuple[TurnLayout | CardLayout, ...]


def exchanges(document: Document) -> tuple[ExchangeRow, ...]:
    """The rows of a document. Every turn, card and caption stands in exactly one.

    A question opens a row, a question right after it joins it; answers follow on the right. Statements, moderators
    and cards have a row each.
    """
    rows: list[ExchangeRow] = []
    for item in _items(document):
        role = item.turn.role if isinstance(item, TurnLayout) else None
        last = rows[-1] if rows else None
        if isinstance(item, TurnLayout) and role is Role.QUESTION:
            if last and last.left and not last.right:
                rows[-1] = ExchangeRow((*last.left, item), ())
            else:
                rows.append(ExchangeRow((item,), ()))
        elif role is Role.ANSWER and last and (last.left or _answers(last)):
            rows[-1] = ExchangeRow(last.left, (*last.right, item))
        else:
            rows.append(ExchangeRow((), (item,)))
    return tuple(rows)


def unindexed(document: Document) -> tuple[tuple[str, Chrome], ...]:
    """The page's lines that are not indexed, with their text, in the page's order."""
    listed = sorted(document.chrome, key=lambda chrome: chrome.span)
    return tuple((text, chrome) for chrome in listed if (text := chrome.span.of(document.text).strip()))


def _answers(row: ExchangeRow) -> bool:
    return all(isinstance(item, TurnLayout) and item.turn.role is Role.ANSWER for item in row.right)


def _items(document: Document) -> list[TurnLayout | CardLayout]:
    """Turns, cards and captions in the page's order."""
    passages = _by_start(document)
    cards = {card.passage: card for card in document.cards}
    placed: list[tuple[int, TurnLayout | CardLayout]] = [
        (turn.paragraphs[0].start, _said(document, turn, passages)) for turn in document.turns if turn.paragraphs
    ]
    placed += [
        (passage.spans[0].start, CardLayout(passage, cards.get(passage.id)))
        for passage in document.passages
        if passage.kind in (Kind.CONTACT, Kind.CAPTION) and passage.spans
    ]
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def _by_start(document: Document) -> Mapping[int, Passage]:
    return {span.start: passage for passage in document.passages for span in passage.spans}


def _said(document: Document, turn: Turn, passages: Mapping[int, Passage]) -> TurnLayout:
    own = [passages[span.start] for span in turn.paragraphs if span.start in passages]
    paragraphs = tuple(_paragraph(turn, span, passages.get(span.start)) for span in turn.paragraphs)
    lang = own[0].lang if own else document.lang
    speaker = document.speaker(turn.speaker) if turn.speaker else None
    return TurnLayout(turn, speaker, lang, paragraphs)


def _paragraph(turn: Turn, span: Span, passage: Passage | None) -> ParagraphLayout:
    """Statement paragraphs can be linked to; those of a question or answer share the anchor of their turn."""
    named = passage is not None and passage.id.startswith(f"{turn.id}.")
    return ParagraphLayout(span, passage.id.partition("~")[0] if passage and named else "")
