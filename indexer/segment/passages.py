"""Turns and cards -> passages, which are indexed; one that is too long is cut at the ends of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from search.analysis.identify import identify
from search.model import Kind, Passage, Role, Span, SpeakerSource, Turn

UNIT_CHARS = 8_000  # a longer passage is cut
LANGUAGE_CHARS = 400  # of a passage, from which its language is told; more costs more than all the rest
_BREAK = re.compile(r"[。！？!?;；…][”\"’»」』)）\]]*|\.[”\"’»)\]]*(?=\s)|\n")
_KINDS = {Role.QUESTION: Kind.QUESTION, Role.ANSWER: Kind.ANSWER}


def passages_of_turns(turns: Sequence[Turn], text: str, lang: str) -> Iterator[Passage]:
    """The passages of the turns in order: a whole question, answer or moderator turn, a statement's paragraphs."""
    pairs = pairs_of(turns)
    for turn in turns:
        if turn.role is Role.STATEMENT:
            for at, span in enumerate(turn.paragraphs, start=1):
                source = turn.speaker_source
                if at > 1 and source is SpeakerSource.LABEL:
                    source = SpeakerSource.CARRIED
                yield from _units(f"{turn.id}.{at}", (span,), turn, source, (), text, lang)
        elif turn.paragraphs:
            yield from _units(turn.id, turn.paragraphs, turn, turn.speaker_source, pairs.get(turn.id, ()), text, lang)


def pairs_of(turns: Sequence[Turn]) -> Mapping[str, tuple[str, ...]]:
    """Turn id -> the questions of an answer, the answers of a question."""
    found: dict[str, tuple[str, ...]] = {turn.id: turn.replies_to for turn in turns if turn.replies_to}
    for turn in turns:
        for question in turn.replies_to:
            found[question] = (*found.get(question, ()), turn.id)
    return found


def cut(spans: Sequence[Span], text: str, limit: int = UNIT_CHARS) -> tuple[tuple[Span, ...], ...]:
    """The spans in parts of at most `limit` code points (newlines between spans counted), cut at sentence ends where
    there is one, at a blank or anywhere else where there is none. Parts keep the order and lose no visible sign."""
    parts: list[tuple[Span, ...]] = []
    part: list[Span] = []
    size = 0
    for piece in (piece for span in spans for piece in _pieces(span, text, limit)):
        length = piece.end - piece.start + (1 if part else 0)
        if part and size + length > limit:
            parts.append(tuple(part))
            part, size = [], 0
            length = piece.end - piece.start
        part.append(piece)
        size += length
    return (*parts, tuple(part)) if part else tuple(parts)


def _units(
    passage_id: str,
    spans: tuple[Span, ...],
    turn: Turn,
    source: SpeakerSource,
    pairs: tuple[str, ...],
    text: str,
    lang: str,
) -> Iterator[Passage]:
    """One unit as a passage, or its numbered parts."""
    parts = cut(spans, text) if _length(spans) > UNIT_CHARS else (spans,)
    for at, part in enumerate(parts, start=1):
        yield Passage(
            id=passage_id if len(parts) == 1 else f"{passage_id}~{at}",
            kind=_KINDS.get(turn.role, Kind.PARAGRAPH),
            spans=part,
            lang=language_of(part, text, lang),
            turn=turn.id,
            pairs=pairs,
            speaker=turn.speaker,
            speaker_source=source,
        )


def language_of(spans: Sequence[Span], text: str, prior: str) -> str:
    """The language of a passage, the document's being the prior."""
    return identify("\n".join(span.of(text)[:LANGUAGE_CHARS] for span in spans)[:LANGUAGE_CHARS], prior)


def _length(spans: Sequence[Span]) -> int:
    """Code points of a passage's text."""
    return sum(span.end - span.start for span in spans) + len(spans) - 1


def _pieces(span: Span, text: str, limit: int) -> Iterator[Span]:
    """A span in pieces of at most `limit`, without the blanks between them."""
    start = span.start
    while span.end - start > limit:
        ends = [match.end() for match in _BREAK.finditer(text, start, start + limit)]
        blank = text.rfind(" ", start + 1, start + limit)
        end = ends[-1] if ends else blank if blank > start else start + limit
        yield Span(start, end)
        start = end
        while start < span.end and text[start].isspace():
            start += 1
    if start < span.end:
        yield Span(start, span.end)
