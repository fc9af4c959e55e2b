"""The JSON of a concordance: the lines of a query."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from msgspec import Meta, Struct

from search.links import CONCORDANCE_ENDPOINT, concordance_url, document_url
from search.model import Role
from search.replies.fields import Address, Generation, Milliseconds, Partial, PartialDate, WholeNumber, or_null
from search.replies.search import LinksReply
from search.request import MarkKind
from search.results.concordance import Concordance, ConcordanceLine


class LineNote(Struct, frozen=True):
    """Something said about the query."""

    code: str
    message: str


class LinesQuery(Struct, frozen=True):
    """The query as typed and as understood."""

    text: str
    parsed: str
    notes: tuple[LineNote, ...]


class LineSpeaker(Struct, frozen=True):
    """Who speaks."""

    id: str
    name: str


class LineDocument(Struct, frozen=True):
    """The document that a line stands in."""

    id: str
    title: str
    date: PartialDate | None


class LineReply(Struct, frozen=True):
    """A place of the query with what stands around it; `start` and `end` count in the passage's text."""

    left: str
    key: str
    right: str
    kind: MarkKind
    start: WholeNumber
    end: WholeNumber
    passage: str
    turn: str | None
    role: Role | None
    lang: str | None
    speaker: LineSpeaker | None
    document: LineDocument
    url: Address


class PassageCounts(Struct, frozen=True):
    """How many of the passages found were read for lines."""

    read: WholeNumber
    found: WholeNumber


class ConcordanceReply(Struct, frozen=True):
    """A page of lines."""

    query: LinesQuery
    order: str
    total: Annotated[WholeNumber, Meta(description="places found")]
    total_is_exact: Annotated[
        bool, Meta(description="false: not all passages were read in time, or there are too many lines")
    ]
    passages: PassageCounts
    partial: Partial
    page: WholeNumber
    size: WholeNumber
    took_ms: Milliseconds
    generation: Generation
    lines: tuple[LineReply, ...]
    links: LinksReply


def concordance_reply(concordance: Concordance, deepest: int) -> ConcordanceReply:
    """The whole answer; there are no links to pages beyond the `deepest` line."""
    asked = concordance.request
    return ConcordanceReply(
        query=LinesQuery(
            asked.text, concordance.parsed, tuple(LineNote(note.code, note.message) for note in concordance.notes)
        ),
        order=concordance.order.value,
        total=concordance.total,
        total_is_exact=concordance.whole,
        passages=PassageCounts(concordance.read, concordance.found),
        partial=concordance.cut_short,
        page=asked.page,
        size=asked.size,
        took_ms=round(concordance.took_ms, 3),
        generation=concordance.generation,
        lines=tuple(_line(line, concordance) for line in concordance.lines),
        links=_links(concordance, min(concordance.total, deepest)),
    )


def _links(concordance: Concordance, last: int) -> LinksReply:
    asked, order = concordance.request, concordance.order.value

    def page(number: int) -> str | None:
        there = number > 0 and (number - 1) * asked.size < last
        return concordance_url(replace(asked, page=number), order, CONCORDANCE_ENDPOINT) if there else None

    here = concordance_url(asked, order, CONCORDANCE_ENDPOINT)
    return LinksReply(here, page(asked.page + 1), page(asked.page - 1))


def _line(line: ConcordanceLine, concordance: Concordance) -> LineReply:
    document, key, speaker = line.document, line.key, line.speaker
    asked = concordance.request
    return LineReply(
        left=line.left.whole.of(line.text),
        key=line.text[key.start : key.end],
        right=line.right.whole.of(line.text),
        kind=key.kind,
        start=key.start,
        end=key.end,
        passage=f"{document.id}#{line.passage.id}",
        turn=or_null(line.passage.turn),
        role=line.role,
        lang=or_null(line.passage.lang),
        speaker=LineSpeaker(speaker.id, speaker.name) if speaker else None,
        document=LineDocument(document.id, document.title_shown, or_null(document.date)),
        url=document_url(document.id, asked.text, asked.match, line.text_hash, line.anchor),
    )
