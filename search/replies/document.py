"""A document as JSON: what `wenda inspect --json`, `/doc/<id>.json` and the endpoint give. All offsets count code
points in `text`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

from search.model import Card, CardLine, Chrome, Document, Genre, Kind, Passage, Role, Span, Speaker, Turn
from search.replies.fields import PartialDate, SpanPair, WholeNumber, or_null
from search.replies.hit import SpeakerReply

Texts = tuple[str, ...]
PersonOf = Callable[[str], str]  # a speaker's key -> the public id of the person


class EncodingReply(Struct, frozen=True):
    """How the file's bytes were read: the encoding used, the one declared, and how many characters were replaced."""

    used: str
    declared: str | None
    replaced: WholeNumber


class DocumentSpeaker(Struct, frozen=True):
    """Who speaks in a document. `side` is official or press."""

    id: str
    name: str
    role: str | None
    outlet: str | None
    side: str | None


class TurnReply(Struct, frozen=True):
    """One speaker's words, until another speaks."""

    id: str
    role: Role
    label: Annotated[SpanPair | None, Meta(description="where the speaker's name stands")]
    speaker: SpeakerReply | None
    replies_to: Annotated[Texts, Meta(description="ids of the questions that it answers")]
    remarks: Annotated[tuple[SpanPair, ...], Meta(description="stage directions such as (laughter)")]


class CardLineReply(Struct, frozen=True):
    """A line of a contact card: as written, the digits of a number, and the remark after it."""

    kind: str
    text: str
    start: WholeNumber
    end: WholeNumber
    digits: str | None
    note: str | None


class CardReply(Struct, frozen=True):
    """A contact card's lines by kind."""

    country: str | None
    office: str | None
    address: Texts
    phones: Texts
    hotline: Texts
    fax: Texts
    email: Texts
    web: Texts
    social: Texts
    hours: Texts
    lines: tuple[CardLineReply, ...]


class PassageReply(Struct, frozen=True):
    """What a search finds: a paragraph, question, answer, card or caption. Its `text` is its spans joined by a newline;
    lines count from 1; `fields` only of contact cards."""

    id: str
    kind: Kind
    role: Role | None
    turn: str | None
    text: str
    spans: tuple[SpanPair, ...]
    start: WholeNumber
    end: WholeNumber
    line_start: WholeNumber
    line_end: WholeNumber
    lang: str
    speaker: SpeakerReply | None
    answers: Annotated[Texts, Meta(description="turns that answer this question")]
    questions: Annotated[Texts, Meta(description="turns that this one answers")]
    fields: CardReply | UnsetType = UNSET


class ChromeReply(Struct, frozen=True):
    """Lines that are not indexed, and why."""

    start: WholeNumber
    end: WholeNumber
    line_start: WholeNumber
    line_end: WholeNumber
    reason: str


class DocumentReply(Struct, frozen=True):
    """A document as `wenda inspect` describes it; all offsets count in `text`."""

    id: str
    key: str
    title: str
    title_span: Annotated[SpanPair | None, Meta(description="null where the title does not stand in the text")]
    number: str | None
    date: PartialDate | None
    place: str | None
    source: str | None
    source_url: str | None
    genre: Genre
    lang: str
    chrome_lang: Annotated[str | None, Meta(description="language of menus and footers")]
    metadata: Mapping[str, Any]  # whatever the source said besides
    speakers: tuple[DocumentSpeaker, ...]
    encoding: EncodingReply
    format: str | None
    form: Annotated[str | None, Meta(description="how turns are told apart on the page")]
    flags: Texts
    text: str
    turns: tuple[TurnReply, ...]
    passages: tuple[PassageReply, ...]
    chrome: tuple[ChromeReply, ...]


