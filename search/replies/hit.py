"""A hit as JSON, the same in the search endpoint, in `wenda search --json` and in JSON Lines of hits."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from search.links import document_url
from search.model import Document, Genre, Kind, Role
from search.replies.fields import Address, Highlights, PartialDate, SpanPair, WholeNumber, or_null
from search.request import Mark, Match, MatchReason, PassageView, Result


class SnippetReply(Struct, frozen=True):
    """The best window of a text. `start` and `end` count in that text, `highlights` in the snippet's own."""

    text: str
    start: WholeNumber
    end: WholeNumber
    cut_start: bool
    cut_end: bool
    highlights: Highlights


class SpeakerReply(Struct, frozen=True):
    """Who speaks, and how that is known: label, carried, title or record."""

    id: str
    name: str
    source: str | None


class PairedReply(Struct, frozen=True):
    """A question or answer beside a hit."""

    id: str
    turn: str | None
    text: str
    highlights: Highlights
    snippet: SnippetReply
    speaker: SpeakerReply | None


class DocumentFacts(Struct, frozen=True):
    """What is known of a hit's document."""

    id: str
    key: str
    title: str
    number: str | None
    date: PartialDate | None
    place: str | None
    source: str | None
    source_url: str | None
    genre: Genre
    lang: str | None
    url: Address


class TwinReply(Struct, frozen=True):
    """The same document in another language."""

    lang: str
    document: str
    url: Address


class CopiesReply(Struct, frozen=True):
    """How many other passages have the same text, and the fingerprint that `dup` takes."""

    count: WholeNumber
    key: str | None


class HitReply(Struct, frozen=True):
    """A passage found; `text` holds its original characters."""

    id: str
    kind: Kind
    role: Role | None
    score: float
    lang: str | None
    turn: str | None
    url: Address
    text: str
    highlights: Highlights
    spans: Annotated[tuple[SpanPair, ...], Meta(description="places in the document's text")]
    snippet: SnippetReply
    speaker: SpeakerReply | None
    title_highlights: Highlights
    questions: tuple[PairedReply, ...]
    answers: tuple[PairedReply, ...]
    document: DocumentFacts
    twins: tuple[TwinReply, ...]
    duplicates: CopiesReply
    passages: Annotated[WholeNumber | None, Meta(description="with group=document: hits in the document")]
    why: tuple[MatchReason, ...]


def hit_reply(
    item: Result, text: str = "", match: Match = Match.ALL, *, grouped: bool = False, site: str = ""
) -> HitReply:
    """A hit. `text` and `match` are what its address marks in the page; `grouped` when it stands for its document;
    `site` goes before every address."""
    shown, document = item.shown, item.document
    return HitReply(
        id=item.id,
        kind=shown.passage.kind,
        role=shown.role,
        score=round(item.score, 4),
        lang=or_null(shown.passage.lang),
        turn=or_null(shown.passage.turn),
        url=site + document_url(document.id, text, match, shown.text_hash, shown.anchor),
        text=shown.text,
        highlights=shown.marks,
        spans=shown.passage.spans,
        snippet=_snippet(shown),
        speaker=_speaker(shown),
        title_highlights=item.title_marks,
        questions=tuple(map(_paired, item.questions)),
        answers=tuple(map(_paired, item.answers)),
        document=_facts(document, site),
        twins=tuple(
            TwinReply(twin.lang, twin.document, site + document_url(twin.document, anchor=twin.turn))
            for twin in item.twins
        ),
        duplicates=CopiesReply(0 if grouped else item.copies - 1, or_null(item.dup)),
        passages=item.copies if grouped else None,
        why=item.why,
    )


def _paired(shown: PassageView) -> PairedReply:
    turn = or_null(shown.passage.turn)
    return PairedReply(shown.id, turn, shown.text, shown.marks, _snippet(shown), _speaker(shown))


def _snippet(shown: PassageView) -> SnippetReply:
    """The window with the marks in it, cut at its ends."""
    window = shown.snippet
    start, end = window.start, window.end
    marks = tuple(
        Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.kind)
        for mark in shown.marks
        if mark.start < end and start < mark.end
    )
    return SnippetReply(shown.text[start:end], start, end, window.cut_start, window.cut_end, marks)


def _speaker(shown: PassageView) -> SpeakerReply | None:
    speaker = shown.speaker
    return SpeakerReply(speaker.id, speaker.name, or_null(shown.passage.speaker_source.value)) if speaker else None


def _facts(document: Document, site: str) -> DocumentFacts:
    return DocumentFacts(
        id=document.id,
        key=document.key,
        title=document.title_shown,
        number=or_null(document.number),
        date=or_null(document.date),
        place=or_null(document.place),
        source=or_null(document.publisher),
        source_url=or_null(document.source_url),
        genre=document.genre,
        lang=or_null(document.lang),
        url=site + document_url(document.id),
    )
