"""One generation being searched: its snapshot, how requests are understood on it, and what is derived from it once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache, partial
from typing import Any, TypeVar

from search.analysis.analyze import Analyzer
from search.analysis.identify import identify
from search.glossary.people import NOBODY, People
from search.languages import BY_TAG, LATIN_TAGS
from search.model import Kind
from search.port.engine import Snapshot
from search.port.lookup import Everything, Lookup
from search.query.context import Entity, Expand, LoweringContext, TermFrequencies
from search.query.question import Question, question_of
from search.query.size_limits import MAX_CHARS
from search.request import Match, SearchRequest
from search.results.index_facts import IndexFacts
from search.terms import Column

# (text, languages of the archive, ids left out) -> the entities that the text names, with their other names.
EntityNames = Callable[[str, Sequence[str], Collection[str]], tuple[Entity, ...]]
Derived = TypeVar("Derived")


class Searcher:
    """What answering needs: a snapshot, the analysis, the languages of its passages (commonest first), the names that
    the glossary knows and its people, and how many characters of a query count. Safe to share between threads."""

    def __init__(
        self,
        snapshot: Snapshot,
        analyzer: Analyzer,
        names: EntityNames | None = None,
        people: People = NOBODY,
        max_query: int = MAX_CHARS,
    ) -> None:
        page = snapshot.search(Lookup(Everything(), limit=0, facets=(Column.LANG, Column.KIND)))
        tags = (facet.value.partition("-")[0] for facet in page.facets.get(Column.LANG, ()))
        kinds = {facet.value: facet.count for facet in page.facets.get(Column.KIND, ())}
        self.snapshot = snapshot
        self.analyzer = analyzer
        self.languages = tuple(tag for tag in dict.fromkeys(tags) if tag in BY_TAG)  # passages may be `und`
        self.people = people
        self.max_query = max_query
        self._names = names
        self._facts = IndexFacts(snapshot, kinds.get(Kind.CONTACT.value, 0))
        self._memos: dict[Callable[[Searcher], Any], Any] = {}

    def memo(self, kind: Callable[[Searcher], Derived]) -> Derived:
        """What `kind` makes of this searcher: made when first asked for, then the same for every request."""
        if kind not in self._memos:
            self._memos.setdefault(kind, kind(self))
        made: Derived = self._memos[kind]
        return made

    def language_of(self, query: str) -> str:
        """The language of a query, `und` without letters. One word in Latin letters often fits several languages: then
        it is in the one that the archive has most of."""
        commonest = next((tag for tag in self.languages if tag in LATIN_TAGS), "")
        return identify(query[: self.max_query], commonest).partition("-")[0]

    def question(self, request: SearchRequest, deadline: float | None = None) -> Question:
        """A request understood, to be answered until `deadline`, a `time.monotonic()` value."""
        return question_of(request, self.context(request), self.max_query, deadline)

    def context(self, request: SearchRequest) -> LoweringContext:
        """How the request's query is to be lowered."""
        frequencies = TermFrequencies(self.snapshot.frequencies)
        return LoweringContext(
            self.analyzer,
            match=request.match,
            languages=self.languages,
            wants_cards=Kind.CONTACT.value in request.filters["kind"],
            expand=self._expand(request.noexp) if request.match is Match.ALL else None,
            people=self.people,
            frequencies=frequencies,
            passages=self.snapshot.generation.counts.get("passages", 0),
            matches_besides_cards=partial(self._facts.matches_besides_cards, frequencies=frequencies),
            column_values=self._facts.column_values,
            entity_nodes=self._facts.entity_nodes,
        )

    def _expand(self, off: tuple[str, ...]) -> Expand | None:
        """What a text names, found once for a request: the lookup, its marks and its expansions all ask."""
        names = self._names
        if names is None:
            return None
        return cache(lambda text: names(text, self.languages, off))
