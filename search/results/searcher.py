"""One generation being searched: its snapshot, and what is derived from it once."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from search.analysis.analyze import Analyzer
from search.glossary.people import NOBODY, People
from search.model import Kind
from search.port.engine import Snapshot
from search.port.leaf import sufficient
from search.port.lookup import Everything, Keep, Lookup, Node
from search.query.context import Alias, Entity, Expand, LoweringContext
from search.query.question import Question, question_of
from search.query.size_limits import MAX_CHARS
from search.request import Match, SearchRequest
from search.results.bounded_cache import BoundedCache
from search.results.facet_labels import FacetLabels
from search.results.occurrence_cache import OccurrenceCache
from search.results.text_volume import TextVolume
from search.suggest.table import ATTACHMENT, EMPTY, Table, unpack_table
from search.terms import Column, Field

# Of so many it is remembered:
MOST_NAMES = 50_000  # in how many passages each stands; a glossary has fewer
MOST_TERMS = 200_000  # of names: how frequent each is
MOST_NAMED = 256  # the names of a thing, lowered: 44 kB for the United States, 9 on average
MOST_TREES = 1_000  # whether anything but a card matches
MOST_DOCUMENTS = 20_000  # which versions each has: some 300 bytes
_SAID_S = 0.1
_NO_CARD = Keep(Column.KIND, tuple(kind.value for kind in Kind if kind is not Kind.CONTACT))

# (text, languages of the archive, ids left out) -> the entities that the text names, with their other names.
EntityNames = Callable[[str, Sequence[str], Collection[str]], tuple[Entity, ...]]


class Version(NamedTuple):
    """A version of a document in another language: `turns` are, for each turn of the document, the turn there that
    answers to it, empty where none does."""

    lang: str
    document: str
    turns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searcher:
    """What answering needs: a snapshot, the analysis, the languages of its passages (commonest first), how many contact
    cards it has, the names of its speakers, the size of its texts, the glossary and its people, the suggestion table,
    and the places gathered lately."""

    snapshot: Snapshot
    analyzer: Analyzer
    languages: tuple[str, ...]
    cards: int
    labels: FacetLabels
    volumes: TextVolume
    names: EntityNames | None = None
    people: People = NOBODY
    counts: BoundedCache[Alias, int] = field(
        default_factory=lambda: BoundedCache(MOST_NAMES)
    )  # passages that hold a name
    frequencies: BoundedCache[tuple[Field, str], int] = field(default_factory=lambda: BoundedCache(MOST_TERMS))
    named: BoundedCache[Hashable, Node] = field(default_factory=lambda: BoundedCache(MOST_NAMED))
    said: BoundedCache[Node, bool] = field(default_factory=lambda: BoundedCache(MOST_TREES))
    values: dict[Column, tuple[str, ...]] = field(default_factory=dict)  # of a column, found once
    versions: BoundedCache[str, tuple[Version, ...]] = field(default_factory=lambda: BoundedCache(MOST_DOCUMENTS))
    suggestions: Callable[[], Table] = lambda: EMPTY  # read when first asked for
    gatherings: OccurrenceCache = field(default_factory=OccurrenceCache)
    max_query: int = MAX_CHARS  # characters of a query that count

    def freeze(self) -> None:
        """Derive what readers will ask for, before processes fork that would each derive it for itself. Nothing is
        gathered or shown: what a request throws away would lie between what stays, and a process copies what it
        touches by the page."""
        self.snapshot.freeze()
        self.volumes.cells()
        _ = self.suggestions().readings

    def question(self, request: SearchRequest, deadline: float | None = None) -> Question:
        """A request understood, to be answered until `deadline`, a `time.monotonic()` value."""
        return question_of(request, self.context(request), self.max_query, deadline)

    def context(self, request: SearchRequest, relaxed: bool = False) -> LoweringContext:
        """How the request's query is to be lowered."""
        expand = self._expand(request.noexp) if request.match is Match.ALL else None
        return LoweringContext(
            self.analyzer,
            match=request.match,
            languages=self.languages,
            relaxed=relaxed,
            wants_cards=Kind.CONTACT.value in request.filters["kind"],
            expand=expand,
            people=self.people,
            frequency=self._frequency,
            passages=self.snapshot.generation.counts.get("passages", 0),
            matches_besides_cards=self._said,
            column_values=self._known,
            entity_nodes=self.named,
        )

    def _known(self, column: Column) -> tuple[str, ...]:
        """The values of a column; asked of the index once."""
        if column not in self.values:
            page = self.snapshot.search(Lookup(Everything(), limit=0, facets=(column,)))
            self.values[column] = tuple(facet.value for facet in page.facets.get(column, ()))
        return self.values[column]

    def _said(self, node: Node) -> bool:
        """Whether a tree matches any unit besides contact cards; asked of the index once for a tree, unless a word that
        suffices stands in more units than there are cards. When that takes too long there is much that it matches."""
        known = self.said.get(node)
        if known is None:
            if any(self.snapshot.frequency(term.field, term.text) > self.cards for term in sufficient(node)):
                return True
            lookup = Lookup(node, (_NO_CARD,), limit=0, deadline=time.monotonic() + _SAID_S)
            page = self.snapshot.search(lookup)
            if page.partial:
                return True
            known = self.said[node] = page.total > 0
        return known

    def _frequency(self, field: Field, term: str) -> int:
        """In how many units a term stands; asked of the index once for a name."""
        known = self.frequencies.get((field, term))
        if known is None:
            known = self.frequencies[field, term] = self.snapshot.frequency(field, term)
        return known

    def _expand(self, off: tuple[str, ...]) -> Expand | None:
        """What a text names, found once for a request: the lookup, its marks and its expansions all ask."""
        names = self.names
        if names is None:
            return None
        return cache(lambda text: names(text, self.languages, off))


def open_searcher(
    snapshot: Snapshot,
    analyzer: Analyzer,
    names: EntityNames | None = None,
    people: People = NOBODY,
    max_query: int = MAX_CHARS,
) -> Searcher:
    """A snapshot made ready to answer."""
    page = snapshot.search(Lookup(Everything(), limit=0, facets=(Column.LANG, Column.KIND)))
    tags = (facet.value.partition("-")[0] for facet in page.facets.get(Column.LANG, ()))
    languages = tuple(dict.fromkeys(tags))
    kinds = {facet.value: facet.count for facet in page.facets.get(Column.KIND, ())}
    suggestions = cache(lambda: unpack_table(snapshot.attachment(ATTACHMENT) or b""))
    return Searcher(
        snapshot,
        analyzer,
        languages,
        kinds.get(Kind.CONTACT.value, 0),
        FacetLabels(snapshot, people),
        TextVolume(snapshot),
        names,
        people,
        suggestions=suggestions,
        max_query=max_query,
    )
