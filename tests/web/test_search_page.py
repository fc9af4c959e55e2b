"""The results page."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.architecture.modules import ROOT
from tests.web.page import get
from web.notes import SENTENCES


def test_the_count_stands_in_heading_and_title(client: FlaskClient) -> None:
    page = get(client, "/search?q=渡轮")
    assert page.text("h1") == "2 passages"
    assert page.text("title").startswith("渡轮: 2 passages")


def test_a_question_and_its_answer_that_both_match_are_one_row(client: FlaskClient) -> None:
    page = get(client, "/search?q=渡轮")
    assert len(page.all(".hit")) == 1
    assert "夜航时间" in page.text(".hit .ask")
    assert "票价不变" in page.text(".hit .record")
    assert page.texts(".hit mark")[:2] == ["渡轮", "渡轮"]


def test_a_hit_leads_to_its_turn_with_the_query_and_the_hash_of_its_text(client: FlaskClient) -> None:
    address = urlsplit(get(client, "/search?q=票价不变").links(".hit h2 a")[0])
    assert (address.path, address.fragment) == ("/doc/kf-7", "t3")
    assert parse_qs(address.query)["q"] == ["票价不变"]
    assert len(parse_qs(address.query)["v"][0]) == 8


def test_a_hit_in_a_statement_leads_to_its_paragraph(client: FlaskClient) -> None:
    assert get(client, "/search?q=开放第三码头").links(".hit h2 a")[0].endswith("#t1.2")


def test_text_is_marked_with_its_language(client: FlaskClient) -> None:
    page = get(client, "/search?q=travessia", ui="zh-Hans")
    assert {node.attributes["lang"] for node in page.all(".hit blockquote")} == {"pt-PT"}
    assert page.all("html")[0].attributes["lang"] == "zh-Hans"


@pytest.mark.parametrize("query", ["em", "mark", "amp", "lt", "script", "<img onerror=alert(1)>", '"><script>', "b"])
def test_markup_in_query_and_page_stays_text(client: FlaskClient, query: str) -> None:
    page = get(client, f"/search?q={query}")
    assert len(page.all("script")) == 1
    assert page.all("img, .hit b b, .hit script") == []


def test_an_empty_query_lists_everything_newest_first(client: FlaskClient) -> None:
    page = get(client, "/search")
    dates = [node.attributes.get("datetime") for node in page.all(".hit time")]
    assert dates == sorted(dates, key=str, reverse=True)
    assert page.text("h1").endswith("in the archive, newest first")
    assert page.texts(".hit .meta")[-1].startswith("undated")


def test_a_facet_narrows_and_lets_go_again(client: FlaskClient) -> None:
    page = get(client, "/search?q=travessia OR 渡轮")
    link = next(href for href in page.links(".facet a") if "lang=pt-PT" in href)
    narrowed = get(client, link)
    assert len(narrowed.all(".hit")) == 1
    chosen = narrowed.all(".facet a[aria-current]")[0]
    assert "lang=" not in (chosen.attributes["href"] or "")
    assert all("nofollow" in (node.attributes.get("rel") or "") for node in page.all(".facet a, .years a"))


def test_a_person_is_found_by_name_and_by_id(client: FlaskClient) -> None:
    page = get(client, "/search?asker=苏禾")
    assert page.text("h1").startswith("2 passages") or page.text("h1").startswith("4 passages")
    link = next(href for href in page.links(".facet a") if "answerer=" in href)
    assert get(client, link).all(".hit")


def test_a_year_of_the_timeline_is_a_link_and_a_row_of_the_table(client: FlaskClient) -> None:
    page = get(client, "/search")
    assert "/search?from=2030&to=2030" in page.links(".years a")
    assert "2031" in page.texts(".time th")


def test_a_repaired_query_says_so(client: FlaskClient) -> None:
    page = get(client, "/search?q=(渡轮")
    assert page.text(".note.fix").startswith("Repaired")
    assert page.all(".hit")


def test_searches_are_kept_from_robots(client: FlaskClient) -> None:
    page = get(client, "/search?q=渡轮")
    assert page.all("meta[name=robots]")[0].attributes["content"] == "noindex, follow"
    assert "Disallow: /search?" in client.get("/robots.txt").text


def test_nothing_found_names_the_piece_that_is_missing(client: FlaskClient) -> None:
    page = get(client, "/search?q=渡轮 鲸鱼座")
    assert page.text("h1") == "No passage found"
    assert "鲸鱼座" in page.text(".err .r h2")
    assert "渡轮" not in page.text(".err .r h2")


def test_nothing_found_offers_to_drop_the_limit_that_emptied_it(client: FlaskClient) -> None:
    page = get(client, "/search?q=渡轮&lang=ru")
    way = next(href for href in page.links(".err .list a") if "lang" not in href)
    assert get(client, way).all(".hit")


def test_the_box_keeps_query_and_limits(client: FlaskClient) -> None:
    page = get(client, "/search?q=渡轮&lang=zh")
    assert page.all("#q")[0].attributes["value"] == "渡轮"
    assert page.all("form.find input[name=lang]")[0].attributes["value"] == "zh"


def test_every_link_of_the_results_page_answers(client: FlaskClient) -> None:
    page = get(client, "/search?q=渡轮&size=1")
    for href in {href.partition("#")[0] for href in page.links() if href.startswith("/")}:
        assert client.get(href).status_code == 200, href


def test_hits_can_be_gathered_by_document(client: FlaskClient) -> None:
    page = get(client, "/search?q=灯塔署&group=document")
    assert len(page.all(".hit")) == 1
    assert "in 1 document" in page.text("h1")
    inside = next(href for href in page.links(".acts a") if "doc=kf-7" in href)
    assert len(get(client, inside).all(".hit")) > 1


def test_a_language_narrows_its_wider_tag_instead_of_adding_to_it(client: FlaskClient) -> None:
    page = get(client, "/search?lang=pt")
    assert "/search?lang=pt-PT" in page.links(".facet a")


def test_a_contact_card_is_shown_whole(client: FlaskClient) -> None:
    page = get(client, "/search?q=5550&kind=contact")
    assert page.texts(".hit .lines p") == ["灯塔署新闻处", "电话：+000 5550 0141"]


def test_every_note_of_a_search_has_a_sentence_to_translate() -> None:
    written = "".join(path.read_text("utf-8") for path in (ROOT / "search").rglob("*.py"))
    codes = set(re.findall(r'(?:Note\(|_say\((?:notes,)?)\s*"([a-z_]+)"', written))
    assert {"near_pieces", "too_common", "marks_cut"} <= codes
    assert codes - {*SENTENCES} == {"emptied_by", "relaxed"}  # the page of ways out tells these in its own words