def document_reply(document: Document, person: PersonOf = str) -> DocumentReply:
    """The document. `person` gives a speaker's public id where a glossary is at hand."""
    lines = _LineNumbers(document.text)
    title, source = document.title, document.source
    return DocumentReply(
        id=document.id,
        key=document.key,
        title=document.title_shown,
        title_span=None if document.title_text or title.start == title.end else title,
        number=or_null(document.number),
        date=or_null(document.date),
        place=or_null(document.place),
        source=or_null(document.publisher),
        source_url=or_null(document.source_url),
        genre=document.genre,
        lang=document.lang,
        chrome_lang=or_null(document.chrome_lang),
        metadata=document.metadata,
        speakers=tuple(_document_speaker(speaker, person) for speaker in document.speakers),
        encoding=EncodingReply(source.encoding, or_null(source.declared), source.replaced),
        format=or_null(document.format),
        form=or_null(document.form),
        flags=tuple(sorted(document.flags)),
        text=document.text,
        turns=tuple(_turn(turn, document, person) for turn in document.turns),
        passages=tuple(_passage(passage, document, lines, person) for passage in document.passages),
        chrome=tuple(_chrome(part, lines) for part in document.chrome),
    )


class _LineNumbers:
    """On which lines, counted from 1, the first and the last character of a span stand; an empty span has one line."""

    def __init__(self, text: str) -> None:
        self._ends = [at for at, sign in enumerate(text) if sign == "\n"]

    def first(self, span: Span) -> int:
        return bisect_left(self._ends, span.start) + 1

    def last(self, span: Span) -> int:
        return bisect_left(self._ends, max(span.start, span.end - 1)) + 1


def _document_speaker(speaker: Speaker, person: PersonOf) -> DocumentSpeaker:
    return DocumentSpeaker(
        person(speaker.id), speaker.name, or_null(speaker.role), or_null(speaker.outlet), or_null(speaker.side)
    )


def _speaker(document: Document, speaker_id: str, source: str, person: PersonOf) -> SpeakerReply | None:
    """A speaker of the document; None when nobody is known."""
    speaker = document.speaker(speaker_id) if speaker_id else None
    return SpeakerReply(person(speaker.id), speaker.name, or_null(str(source))) if speaker else None


def _turn(turn: Turn, document: Document, person: PersonOf) -> TurnReply:
    return TurnReply(
        id=turn.id,
        role=turn.role,
        label=turn.label,
        speaker=_speaker(document, turn.speaker, turn.speaker_source, person),
        replies_to=turn.replies_to,
        remarks=turn.remarks,
    )


def _passage(passage: Passage, document: Document, lines: _LineNumbers, person: PersonOf) -> PassageReply:
    turn = document.turn(passage.turn) if passage.turn else None
    role = turn.role if turn else None
    card = next((card for card in document.cards if card.passage == passage.id), None)
    whole = Span(passage.spans[0].start, passage.spans[-1].end)
    return PassageReply(
        id=passage.id,
        kind=passage.kind,
        role=role,
        turn=or_null(passage.turn),
        text=document.passage_text(passage),
        spans=passage.spans,
        start=whole.start,
        end=whole.end,
        line_start=lines.first(whole),
        line_end=lines.last(whole),
        lang=passage.lang,
        speaker=_speaker(document, passage.speaker, passage.speaker_source, person),
        answers=passage.pairs if role is Role.QUESTION else (),
        questions=passage.pairs if role is Role.ANSWER else (),
        fields=_card(card, document.text) if card else UNSET,
    )


def _card(card: Card, text: str) -> CardReply:
    def of(kind: str) -> Texts:
        return tuple(line.span.of(text) for line in card.lines if line.kind == kind)

    return CardReply(
        country=or_null(card.country),
        office=or_null(card.office),
        address=of("address"),
        phones=of("phone"),
        hotline=of("hotline"),
        fax=of("fax"),
        email=of("email"),
        web=of("web"),
        social=of("social"),
        hours=of("hours"),
        lines=tuple(_card_line(line, text) for line in card.lines),
    )


def _card_line(line: CardLine, text: str) -> CardLineReply:
    start, end = line.span
    return CardLineReply(line.kind, line.span.of(text), start, end, or_null(line.digits), or_null(line.note))


def _chrome(part: Chrome, lines: _LineNumbers) -> ChromeReply:
    start, end = part.span
    return ChromeReply(start, end, lines.first(part.span), lines.last(part.span), part.reason)
