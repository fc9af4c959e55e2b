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
from search.glossary.glossary import Glossary
from search.glossary.load import load_glossary
from search.glossary.people import NOBODY, People, people_of
from search.model import Document
from search.port.engine import Engine
from search.query.context import Entity
from search.query.expand import expand
from search.request import (
    Completion,
    FacetValue,
    Holdings,
    Listed,
    Match,
    Portion,
    Reading,
    Result,
    Results,
    SearchRequest,
)
from search.results.catalogue import listed
from search.results.concordance import Concordance, Order, concord
from search.results.document_view import read
from search.results.guidance import completions, guided
from search.results.overview import holdings
from search.results.results_page import answer
from search.results.scan import scan, scan_documents
from search.results.searcher import Names, serve
from search.results.trends import Trends, TrendsRequest, count
from search.results.versions.compare import Comparison, compare
from search.searcher_manager import Leases

SUGGEST_S = 0.1  # to see what a suggestion finds; whoever types has gone on by then
PATIENCE_S = 60.0  # so long a process waits for its parent to open a generation for it


class Archive:
    """An index, searched. A generation published meanwhile is picked up between requests; each request keeps the one
    it began with, and the last to leave an old one closes it.

    Where processes fork from one that has an archive, that one follows (`awaited`, then any request) and they are made
    anew from it; they are told so by `wait_for_parent`."""

    def __init__(
        self,
        engine: Engine,
        analyzer: Analyzer,
        section: SearchConfig,
        names: Names | None = None,
        people: People = NOBODY,
    ) -> None:
        self._section = section
        self._people = people
        self._leases = Leases(engine, lambda snapshot: serve(snapshot, analyzer, names, people))
        # Threads share one interpreter: of searches that run interleaved all end as late as the last.
        self._turn = Lock()

    def search(self, request: SearchRequest) -> Results:
        """The page of results. Raises WendaError when there is no index that can be searched."""
        with self._turn, self._leases.current() as lease:
            deadline = time.monotonic() + self._section.deadline_ms / 1000
            results = answer(lease.served, request, deadline, self._section.max_query)
            return guided(lease.served, results, deadline, self._section.max_query)

    def suggest(self, text: str, limit: int = 8, seconds: float = SUGGEST_S) -> tuple[Completion, ...]:
        """Queries that go on from a text being typed, best first, as many as the time allows. Raises WendaError like
        `search`."""
        deadline = time.monotonic() + seconds
        with self._leases.current() as lease:
            return completions(lease.served, text[: self._section.max_query], limit, deadline, self._section.max_query)

    def scan(self, request: SearchRequest) -> Iterator[Result]:
        """Every hit, one after another, from one generation, whatever the request's page and size. Raises WendaError
        like `search`, on the first hit."""
        with self._leases.current() as lease:
            yield from scan(lease.served, request, self._section.max_query)

    def scan_documents(self, request: SearchRequest) -> Iterator[Document]:
        """Every document that holds a hit, once. Raises WendaError like `search`, on the first document."""
        with self._leases.current() as lease:
            yield from scan_documents(lease.served, request, self._section.max_query)

    def hit_portion(self, request: SearchRequest, start: int, count: int) -> Portion:
        """`count` of the hits, from the `start`-th on (from 0). Their order holds as long as the generation does.
        Raises WendaError like `search`."""
        with self._leases.current() as lease:
            found = tuple(islice(scan(lease.served, request, self._section.max_query, start), count + 1))
            following = start + count if len(found) > count else None
            return Portion(lease.served.snapshot.generation.name, following, hits=found[:count])

    def document_portion(self, request: SearchRequest, start: int, count: int) -> Portion:
        """`count` of the documents that hold a hit, as `hit_portion` gives hits."""
        with self._leases.current() as lease:
            found = tuple(islice(scan_documents(lease.served, request, self._section.max_query, start), count + 1))
            following = start + count if len(found) > count else None
            return Portion(lease.served.snapshot.generation.name, following, documents=found[:count])

    def listed(self, start: int, count: int) -> Iterator[Listed]:
        """`count` documents in the order of their ids, from the `start`-th on. Raises WendaError like `search`, on the
        first."""
        with self._leases.current() as lease:
            yield from listed(lease.served, start, count)

    def document(self, document_id: str) -> Document | None:
        """The document with that id, or None. Raises WendaError like `search`."""
        with self._leases.current() as lease:
            return lease.served.snapshot.documents([document_id]).get(document_id)

    def reading(self, document_id: str, text: str = "", match: Match = Match.ALL) -> Reading | None:
        """The document with the marks of a query, or None. Raises WendaError like `search`."""
        deadline = time.monotonic() + self._section.deadline_ms / 1000
        with self._leases.current() as lease:
            document = lease.served.snapshot.documents([document_id]).get(document_id)
            longest = self._section.max_query
            return read(lease.served, document, text, match, longest, deadline) if document else None

    def concordance(self, request: SearchRequest, order: Order) -> Concordance:
        """The page of lines: every place of the query in the passages found. Raises WendaError like `search`."""
        deadline = time.monotonic() + self._section.deadline_ms / 1000
        with self._leases.current() as lease:
            return concord(lease.served, request, order, deadline, self._section.max_query)

    def trends(self, request: TrendsRequest) -> Trends:
        """How often terms stand in the archive over time. Raises WendaError like `search`."""
        deadline = time.monotonic() + self._section.deadline_ms / 1000
        with self._leases.current() as lease:
            return count(lease.served, request, deadline, self._section.max_query)

    def compare(self, document_id: str, lang: str, text: str = "", match: Match = Match.ALL) -> Comparison | None:
        """The document beside its version in a language, with the marks of a query; None when there is no such
        document. Raises WendaError like `search`."""
        deadline = time.monotonic() + self._section.deadline_ms / 1000
        with self._leases.current() as lease:
            document = lease.served.snapshot.documents([document_id]).get(document_id)
            longest = self._section.max_query
            return compare(lease.served, document, lang, text, match, longest, deadline) if document else None

    def person(self, key: str) -> str:
        """The public id of a document's speaker: the person's where the glossary knows the person, else the key."""
        return self._people.person(key)

    def people(self, request: SearchRequest) -> Mapping[str, FacetValue]:
        """The persons whom a request's limits name, by the value that names them. Raises WendaError like `search`."""
        values = (*request.speaker, *request.asker, *request.answerer)
        if not values:
            return {}
        with self._leases.current() as lease:
            return {value: lease.served.labels.person(value) for value in values}

    def holdings(self) -> Holdings:
        """What the archive holds; counted once a generation. Raises WendaError like `search`."""
        with self._leases.current() as lease:
            if lease.holdings is None:
                lease.holdings = holdings(lease.served)
            return lease.holdings

    def health(self) -> WendaError | None:
        """None when searches are answered from the published generation, else the error that says why not."""
        return self._leases.health()

    @property
    def generation(self) -> str:
        """The name of the generation that is searched. Raises WendaError like `search`."""
        with self._leases.current() as lease:
            return lease.served.snapshot.generation.name

    def settle(self) -> None:
        """Processes will be forked that share what was read so far. Without an index there is nothing to share."""
        with suppress(WendaError), self._leases.current() as lease:
            lease.served.settle()

    @property
    def awaited(self) -> str:
        """The name of the published generation as long as another one is searched, or none; else empty."""
        return self._leases.awaited

    def wait_for_parent(self) -> None:
        """This process will be replaced by one that has the next generation; open that only when it does not come."""
        self._leases.wait(PATIENCE_S)

    def close(self) -> None:
        """Let go of the index; a request still running closes it when it ends."""
        self._leases.close()


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
