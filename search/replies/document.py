"""A document as JSON: what `wenda inspect --json`, `/doc/<id>.json` and the endpoint give. All offsets count code
points in `text`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

from search.model import Card, Document, Genre, Kind, Passage, Role, Span, Turn
from search.replies.fields import PartialDate, SpanPair, WholeNumber, or_null
from search.replies.hit import SpeakerReply

Texts = tuple[str, ...]
_KINDS_OF_CARD_LINES = ("address", "phone", "hotline", "fax", "email", "web", "social", "hours")
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


class CardReply(Struct, frozen=True, rename={"phone": "phones"}):
    """A contact card's lines by kind."""

    country: str | None
    office: str | None
    address: Texts
    phone: Texts
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
    line_ends = [at for at, sign in enumerate(document.text) if sign == "\n"]
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
        speakers=tuple(
            DocumentSpeaker(person(each.id), each.name, or_null(each.role), or_null(each.outlet), or_null(each.side))
            for each in document.speakers
        ),
        encoding=EncodingReply(source.encoding, or_null(source.declared), source.replaced),
        format=or_null(document.format),
        form=or_null(document.form),
        flags=tuple(sorted(document.flags)),
        text=document.text,
        turns=tuple(
            TurnReply(turn.id, turn.role, turn.label, _speaker(turn, document, person), turn.replies_to, turn.remarks)
            for turn in document.turns
        ),
        passages=tuple(_passage(passage, document, line_ends, person) for passage in document.passages),
        chrome=tuple(ChromeReply(*part.span, *_lines(part.span, line_ends), part.reason) for part in document.chrome),
    )


def _lines(span: Span, line_ends: Sequence[int]) -> tuple[int, int]:
    """The lines, counted from 1, on which the first and the last character of a span stand; an empty span has one."""
    return bisect_left(line_ends, span.start) + 1, bisect_left(line_ends, max(span.start, span.end - 1)) + 1


def _speaker(part: Turn | Passage, document: Document, person: PersonOf) -> SpeakerReply | None:
    """Who speaks; None when nobody is known."""
    speaker = document.speaker(part.speaker) if part.speaker else None
    return SpeakerReply(person(speaker.id), speaker.name, or_null(part.speaker_source.value)) if speaker else None


def _passage(passage: Passage, document: Document, line_ends: Sequence[int], person: PersonOf) -> PassageReply:
    turn = document.turn(passage.turn) if passage.turn else None
    role = turn.role if turn else None
    card = next((card for card in document.cards if card.passage == passage.id), None)
    whole = Span(passage.spans[0].start, passage.spans[-1].end)
    line_start, line_end = _lines(whole, line_ends)
    return PassageReply(
        id=passage.id,
        kind=passage.kind,
        role=role,
        turn=or_null(passage.turn),
        text=document.passage_text(passage),
        spans=passage.spans,
        start=whole.start,
        end=whole.end,
        line_start=line_start,
        line_end=line_end,
        lang=passage.lang,
        speaker=_speaker(passage, document, person),
        answers=passage.pairs if role is Role.QUESTION else (),
        questions=passage.pairs if role is Role.ANSWER else (),
        fields=_card(card, document.text) if card else UNSET,
    )


def _card(card: Card, text: str) -> CardReply:
    by_kind = {
        kind: tuple(line.span.of(text) for line in card.lines if line.kind == kind) for kind in _KINDS_OF_CARD_LINES
    }
    lines = tuple(
        CardLineReply(line.kind, line.span.of(text), *line.span, or_null(line.digits), or_null(line.note))
        for line in card.lines
    )
    return CardReply(country=or_null(card.country), office=or_null(card.office), lines=lines, **by_kind)
