"""What the deadline cut short is kept by nobody: no ETag, no 304, no-store. What is whole may be kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.archive import Archive
from search.config import SearchConfig
from search.engines.memory import MemoryEngine
from search.results import occurrences, results_page
from search.results.guidance import Guidance, guidance
from tests.build import ANALYZER, answer, document, publish, question
from web.app import create_app
from web.config import WebConfig

TIMED = ("search", "suggest", "document_view", "concordance", "trends", "compare")  # methods that have a deadline
PAGES = [
    document(
        f"ilha-{lang}", question("渡轮为什么停航？"), answer("渡轮等灯塔。"), lang=lang, number="7", date="2031-09-18"
    )
    for lang in ("zh-Hans", "pt", "en")
]
VALUES = {"document_id": "ilha-zh-Hans", "lang": "pt", "style": "apa", "filename": "site.css", "number": 1}


def archive_with(deadline_ms: int) -> Archive:
    engine = MemoryEngine()
    publish(engine, *PAGES)
    return Archive(engine, ANALYZER, SearchConfig(deadline_ms=deadline_ms))


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An archive whose time is up before it begins."""
    archive = archive_with(0)
    monkeypatch.setattr(archive, "suggest", partial(archive.suggest, seconds=0.0))
    monkeypatch.setattr(occurrences, "_BATCH", 1)
    return archive


def addresses(app: Flask) -> Iterator[str]:
    """Every address that is answered to GET."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()):
                values = {name: VALUES[name] for name in rule.arguments}
                yield app.url_for(rule.endpoint, **values)


def recorded(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the methods with a deadline give, from now on."""
    answers: list[Any] = []

    def recording(method: Any) -> Any:
        def call(*args: Any, **more: Any) -> Any:
            answers.append(method(*args, **more))
            return answers[-1]

        return call

    for name in TIMED:
        monkeypatch.setattr(archive, name, recording(getattr(archive, name)))
    return answers


def test_no_answer_that_was_cut_short_is_kept(hurried: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(hurried, WebConfig())
    answers = recorded(hurried, monkeypatch)
    cut: set[str] = set()
    for address in addresses(app):
        answers.clear()
        response = app.test_client().get(f"{address}?q=渡轮")
        if response.status_code == 400:  # it takes no query
            response = app.test_client().get(address)
        if any(each.cut_short for each in answers):
            cut.add(address)
            assert response.status_code == 200, address
            assert response.headers["Cache-Control"] == "no-store", address
            assert not {"ETag", "Last-Modified"} & set(response.headers.keys()), address
    documents = {"/doc/ilha-zh-Hans", "/doc/ilha-zh-Hans/with/pt"}
    endpoints = {f"/api/v1/{name}" for name in ("search", "suggest", "concordance", "trends")}
    assert cut == {
        "/",
        "/help",
        "/search",
        "/concordance",
        "/concordance.csv",
        "/trends",
        "/feed.atom",
        *documents,
        *endpoints,
    }


@pytest.mark.parametrize(
    "path", ["/api/v1/search?q=渡轮", "/api/v1/concordance?q=渡轮", "/api/v1/trends?q=渡轮", "/feed.atom?q=渡轮"]
)
def test_a_partial_answer_is_never_confirmed(hurried: Archive, path: str) -> None:
    """A client that had the whole answer before, and one that takes any."""
    tag = create_app(archive_with(60_000), WebConfig()).test_client().get(path).headers["ETag"]
    client = create_app(hurried, WebConfig()).test_client()
    for known in (tag, "*"):
        response = client.get(path, headers={"If-None-Match": known})
        assert (response.status_code, response.headers.get("ETag")) == (200, None)
        assert response.data


@pytest.mark.parametrize("name", ["search", "concordance", "trends"])
def test_the_reply_says_that_it_is_partial(hurried: Archive, name: str) -> None:
    reply = create_app(hurried, WebConfig()).test_client().get(f"/api/v1/{name}?q=渡轮").json
    assert reply is not None
    assert reply["partial"] is True


def test_a_whole_answer_is_tagged(client: FlaskClient) -> None:
    response = client.get("/api/v1/search?q=渡轮")
    assert response.json is not None
    assert response.json["partial"] is False
    assert response.headers["Cache-Control"] == "no-cache"
    assert "ETag" in response.headers


def test_a_page_that_was_ready_too_late_is_not_kept_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hits are whole, but there may have been no time to look for a better spelling or a way out."""

    def slow_guidance(*args: Any) -> Guidance:
        monkeypatch.setattr(results_page, "passed", lambda _: True)
        return guidance(*args)

    monkeypatch.setattr(results_page, "guidance", slow_guidance)
    response = create_app(archive_with(60_000), WebConfig()).test_client().get("/api/v1/search?q=渡轮")
    assert response.json is not None
    assert response.json["partial"] is False
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


def test_examples_that_there_was_no_time_to_try_are_tried_again(hurried: Archive) -> None:
    app = create_app(hurried, WebConfig())
    app.test_client().get("/")
    assert not app.extensions["wenda.examples"]
