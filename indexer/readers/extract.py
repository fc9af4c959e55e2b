"""What a reader returns: the text of a page, and everything else that its format says.

All spans count code points of `Extract.text`, half open. For .txt and .md it is the decoded
file itself (without a byte order mark), for HTML the visible text, for a record its body or its turns joined.
Unknown values are empty strings or empty tuples. The segmentation reads an Extract and never the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from search.errors import WendaError
from search.model import Genre, Role, Span


class Block(StrEnum):
    """The kind of element in which a visible line stands: the innermost of these kinds."""

    TEXT = "text"  # p, div, and every other element
    HEADING = "heading"  # h1-h6, Markdown #; `LayoutLine.level` is 1-6
    ITEM = "item"  # li, dt, dd, option, Markdown - and 1.; `LayoutLine.level` is the depth, 1 outermost
    CELL = "cell"  # td, th: cells of a row that fit on one line are separated by a tab
    QUOTE = "quote"  # blockquote, Markdown >
    CAPTION = "caption"  # figcaption, caption, legend
    CODE = "code"  # pre


class Region(StrEnum):
    """Which furniture of the page a line stands in: by element, or by its ARIA role."""

    MAIN = ""  # no furniture: main, article, or not stated
    NAV = "nav"
    HEADER = "header"
    FOOTER = "footer"
    ASIDE = "aside"
    FORM = "form"  # button, select, textarea, label; not <form> itself, in which whole pages stand


@dataclass(frozen=True, slots=True)
class LayoutLine:
    """One non-empty visible line of `Extract.text`, without the newline and without blanks at its ends.

    `paragraph` numbers the block elements from 0: lines of one number were parted by a single <br> (or by a newline in
    <pre>), lines of different numbers by an element's border or by several <br>. `linked` counts the characters inside
    links, so `linked / (span.end - span.start)` is the link density. `names` are the class and id names of the
    enclosing elements, innermost first, lower case (`("breadcrumb", "page-top")`), at most 24.
    """

    span: Span
    block: Block = Block.TEXT
    level: int = 0
    region: Region = Region.MAIN
    paragraph: int = 0
    linked: int = 0
    names: tuple[str, ...] = ()


class TextStyle(StrEnum):
    """How a run of text stands out from its surroundings. Labels are often bold or coloured."""

    BOLD = "bold"  # b, strong, font-weight in style
    ITALIC = "italic"  # i, em
    COLOUR = "colour"  # font color, color in style
    UNDERLINE = "underline"  # u


@dataclass(frozen=True, slots=True, order=True)
class Emphasis:
    """A run that stands out, without blanks at its ends; never crosses a line, never touches another of its style
    on the same line (neighbours are joined). Headings are not bold by themselves."""

    span: Span
    style: TextStyle


@dataclass(frozen=True, slots=True)
class GivenSpeaker:
    """A speaker that the format names."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class GivenTurn:
    """A turn that the format gives; nothing is guessed. `paragraphs` are non-empty lines."""

    role: Role
    speaker: str
    paragraphs: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """One page or record, read and not yet segmented. A reader fills what its format knows and leaves the rest."""

    text: str
    format: str  # the reader's name, shown to readers: txt, html, md, json, jsonl
    is_record: bool = False  # the file holds many documents: its name says nothing of this one
    in_site_frame: bool = False  # the text holds menus and headings of a site too, not only those of the page
    line_marks: re.Pattern[str] | None = None  # signs in front of the words of a line, as Markdown has them
    key: str = ""  # a record's own id
    title: str = ""  # what the record or the page's metadata calls itself
    title_span: Span | None = None  # where the format says that the title stands: a lone h1
    number: str = ""
    date: str = ""  # as the format gives it: checked ISO for records, raw for HTML meta
    place: str = ""
    publisher: str = ""  # the record's `source`, or the page's site name
    genre: Genre | None = None
    lang: str = ""  # the tag that the format declares
    source_url: str = ""
    speakers: tuple[GivenSpeaker, ...] = ()
    turns: tuple[GivenTurn, ...] = ()
    metadata: Mapping[str, object] = field(default_factory=dict)  # unknown keys of a record or of front matter
    lines: tuple[LayoutLine, ...] = ()  # every non-empty line outside the front matter; none without a layout
    emphases: tuple[Emphasis, ...] = ()  # sorted by span
    page_title: str = ""  # HTML <title>
    meta: Mapping[str, str] = field(default_factory=dict)  # HTML <meta> by lower-case name; the first one wins
    linked_data: tuple[str, ...] = ()  # ld+json objects, each a JSON text that parses
    front: Span | None = None  # the page's front matter, fences included: metadata, never body
    labels: Mapping[str, str] = field(default_factory=dict)  # word -> kind, from `overrides.yaml`
    furniture: frozenset[str] = frozenset()  # whole lines that are no text, from `overrides.yaml`


@dataclass(frozen=True, slots=True)
class Extracts:
    """What one file holds: its pages or records, and the records that could not be read (each error names file and
    line). `encoding` is the one used, `declared` the one the file names, `replaced` counts undecodable characters.
    `positions` numbers the records from 1 in file order, aligned with `items` (failed ones leave a gap); 0 for a file
    that is one page or one record."""

    items: tuple[Extract, ...]
    encoding: str = "utf-8"
    declared: str = ""
    replaced: int = 0
    failures: tuple[WendaError, ...] = ()
    positions: tuple[int, ...] = ()
