"""What is asked of the archive and what it gives back. Shared by web, command line and notebooks.

Offsets in a `PassageView` count code points in the passage's own text (its spans joined by a newline), those in a
`DocumentView` in the document's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from search.filters import NO_FILTERS, Filters
from search.model import Document, Passage, Role, Span, Speaker
from search.port.lookup import Sort
from search.terms import Column


class Match(StrEnum):
    """How near a hit must be to the words as typed."""

    EXACT = "exact"  # the characters themselves, script and accents included
    FORMS = "forms"  # after folding, and word forms
    ALL = "all"  # forms, and names in other languages


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search as asked: the parameters of `GET /api/v1/search`, already validated.

    `noexp` are the ids of entities whose other names are not searched. `group` is `document` or empty. `page` counts
    from 1.
    """

    text: str = ""
    filters: Filters = NO_FILTERS
    match: Match = Match.ALL
    noexp: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    group: str = ""
    page: int = 1
    size: int = 10

    def __post_init__(self) -> None:
        # Half characters, as a shell or a broken address hands them over, could be written back to nobody.
        object.__setattr__(self, "text", self.text.encode("utf-8", "replace").decode())

    def filtered(self, **values: str | Iterable[str]) -> SearchRequest:
        """This search with other values of some filters, from its first page; none takes a filter away."""
        return replace(self, filters=self.filters.replaced(**values), page=1)

    def filters_in_force(self) -> Iterator[tuple[str, str, SearchRequest]]:
        """Name and value of each filter in force, and the search without that value."""
        for name, values in self.filters.items():
            for value in values:
                yield name, value, self.filtered(**{name: [other for other in values if other != value]})


class MarkKind(StrEnum):
    """Why a place is marked."""

    LITERAL = "literal"  # the characters searched, after folding
    FORM = "form"  # a word form
    NAME = "name"  # a name in another language


class Mark(NamedTuple):
    """A marked place: [start, end) and why."""

    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Snippet:
    """The best window of a passage's text; `cut_*` say whether text was left out on that side."""

    start: int
    end: int
    cut_start: bool
    cut_end: bool


@dataclass(frozen=True, slots=True)
class MatchReason:
    """A reason for a hit: the piece of the query, the form found, how they relate, and where it stands: body, title,
    speaker or pair."""

    asked: str
    found: str
    kind: MarkKind
    where: str


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage made readable. `role` is None for cards and captions. The speaker's id is the one that facets and
    filters use: a person's of the glossary, else the key of the spelling."""

    id: str
    passage: Passage
    text: str
    marks: tuple[Mark, ...]
    snippet: Snippet
    role: Role | None = None
    speaker: Speaker | None = None
    anchor: str = ""  # the element id on the document page: t3, t1.2, c1
    text_hash: str = ""  # first 8 hex digits of the turn text's hash: the `v` of a link


@dataclass(frozen=True, slots=True)
class Twin:
    """The same document in another language; `turn` is the counterpart of the hit's turn, empty when there is none."""

    lang: str
    document: str
    turn: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A hit made readable, with its questions or answers. `partly_marked`: there was only time to mark one stretch of
    it."""

    id: str
    document: Document
    shown: PassageView
    score: float
    questions: tuple[PassageView, ...] = ()
    answers: tuple[PassageView, ...] = ()
    title_marks: tuple[Mark, ...] = ()
    why: tuple[MatchReason, ...] = ()
    copies: int = 1
    dup: str = ""
    twins: tuple[Twin, ...] = ()
    partly_marked: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something said about the query: a code for programs, an English message for people (pages translate by code),
    and its arguments."""

    code: str
    message: str
    arguments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ExpandedTerm:
    """A name searched besides the one typed, and in how many passages it stands."""

    text: str
    lang: str
    weight: float
    hits: int


@dataclass(frozen=True, slots=True)
class Expansion:
    """Other names of an entity that the query names, which were also searched; `span` lies on the query text, `noexp`
    takes the `id`."""

    span: Span
    id: str
    terms: tuple[ExpandedTerm, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A better query and what it finds."""

    text: str
    total: int


@dataclass(frozen=True, slots=True)
class Completion:
    """What a query being typed may become: the whole query, and of what completes it the kind (term, title, speaker,
    name), the language, in how many passages (of a title: documents) it stands, and the pinyin that led to it."""

    text: str
    kind: str
    lang: str
    count: int
    pinyin: str = ""


@dataclass(frozen=True, slots=True)
class Completions:
    """What a query being typed may become, best first; `cut_short`: there was no time to look for more."""

    items: tuple[Completion, ...]
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A way out of an empty result: a search that finds `total` passages. `kind` says what was given up: `piece`
    (named in `what`), `all` (any of the words will do), `quotes`, `limit` (a filter, in `what`), `limits`
    (all of them), `match` (the characters as typed)."""

    kind: str
    request: SearchRequest
    total: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A facet's value with the label that a reader sees (a speaker's name for a speaker id). `names`: for a person of
    the glossary, language -> the preferred name."""

    value: str
    label: str
    count: int
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results, and what was done to find them. `parsed` is the query as understood. `partial` says what the
    deadline cut short, if it did; `late` that it had passed when the page was ready."""

    request: SearchRequest
    items: tuple[Result, ...]
    total: int
    total_is_exact: bool = True
    groups: int = 0
    facets: Mapping[Column, tuple[FacetValue, ...]] = field(default_factory=dict)
    parsed: str = ""
    repaired: bool = False
    notes: tuple[Note, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    suggestion: Suggestion | None = None
    relaxations: tuple[Relaxation, ...] = ()
    partial: tuple[str, ...] = ()
    generation: str = ""
    took_ms: float = 0.0
    late: bool = False

    @property
    def cut_short(self) -> bool:
        """Whether the deadline left something out: hits, marks, counts or what helps where nothing is found."""
        return bool(self.partial) or self.late


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document to read, with the marks of a query on its text (document offsets) and the ids of its twins.
    `cut_short`: the deadline came before all of it was marked."""

    document: Document
    marks: tuple[Mark, ...] = ()
    twins: tuple[Twin, ...] = ()
    parsed: str = ""
    notes: tuple[Note, ...] = ()
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class Portion:
    """Some of the hits, or some of the documents that hold one. `following` is the place of the next one; None after
    the last."""

    generation: str
    following: int | None
    hits: tuple[Result, ...] = ()
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A document in a list of all: its language, the ISO day on which its source changed last (empty when it is not
    known), and its versions in other languages."""

    id: str
    lang: str
    changed: str
    twins: tuple[Twin, ...]


@dataclass(frozen=True, slots=True)
class ArchiveOverview:
    """What the archive holds: `documents`, `passages` counted; facets over everything (lang, genre, year, asker,
    answerer) with `labels`; `by_year` counts passages per (year, lang); `newest` are the latest documents."""

    documents: int
    passages: int
    facets: Mapping[Column, tuple[FacetValue, ...]]
    by_year: Mapping[str, Mapping[str, int]]
    newest: tuple[Document, ...]
    generation: str = ""
    created: str = ""
