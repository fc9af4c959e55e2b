"""Contact cards as they are drawn."""

from __future__ import annotations

from search.model import Card, CardLine, Document, Kind, Passage, Source, Span
from search.request import Mark, MarkKind
from web.pages.card import card_parts, marks_on_document

TEXT = "灯塔署值班室\n电话：+000 5550 0141\n+000 5550 0142\n传真\n+000 5550 0149\n(夜间勿打)"


def line(kind: str, text: str) -> CardLine:
    return CardLine(kind, Span(TEXT.index(text), TEXT.index(text) + len(text)))


def parts(*lines: CardLine) -> list[tuple[str, str, bool]]:
    passage = Passage("c1", Kind.CONTACT, (Span(0, len(TEXT)),), "zh-Hans")
    page = Document("d", "d", Source("d"), TEXT, Span(0, 0), passages=(passage,))
    drawn = card_parts(page, passage, Card("c1", lines=lines))
    return [(part.label.of(TEXT) if part.label else "", part.value.of(TEXT), part.further) for part in drawn]


def test_every_word_stands_once_beside_its_label() -> None:
    phones = [line("phone", "+000 5550 0141"), line("phone", "+000 5550 0142"), line("fax", "+000 5550 0149")]
    assert parts(*phones) == [
        ("", "灯塔署值班室", False),
        ("电话：", "+000 5550 0141", False),
        ("", "+000 5550 0142", True),
        ("传真", "+000 5550 0149", False),
        ("", "(夜间勿打)", False),
    ]


def test_a_card_that_was_not_parsed_keeps_its_lines() -> None:
    assert [value for _, value, _ in parts()] == TEXT.split("\n")


def test_marks_of_a_passage_find_their_place_in_the_document() -> None:
    passage = Passage("c1", Kind.CONTACT, (Span(10, 13), Span(20, 24)), "zh-Hans")
    marks = (Mark(1, 2, MarkKind.LITERAL), Mark(2, 6, MarkKind.NAME))
    assert marks_on_document(passage, marks) == (
        Mark(11, 12, MarkKind.LITERAL),
        Mark(12, 13, MarkKind.NAME),
        Mark(20, 22, MarkKind.NAME),
    )
