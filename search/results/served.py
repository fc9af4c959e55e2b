"""One generation being searched: its snapshot, and what is derived from it once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cache

from search.analysis.analyze import Analyzer
from search.glossary.people import NOBODY, People
from search.model import Kind
from search.port.engine import Snapshot
from search.port.lookup import Between, Everything, Keep, Lookup
from search.query.filters import filters_of
from search.query.how import Alias, Entity, Expand, How
from search.request import Match, SearchRequest
from search.results.analysed import Analysed
from search.results.labels import Labels
from search.results.occurrence import Gatherings
from search.results.volumes import Volumes
from search.suggest.table import ATTACHMENT, EMPTY, Table, unpacked
from search.terms import Column

# (text, languages of the archive, ids left out) -> the entities that the text names, with their other names.
Names = Callable[[str, Sequence[str], Collection[str]], tuple[Entity, ...]]


@dataclass(frozen=True, slots=True)
class Served:
    """What answering needs: a snapshot, the analysis, the languages of its passages (commonest first), the names of
    its speakers, its texts analysed lately, the size of them all, the glossary and its people, the suggestion table,
    and the places gathered lately."""

    snapshot: Snapshot
    analyzer: Analyzer
    languages: tuple[str, ...]
    labels: Labels
    analysed: Analysed
    volumes: Volumes
    names: Names | None = None
    people: People = NOBODY
    counts: dict[Alias, int] = field(default_factory=dict)  # passages that hold a name, found once
    bearers: dict[str, tuple[str, ...]] = field(default_factory=dict)  # number -> documents, found once
    suggestions: Callable[[], Table] = lambda: EMPTY  # read when first asked for
    gatherings: Gatherings = field(default_factory=Gatherings)

    def how(self, request: SearchRequest, relaxed: bool = False) -> How:
        """How the request's query is to be lowered."""
        expand = self._expand(request.noexp) if request.match is Match.ALL else None
        return How(
            self.analyzer,
            match=request.match,
            languages=self.languages,
            relaxed=relaxed,
            contacts=Kind.CONTACT.value in request.kind,
            expand=expand,
            people=self.people,
        )

    def filters(self, request: SearchRequest) -> tuple[Keep | Between, ...]:
        """What a unit must be under the request's limits."""
        return filters_of(request, self.people)

    def _expand(self, off: tuple[str, ...]) -> Expand | None:
        names = self.names
        if names is None:
            return None
        return lambda text: names(text, self.languages, off)


def serve(snapshot: Snapshot, analyzer: Analyzer, names: Names | None = None, people: People = NOBODY) -> Served:
    """A snapshot made ready to answer."""
    page = snapshot.search(Lookup(Everything(), limit=0, facets=(Column.LANG,)))
    tags = (facet.value.partition("-")[0] for facet in page.facets.get(Column.LANG, ()))
    languages = tuple(dict.fromkeys(tags))
    suggestions = cache(lambda: unpacked(snapshot.attachment(ATTACHMENT) or b""))
    return Served(
        snapshot,
        analyzer,
        languages,
        Labels(snapshot, people),
        Analysed(analyzer),
        Volumes(snapshot),
        names,
        people,
        suggestions=suggestions,
    )
