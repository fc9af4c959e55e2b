"""The reading page."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from search.links import text_hash
from tests.web.conftest import BRIEFING
from tests.web.page import get


def test_every_turn_paragraph_and_card_has_its_anchor(client: FlaskClient) -> None:
    page = get(client, "/doc/kf-7")
    ids = {node.attributes["id"] for node in page.all("article [id]")}
    assert {"t1", "t1.1", "t1.2", "t2", "t3", "t4", "t5", "c1"} <= ids


def test_the_words_stand_once_and_in_order(client: FlaskClient) -> None:
    page = get(client, "/doc/kf-7")
    said = [span.of(BRIEFING.text) for turn in BRIEFING.turns for span in turn.paragraphs]
    assert page.texts("article .ask p, article .record p") == [" ".join(text.split()) for text in said]


def test_a_query_is_marked_without_a_script(client: FlaskClient) -> None:
    page = get(client, "/doc/kf-7?q=渡轮")
    assert page.texts("article mark") == ["渡轮", "渡轮"]
    assert [node.attributes["id"] for node in page.all("article mark")] == ["h1", "h2"]
    assert "2 matches" in page.text(".hitbar")


def test_the_hit_bar_steps_from_match_to_match(client: FlaskClient) -> None:
    first = get(client, "/doc/kf-7?q=渡轮")
    step = first.links(".hitbar a[rel~=next]")[0]
    assert step.endswith("#h1")
    second = get(client, step.partition("#")[0])
    assert second.links(".hitbar a[rel~=next]")[0].endswith("#h2")


def test_every_hit_is_marked_on_its_page(client: FlaskClient) -> None:
    for query in ("灯塔署", "travessia", "票价", "夜航 渡轮"):
        for href in get(client, f"/search?q={query}").links(".hit h2 a"):
            assert get(client, href.partition("#")[0]).all("article mark"), (query, href)


def test_a_link_to_words_that_changed_says_so(client: FlaskClient) -> None:
    present = text_hash(BRIEFING, BRIEFING.passages[0])
    assert get(client, f"/doc/kf-7?v={present}").all(".doc-head .note") == []
    assert get(client, "/doc/kf-7?v=00000000").text(".doc-head .note").startswith("Changed")


def test_a_script_in_a_page_stays_text(client: FlaskClient) -> None:
    page = get(client, "/doc/kf-7?q=script")
    assert len(page.all("script")) == 1
    assert "<script>alert(1)</script> & <b>em</b>" in page.text("#t4 .ask")


def test_an_unsafe_source_address_is_no_link(client: FlaskClient) -> None:
    assert not [href for href in get(client, "/doc/kf-7").links() if href.startswith("javascript")]
    assert "https://radio.example/2" in get(client, "/doc/ent-2").links()


@pytest.mark.parametrize(
    "path",
    [
        "/doc/nobody",
        "/doc/..",
        "/doc/%2e%2e%2fetc%2fpasswd",
        "/doc/..%2f..%2fetc%2fpasswd",
        "/doc//etc/passwd",
        "/doc/%00",
        "/doc/kf-7%00",
        "/doc/" + "%E9%BE%8D" * 500,
        "/doc/%ff%fe",
        "/doc/nobody.json",
        "/doc/nobody.md",
        "/doc/kf-7.html",
        "/api/v1/documents/..%2f..%2fetc",
        "/static/..%2fapp.py",
    ],
)
def test_an_id_is_looked_up_and_never_joined_to_a_path(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_same_document_as_json_markdown_and_text(client: FlaskClient) -> None:
    described = json.loads(client.get("/doc/kf-7.json").text)
    assert described["text"] == BRIEFING.text == client.get("/doc/kf-7.txt").text
    assert described == client.get("/api/v1/documents/kf-7").json
    written = client.get("/doc/kf-7.md").text
    assert written.startswith("# [灯塔署例行记者会](<http://localhost/doc/kf-7>)")
    assert r"\<script\>" in written


def test_people_and_versions_are_links_that_find_something(client: FlaskClient) -> None:
    for href in get(client, "/doc/kf-7").links(".rail a"):
        assert client.get(href).status_code == 200, href
