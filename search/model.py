"""The data model: a document is one text and everything that is known of it, as spans on that text.

Offsets are Unicode code points into `Document.text`, half open. Nothing here holds a second copy of a text.
An unknown value is an empty string or an empty tuple inside the program and null in JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What an index unit is."""

    PARAGRAPH = "paragraph"
    QUESTION = "question"
    ANSWER = "answer"
    CONTACT = "contact"
    CAPTION = "caption"


class Role(StrEnum):
    """What a turn does in the conversation."""

    STATEMENT = "statement"
    QUESTION = "question"
    ANSWER = "answer"
    MODERATOR = "moderator"


class Genre(StrEnum):
    """What kind of document a page is."""

    PRESS_CONFERENCE = "press_conference"
    INTERVIEW = "interview"
    STATEMENT = "statement"
    COMMUNIQUE = "communique"
    WRITTEN = "written"
    OTHER = "other"


class SpeakerSource(StrEnum):
    """How the speaker of a turn or paragraph is known."""

    LABEL = "label"
    TITLE = "title"
    CARRIED = "carried"
    RECORD = "record"
    NONE = ""


class Span(NamedTuple):
    """A half-open range [start, end) of code points on `Document.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The slice of `text` that the span names."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document was read from. `path` is relative to its source folder; `size` in bytes; `replaced`
    counts the characters that could not be decoded; `declared` is the encoding that the file itself names; `overrides`
    is a digest of what a person said of the file's documents, empty for nothing."""

    path: str
    sha256: str = ""
    size: int = 0
    mtime_ns: int = 0
    encoding: str = "utf-8"
    declared: str = ""
    replaced: int = 0
    overrides: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or outlet that speaks in a document.

    `id` is the key that `search.names.speaker_key` gives (the same person in any spelling of the archive);
    `name` is as written on the page; `side` is official, press, moderator or empty.
    """

    id: str
    name: str
    role: str = ""
    outlet: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A statement, a question or an answer: consecutive paragraphs of one speaker.

    `paragraphs` exclude the label. `speaker` is a `Speaker.id` of the document, empty when nobody is known.
    `speaker_source` is that of the first paragraph; later ones of a labelled turn are carried.
    `replies_to` holds turn ids.
    """

    id: str
    role: Role
    paragraphs: tuple[Span, ...]
    label: Span | None = None
    speaker: str = ""
    speaker_source: SpeakerSource = SpeakerSource.NONE
    remarks: tuple[Span, ...] = ()
    replies_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The index unit: a paragraph of a statement, a whole question or answer, a contact card, a caption.

    `id` is unique in the document: a turn's id (`t3`), a statement paragraph's (`t1.2`), a card's (`c1`), a
    caption's (`k1`); the parts of an over-long unit are `t3~1`, `t3~2` and share turn and pairs.
    `turn` is empty for cards and captions. `pairs` are turn ids: the questions of an answer, the answers of a question.
    """

    id: str
    kind: Kind
    spans: tuple[Span, ...]
    lang: str
    turn: str = ""
    pairs: tuple[str, ...] = ()
    speaker: str = ""
    speaker_source: SpeakerSource = SpeakerSource.NONE


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a contact card. `kind`: address, phone, hotline, fax, email, web, social, hours.
    `digits` are the digits of a number; `note` is a trailing remark."""

    kind: str
    span: Span
    digits: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A contact card, parsed. `passage` is its passage's id; `country` and `office` as written, else empty."""

    passage: str
    country: str = ""
    office: str = ""
    lines: tuple[CardLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Chrome:
    """Text of the page that is not indexed, and why: menu, breadcrumb, share, counter, pager, related, footer,
    media, metadata, caption, other."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class _ById:
    """A document's parts by id; of equal ids the first."""

    turns: Mapping[str, Turn]
    speakers: Mapping[str, Speaker]
    passages: Mapping[str, Passage]
    of_turns: Mapping[str, Passage]  # turn id -> its first passage


@dataclass(frozen=True, slots=True)
class Document:
    """A page, read and segmented.

    `key` names the record in its source, `id` is URL-safe and derived from it. `date` is ISO as precise as known
    (`2031`, `2031-03`, `2031-03-04`). `lang` is the content's language tag, `chrome_lang` the page furniture's.
    `flags` are free words such as `single_line`, `bilingual`, `partial`, `orphan_answer`, `date_from_name`, `stale`.
    `format` is the reader's name (`txt`, `html`, `md`, `json`, `jsonl`); `form` is the page's turn convention.
    """

    id: str
    key: str
    source: Source
    text: str
    title: Span
    lang: str = "und"
    chrome_lang: str = ""
    number: str = ""
    date: str = ""
    place: str = ""
    publisher: str = ""
    genre: Genre = Genre.OTHER
    source_url: str = ""
    format: str = ""
    form: str = ""
    metadata: Mapping[str, object] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    speakers: tuple[Speaker, ...] = ()
    turns: tuple[Turn, ...] = ()
    passages: tuple[Passage, ...] = ()
    cards: tuple[Card, ...] = ()
    chrome: tuple[Chrome, ...] = ()
    title_text: str = ""  # a title that does not stand in the text (a record's); else empty
    _by_id: list[_ById] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def title_shown(self) -> str:
        """The title as shown: the record's, else the title span's text, else the key."""
        return self.title_text or self.title.of(self.text).strip() or self.key

    def turn(self, turn_id: str) -> Turn | None:
        """The turn with that id, or None."""
        return self._known().turns.get(turn_id)

    def speaker(self, speaker_id: str) -> Speaker | None:
        """The speaker with that id, or None."""
        return self._known().speakers.get(speaker_id)

    def passage(self, passage_id: str) -> Passage | None:
        """The passage with that id, or None."""
        return self._known().passages.get(passage_id)

    def passage_of(self, turn_id: str) -> Passage | None:
        """The first passage of a turn, or None."""
        return self._known().of_turns.get(turn_id)

    def _known(self) -> _ById:
        """The parts by id, gathered when first asked for: pages of ten thousand turns are asked as often."""
        if not self._by_id:
            self._by_id.append(
                _ById(
                    {turn.id: turn for turn in reversed(self.turns)},
                    {speaker.id: speaker for speaker in reversed(self.speakers)},
                    {passage.id: passage for passage in reversed(self.passages)},
                    {passage.turn: passage for passage in reversed(self.passages)},
                )
            )
        return self._by_id[0]

    def passage_text(self, passage: Passage) -> str:
        """A passage's text: its spans joined by a newline."""
        return "\n".join(span.of(self.text) for span in passage.spans)


class TurnOutline(NamedTuple):
    """What alignment sees of a turn: its role, its length in letters, who speaks."""

    id: str
    role: Role
    length: float
    speaker: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What of a document is enough to tell its versions apart and to align their turns: kept beside it, because a page
    of results asks it of every version of every hit."""

    id: str
    lang: str
    number: str
    date: str
    turns: tuple[TurnOutline, ...]
