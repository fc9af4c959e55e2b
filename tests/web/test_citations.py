"""Citations of a document and of its turns."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from search.archive import Archive
from search.citations.styles import STYLES
from tests.web.page import get
from web.app import create_app
from web.config import WebConfig


@pytest.fixture
def public(archive: Archive) -> FlaskClient:
    return create_app(archive, WebConfig(base_url="https://archive.example")).test_client()


@pytest.mark.parametrize("style", list(STYLES))
@pytest.mark.parametrize("turn", ["", "?turn=t3"])
def test_every_style_has_an_address(public: FlaskClient, style: str, turn: str) -> None:
    answer = public.get(f"/doc/kf-7/cite/{style}{turn}")
    assert answer.status_code == 200
    assert answer.content_type == STYLES[style].media_type
    assert "灯塔署例行记者会" in answer.text
    assert "https://archive.example/doc/kf-7" in answer.text
    assert ("#t3" in answer.text) == bool(turn)


def test_a_turn_is_cited_by_who_speaks_with_the_day_it_was_seen(public: FlaskClient) -> None:
    [item] = json.loads(public.get("/doc/kf-7/cite/csl?turn=t2").text)
    assert item["author"] == [{"family": "苏", "given": "禾"}] or item["author"] == [{"literal": "苏禾"}]
    assert item["accessed"] == {"date-parts": [[int(part) for part in date.today().isoformat().split("-")]]}


def test_the_address_of_a_cited_turn_tells_when_its_words_have_changed(public: FlaskClient) -> None:
    address = re.search(
        r"https://archive.example(/doc/kf-7\?v=[0-9a-f]{8}#t3)", public.get("/doc/kf-7/cite/apa?turn=t3").text
    )
    assert address
    assert "Changed" not in get(public, address[1]).texts(".note b")


def test_records_are_saved_and_sentences_are_shown(public: FlaskClient) -> None:
    header = public.get("/doc/kf-7/cite/bibtex?turn=t3").headers["Content-Disposition"]
    assert header.startswith('attachment; filename="kf-7-t3.bib"')
    assert "Content-Disposition" not in public.get("/doc/kf-7/cite/gbt7714").headers


@pytest.mark.parametrize("path", ["/doc/nobody/cite/apa", "/doc/kf-7/cite/chicago"])
def test_what_there_is_not_cannot_be_cited(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/doc/kf-7/cite/apa?turn=t99", "/doc/kf-7?cite=t99"])
def test_a_turn_that_there_is_not_is_named(client: FlaskClient, path: str) -> None:
    assert "t99" in get(client, path, 400).text(".err .r p:not(.who)")


def test_the_document_can_be_cited_from_its_page(public: FlaskClient) -> None:
    page = get(public, "/doc/kf-7")
    [box] = page.all(".rail #cite")
    assert [style.label for style in STYLES.values() if style.is_sentence] == [node.text() for node in box.css("dt")]
    assert box.css("dd")[0].text() == public.get("/doc/kf-7/cite/gbt7714").text
    for link in page.links(".rail #cite a"):
        assert public.get(link).status_code == 200


def test_a_turn_is_cited_where_it_stands(public: FlaskClient) -> None:
    page = get(public, "/doc/kf-7?q=渡轮&cite=t3")
    assert len(page.all("[id=cite]")) == 1
    assert page.texts("#t3 #cite dd")[0] == public.get("/doc/kf-7/cite/gbt7714?turn=t3").text
    assert page.texts("mark")[0] == "渡轮"


def test_every_turn_and_every_hit_lead_to_their_citation(public: FlaskClient) -> None:
    for page in (get(public, "/doc/kf-7"), get(public, "/search?q=渡轮")):
        links = [link for link in page.links() if link.endswith("#cite")]
        assert links
        for link in links:
            path, _, _ = link.partition("#")
            assert get(public, path).all("article #cite"), link


def test_a_card_is_cited_by_its_document(public: FlaskClient) -> None:
    [link] = [link for link in get(public, "/search?kind=contact").links() if link.endswith("#cite")]
    assert get(public, link.partition("#")[0]).all(".rail #cite details[open]")
