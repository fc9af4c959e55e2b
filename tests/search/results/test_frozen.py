"""What is derived before processes fork is not derived again by each of them."""

from __future__ import annotations

import pytest

from search.engines.memory import MemoryEngine
from search.request import SearchRequest
from search.results.before_fork import freeze
from search.results.occurrences import occurrence_cache
from search.results.searcher import Searcher
from search.results.trends import TrendsRequest, trends
from tests.build import ANALYZER, document, publish, statement


def test_a_frozen_archive_sums_its_text_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = MemoryEngine()
    publish(engine, document("a", statement("渡轮开航。"), date="2031-05-01"))
    archive = Searcher(engine.open(), ANALYZER)
    freeze(archive)
    monkeypatch.setattr("search.results.text_volume.count_characters", lambda _: pytest.fail("summed again"))
    assert trends(archive, TrendsRequest(("渡轮",), SearchRequest())).series[0].characters == (5,)


def test_freezing_gathers_nothing() -> None:
    engine = MemoryEngine()
    publish(engine, document("a", statement("渡轮开航。")))
    archive = Searcher(engine.open(), ANALYZER)
    freeze(archive)
    assert not archive.memo(occurrence_cache)._kept
