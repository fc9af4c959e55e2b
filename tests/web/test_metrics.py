"""`/metrics`: what was asked, and of what."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from search.archive import Archive
from search.config import SearchConfig
from search.engines.memory import MemoryEngine
from tests.build import ANALYZER
from web.app import create_app
from web.config import WebConfig
from web.metrics import MEDIA_TYPE, SECONDS, RequestCounters


def figures(client: FlaskClient) -> dict[str, float]:
    answer = client.get("/metrics")
    assert (answer.status_code, answer.content_type) == (200, MEDIA_TYPE)
    assert answer.text.endswith("\n")
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r'[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.]+', line) for line in lines)
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


@pytest.fixture
def fresh(archive: Archive) -> FlaskClient:
    return create_app(archive, WebConfig()).test_client()


def test_requests_are_counted_by_kind_and_status(fresh: FlaskClient) -> None:
    for address in ("/search?q=渡轮", "/search?page=0", "/api/v1/search?q=渡轮", "/doc/nobody", "/nowhere", "/about"):
        fresh.get(address)
    found = figures(fresh)
    assert found['wenda_requests_total{kind="search",status="2xx"}'] == 1
    assert found['wenda_requests_total{kind="search",status="4xx"}'] == 1
    assert found['wenda_requests_total{kind="api_search",status="2xx"}'] == 1
    assert found['wenda_requests_total{kind="document",status="4xx"}'] == 1
    assert found['wenda_request_seconds_count{kind="search"}'] == 2
    assert found['wenda_request_seconds_bucket{kind="search",le="+Inf"}'] == 2


def test_durations_fall_into_buckets_that_add_up() -> None:
    counters = RequestCounters()
    for seconds in (0.001, *SECONDS, 60.0):
        counters.add("search", 200, seconds)
    told = [line for line in counters.lines() if line.startswith('wenda_request_seconds_bucket{kind="search"')]
    counts = [int(line.rpartition(" ")[2]) for line in told]
    assert counts == [*range(2, len(SECONDS) + 2), len(SECONDS) + 2]


def test_the_index_is_told_and_its_age(fresh: FlaskClient, archive: Archive) -> None:
    found = figures(fresh)
    assert found["wenda_ready"] == 1
    assert found["wenda_documents"] == archive.overview().documents
    assert found[f'wenda_generation_info{{generation="{archive.generation}"}}'] == 1
    assert found["wenda_generation_age_seconds"] >= 0


def test_without_an_index_it_says_so_and_answers() -> None:
    client = create_app(Archive(MemoryEngine(), ANALYZER, SearchConfig()), WebConfig()).test_client()
    assert figures(client)["wenda_ready"] == 0


def test_to_other_machines_there_is_no_such_page(fresh: FlaskClient) -> None:
    assert fresh.get("/metrics", environ_overrides={"REMOTE_ADDR": "203.0.113.5"}).status_code == 404


def test_no_word_of_a_query_is_kept(fresh: FlaskClient) -> None:
    fresh.get("/search?q=渡轮秘密")
    assert "渡轮" not in fresh.get("/metrics").text
