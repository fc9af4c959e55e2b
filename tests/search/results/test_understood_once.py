"""A request is parsed and lowered once, asks nothing twice, and asks the engine in a bounded number of calls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from search.config import SearchConfig
from search.engines.choose import choose
from search.engines.memory import MemoryEngine
from search.filters import Filters
from search.glossary.people import people_of
from search.port.engine import Engine, Snapshot
from search.port.lookup import Lookup
from search.query import question
from search.request import SearchRequest
from search.results.results_page import results_page
from search.results.searcher import Searcher
from tests.build import ANALYZER, answer, document, publish, statement
from tests.build import question as asked
from tests.search.results.test_names_ranked import GLOSSARY, names

MOST_CALLS = 12  # of one page when nothing is remembered yet; 566 frequencies and 62 searches stood here once
CARD = "Embaixada da Verdânia\nMorada: Rua do Cais 4, Porto Novo\nTelefone: +000 5550 0141"
PAGES = (
    document("a", asked("渔业配额会不会调整？", "苏禾"), answer("渔业配额明年调整。", "沈若棠"), title="渔业配额", number="1"),
    document("b", asked("A quota de pesca muda?", "Duarte Lobato"), answer("A quota de pesca muda.", "Leonor Abrunheiro"),
             lang="pt", number="1"),
    document("c", statement("O porto tem um cais novo.\nA Verdânia pesca no porto.", "Leonor Abrunheiro"), lang="pt",
             cards=(CARD,)),
    document("d", statement("绿屿和阿勒马在渔业领域合作。" * 20, "沈若棠")),
    *(document(f"e{at}", statement(f"阿勒马的第{at}次会议。", f"发言人{at}")) for at in range(40)),
)  # fmt: skip
QUERIES = (
    "渔业 配额",
    "cota de pezca",
    'porto "lula gigante" cais',
    "绿屿和阿勒马在渔业领域的合作前景如何",
    "阿勒马 绿屿",
    "渔业 OR quota",
    "renda -porto xyzzy",
    "",
)


class Recorder:
    """A snapshot that writes down what it is asked."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.calls: Counter[str] = Counter()
        self.lookups: list[Lookup] = []

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._snapshot, name)
        return self._recorded(name, value) if callable(value) else value

    def _recorded(self, name: str, verb: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            self.calls[name] += 1
            first = arguments[0] if arguments else None
            given = first if isinstance(first, Sequence) and not isinstance(first, str) else [first]
            self.lookups += [replace(each, deadline=None) for each in given if isinstance(each, Lookup)]
            return verb(*arguments)

        return call


@pytest.fixture(scope="module", params=["memory", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    made = MemoryEngine() if request.param == "memory" else whoosh(tmp_path_factory.mktemp("index"))
    publish(made, *PAGES)  # type: ignore[arg-type]  # any engine
    return made


def whoosh(folder: Path) -> Engine:
    return choose(SearchConfig(index=str(folder)), ANALYZER.fingerprint)


@pytest.fixture
def recorder(engine: Engine) -> Recorder:
    return Recorder(engine.open())


def cold(recorder: Recorder) -> Searcher:
    searcher = Searcher(recorder, ANALYZER, names, people_of(GLOSSARY))  # type: ignore[arg-type]  # quacks like one
    recorder.calls.clear()
    recorder.lookups.clear()
    return searcher


@pytest.mark.parametrize("query", QUERIES)
def test_a_cold_page_asks_the_engine_a_dozen_times_at_most(recorder: Recorder, query: str) -> None:
    searcher = cold(recorder)
    results_page(searcher, searcher.question(SearchRequest(query)))
    assert sum(recorder.calls.values()) <= MOST_CALLS, recorder.calls
    assert [lookup for lookup, times in Counter(recorder.lookups).items() if times > 1] == []


@pytest.mark.parametrize("filters", [Filters(), Filters(lang="ru", date_from="2090"), Filters(kind="contact")])
@pytest.mark.parametrize("query", QUERIES)
def test_a_page_parses_and_lowers_nothing_twice(
    recorder: Recorder, query: str, filters: Filters, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed, lowered = watch("parse", monkeypatch), watch("lower", monkeypatch)
    searcher = cold(recorder)
    page = results_page(searcher, searcher.question(SearchRequest(query, filters)))
    assert len(parsed) == len(lowered)
    if page.total > 50 or not query:
        assert len(parsed) == 1
    assert [text for text, times in Counter(parsed).items() if times > 1] == []
    assert recorder.calls["search"] == 1


def test_a_page_with_hits_is_understood_once(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = watch("parse", monkeypatch)
    searcher = cold(recorder)
    assert results_page(searcher, searcher.question(SearchRequest("渔业 配额"))).total
    assert parsed == ["渔业 配额"]


def test_a_page_asked_again_asks_for_nothing_that_is_remembered(recorder: Recorder) -> None:
    searcher = cold(recorder)
    request = SearchRequest("绿屿和阿勒马在渔业领域的合作前景如何")
    first = results_page(searcher, searcher.question(request))
    recorder.calls.clear()
    again = results_page(searcher, searcher.question(request))
    assert again.expansions == first.expansions
    assert recorder.calls.keys() <= {"search", "documents", "cost", "frequencies"}
    assert recorder.calls["frequencies"] <= 2


def watch(name: str, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The first argument of every call of a function that makes questions."""
    seen: list[object] = []
    function = getattr(question, name)

    def watched(first: object, *others: object) -> object:
        seen.append(first)
        return function(first, *others)

    monkeypatch.setattr(question, name, watched)
    return seen
