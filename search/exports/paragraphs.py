"""The paragraphs of a turn with ids, languages and remarks, as marked-up formats need them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.exports.xml import Element, element, xml_text
from search.model import Document, Passage, Span, Turn


@dataclass(frozen=True, slots=True)
class ParagraphMarkup:
    """`id` is unique in the document (`t1.2`); `pieces` are (text, whether it is a remark such as `(risos)`)."""

    id: str
    lang: str
    pieces: tuple[tuple[str, bool], ...]

    def filled(self, node: Element, remark: str, attributes: dict[str, str]) -> Element:
        """`node` with the paragraph as its content, remarks in elements called `remark`."""
        last: Element | None = None
        for text, is_remark in self.pieces:
            if is_remark:
                last = element(remark, text, attributes=attributes)
                node.append(last)
            elif last is None:
                node.text = xml_text(text)
            else:
                last.tail = xml_text(text)
        return node


def paragraphs_of(document: Document, turn: Turn) -> tuple[ParagraphMarkup, ...]:
    """The paragraphs of a turn; each in the language of the passage that it begins in."""
    return tuple(
        ParagraphMarkup(f"{turn.id}.{number}", language_at(document, span), tuple(_pieces(document.text, span, turn)))
        for number, span in enumerate(turn.paragraphs, 1)
    )


def language_at(document: Document, span: Span) -> str:
    """The language of the passage that holds the span's start, else the document's."""
    return next((each.lang for each in document.passages if _holds(each, span.start)), document.lang)


def language_of(document: Document, turn: Turn) -> str:
    """The language of a turn: of its first paragraph."""
    return language_at(document, turn.paragraphs[0]) if turn.paragraphs else document.lang


def _holds(passage: Passage, offset: int) -> bool:
    return any(span.start <= offset < span.end for span in passage.spans)


def _pieces(text: str, span: Span, turn: Turn) -> Iterator[tuple[str, bool]]:
    """The span's text, remarks apart; a remark that reaches over the paragraph is cut at its ends."""
    at = span.start
    for remark in sorted(turn.remarks):
        start, end = max(remark.start, at), min(remark.end, span.end)
        if start >= end:
            continue
        if at < start:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < span.end:
        yield text[at : span.end], False
