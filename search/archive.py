"""The archive: what web, command line and notebooks talk to. Follows generations; safe to share between threads."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from threading import Lock

from search.analysis.analyze import Analyzer
from search.config import SearchConfig
from search.engines.choose import choose
from search.errors import WendaError
from search.filters import FILTER
from search.glossary.glossary import Glossary
from search.glossary.load import load_glossary
from search.glossary.people import NOBODY, People, people_of
from search.model import Document
from search.port.deadline import passed
from search.port.engine import Engine, Snapshot
from search.query.context import Entity
from search.query.expand import expand
from search.request import (
    ArchiveOverview,
    CatalogueEntry,
    Completions,
    DocumentView,
    FacetValue,
    Match,
    Portion,
    Result,
    Results,
    SearchRequest,
)
from search.results.before_fork import freeze
from search.results.catalogue import catalogue
from search.results.concordance import Concordance, LineOrder, concordance
from search.results.document_view import document_view
from search.results.facet_labels import facet_labels
from search.results.guidance import completions
from search.results.overview import overview
from search.results.results_page import results_page
from search.results.scan import scan, scan_documents
from search.results.searcher import EntityNames, Searcher
from search.results.trends import Trends, TrendsRequest, trends
from search.results.versions.compare import Comparison, compare
from search.searcher_manager import SearcherManager

SUGGEST_S = 0.1  # to see what a suggestion finds; whoever types has gone on by then
PATIENCE_S = 60.0  # so long a process waits for its parent to open a generation for it


class Archive:
    """An index, searched. A generation published meanwhile is picked up between requests; each request keeps the one
    it began with, and the last to leave an old one closes it.

    In a pre-fork server the parent opens the new generation and forks new workers; `wait_for_parent` tells a worker to
    leave that to it."""

    def __init__(
        self,
        engine: Engine,
        analyzer: Analyzer,
        section: SearchConfig,
        names: EntityNames | None = None,
        people: People = NOBODY,
    ) -> None:
        self._section = section
        self._analyzer = analyzer
        self._names = names
        self._people = people
        self._searchers = SearcherManager(engine, self._open)
        # Threads share one interpreter: of searches that run interleaved all end as late as the last.
        self._turn = Lock()

    def _open(self, snapshot: Snapshot) -> Searcher:
        return Searcher(snapshot, self._analyzer, self._names, self._people, self._section.max_query)

    def _deadline(self) -> float:
        return time.monotonic() + self._section.deadline_ms / 1000

    def search(self, request: SearchRequest) -> Results:
        """The page of results. Raises WendaError when there is no index that can be searched."""
        with self._turn, self._searchers.current() as held:
            return results_page(held.searcher, held.searcher.question(request, self._deadline()))

    def suggest(self, text: str, limit: int = 8, seconds: float = SUGGEST_S) -> Completions:
        """Queries that go on from a text being typed, best first, as many as the time allows. Raises WendaError like
        `search`."""
        deadline = time.monotonic() + seconds
        with self._searchers.current() as held:
            return Completions(completions(held.searcher, text, limit, deadline), cut_short=passed(deadline))

    def scan(self, request: SearchRequest) -> Iterator[Result]:
        """Every hit, one after another, from one generation, whatever the request's page and size. Raises WendaError
        like `search`, on the first hit."""
        with self._searchers.current() as held:
            yield from scan(held.searcher, held.searcher.question(request))

    def scan_documents(self, request: SearchRequest) -> Iterator[Document]:
        """Every document that holds a hit, once. Raises WendaError like `search`, on the first document."""
        with self._searchers.current() as held:
            yield from scan_documents(held.searcher, held.searcher.question(request))

    def hit_portion(self, request: SearchRequest, start: int, count: int) -> Portion:
        """`count` of the hits, from the `start`-th on (from 0). Their order holds as long as the generation does.
        Raises WendaError like `search`."""
        with self._searchers.current() as held:
            hits = scan(held.searcher, held.searcher.question(request), start)
            found = tuple(islice(hits, count + 1))
            following = start + count if len(found) > count else None
            return Portion(held.searcher.snapshot.generation.name, following, hits=found[:count])

    def document_portion(self, request: SearchRequest, start: int, count: int) -> Portion:
        """`count` of the documents that hold a hit, as `hit_portion` gives hits."""
        with self._searchers.current() as held:
            documents = scan_documents(held.searcher, held.searcher.question(request), start)
            found = tuple(islice(documents, count + 1))
            following = start + count if len(found) > count else None
            return Portion(held.searcher.snapshot.generation.name, following, documents=found[:count])

    def catalogue(self, start: int, count: int) -> Iterator[CatalogueEntry]:
        """`count` documents in the order of their ids, from the `start`-th on. Raises WendaError like `search`, on the
        first."""
        with self._searchers.current() as held:
            yield from catalogue(held.searcher, start, count)

    def document(self, document_id: str) -> Document | None:
        """The document with that id, or None. Raises WendaError like `search`."""
        with self._searchers.current() as held:
            return held.searcher.snapshot.documents([document_id]).get(document_id)

    def document_view(self, document_id: str, text: str = "", match: Match = Match.ALL) -> DocumentView | None:
        """The document with the marks of a query, or None. Raises WendaError like `search`."""
        deadline = self._deadline()
        with self._searchers.current() as held:
            document = held.searcher.snapshot.documents([document_id]).get(document_id)
            question = held.searcher.question(SearchRequest(text=text, match=match), deadline)
            return document_view(held.searcher, document, question) if document else None

    def concordance(self, request: SearchRequest, order: LineOrder) -> Concordance:
        """The page of lines: every place of the query in the passages found. Raises WendaError like `search`."""
        deadline = self._deadline()
        with self._searchers.current() as held:
            return concordance(held.searcher, held.searcher.question(request, deadline), order)

    def trends(self, request: TrendsRequest) -> Trends:
        """How often terms stand in the archive over time. Raises WendaError like `search`."""
        deadline = self._deadline()
        with self._searchers.current() as held:
            return trends(held.searcher, request, deadline)

    def compare(self, document_id: str, lang: str, text: str = "", match: Match = Match.ALL) -> Comparison | None:
        """The document beside its version in a language, with the marks of a query; None when there is no such
        document. Raises WendaError like `search`."""
        deadline = self._deadline()
        with self._searchers.current() as held:
            document = held.searcher.snapshot.documents([document_id]).get(document_id)
            question = held.searcher.question(SearchRequest(text=text, match=match), deadline)
            return compare(held.searcher, document, lang, question) if document else None

    def person(self, key: str) -> str:
        """The public id of a document's speaker: the person's where the glossary knows the person, else the key."""
        return self._people.person(key)

    def people(self, request: SearchRequest) -> Mapping[str, FacetValue]:
        """The persons whom a request's filters name, by the value that names them. Raises WendaError like `search`."""
        values = [value for name, given in request.filters.items() if FILTER[name].is_person for value in given]
        if not values:
            return {}
        with self._searchers.current() as held:
            return {value: held.searcher.memo(facet_labels).person(value) for value in values}

    def overview(self) -> ArchiveOverview:
        """What the archive holds; counted once a generation. Raises WendaError like `search`."""
        with self._searchers.current() as held:
            return held.searcher.memo(overview)

    def health(self) -> WendaError | None:
        """None when searches are answered from the published generation, else the error that says why not."""
        return self._searchers.health()

    @property
    def generation(self) -> str:
        """The name of the generation that is searched. Raises WendaError like `search`."""
        with self._searchers.current() as held:
            return held.searcher.snapshot.generation.name

    def freeze(self) -> None:
        """Processes will be forked that share what was read so far. Without an index there is nothing to share."""
        with suppress(WendaError), self._searchers.current() as held:
            freeze(held.searcher)

    @property
    def awaited(self) -> str:
        """The name of the published generation as long as another one is searched, or none; else empty."""
        return self._searchers.awaited

    def wait_for_parent(self) -> None:
        """This process will be replaced by one that has the next generation; open that only when it does not come."""
        self._searchers.wait(PATIENCE_S)

    def close(self) -> None:
        """Let go of the index; a request still running closes it when it ends."""
        self._searchers.close()


def open_archive(section: SearchConfig) -> Archive:
    """The archive of a configuration. Raises ConfigError or UnreadableFile for a glossary that cannot be used. The
    index is not read until the first request: one that is missing, damaged or of another version is reported then, and
    searched as soon as it is mended."""
    analyzer = Analyzer(section.user_words)
    glossary = configured_glossary(section)

    def names(text: str, languages: Sequence[str], off: Collection[str]) -> tuple[Entity, ...]:
        return expand(text, glossary, languages, off, analyzer.words)

    return Archive(choose(section, analyzer.fingerprint), analyzer, section, names, people_of(glossary))


def configured_glossary(section: SearchConfig) -> Glossary:
    """The built-in names with those of the files named; the sample's file is passed over when a configuration that
    does not name it is used elsewhere. Raises ConfigError and UnreadableFile."""
    samples = SearchConfig().glossary
    files = [Path(name) for name in section.glossary if Path(name).is_file() or not name.endswith(samples)]
    return load_glossary(files)
