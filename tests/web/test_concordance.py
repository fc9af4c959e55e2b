"""The concordance: page and endpoint."""

from __future__ import annotations

import csv
import io
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient

from tests.build import archive_of, document, statement
from tests.web.page import Page, get
from web.app import create_app
from web.config import WebConfig


def columns(page: Page) -> list[list[str]]:
    return [["".join(cell.text().split("\n")).strip() for cell in row.css("td")] for row in page.all(".kwic tbody tr")]


def test_every_place_is_a_line_between_its_contexts(client: FlaskClient) -> None:
    page = get(client, "/concordance?q=渡轮")
    assert page.text("h1") == "2 lines"
    first, second = columns(page)
    assert first[:4] == ["1", "灯塔署会不会延长", "渡轮", "的夜航时间？"]
    assert second[1:4] == ["会的。夜航延长到零点，", "渡轮", "票价不变。第三码头的灯光由灯塔署维护。"]
    assert page.texts(".kwic mark") == ["渡轮", "渡轮"]


def test_a_line_names_and_links_its_source(client: FlaskClient) -> None:
    page = get(client, "/concordance?q=夜航延长")
    assert page.text("td.src").endswith("2031-09-18 沈若棠")
    address = urlsplit(page.links(".kwic .src a")[0])
    assert (address.path, address.fragment) == ("/doc/kf-7", "t3")
    assert set(parse_qs(address.query)) == {"q", "v"}


def test_the_table_keeps_its_roles_where_the_style_takes_them(client: FlaskClient) -> None:
    page = get(client, "/concordance?q=渡轮")
    assert {node.attributes.get("role") for node in page.all(".kwic, .kwic tr, .kwic td, .kwic th")} == {
        "table",
        "row",
        "cell",
        "columnheader",
    }


def test_the_order_is_a_link_and_the_chosen_one_is_told(client: FlaskClient) -> None:
    page = get(client, "/concordance?q=灯塔署&order=left&lang=zh")
    assert page.texts(".bar [aria-current]") == ["Left context", "Concordance"]
    right = next(link for link in page.links(".bar a") if "order=right" in link)
    assert parse_qs(urlsplit(right).query) == {"q": ["灯塔署"], "lang": ["zh"], "order": ["right"]}


def test_pages_keep_the_order(client: FlaskClient) -> None:
    page = get(client, "/concordance?q=灯塔署&order=left&size=2")
    assert len(columns(page)) == 2
    assert any("order=left" in link and "page=2" in link for link in page.links(".pager a"))
    assert columns(get(client, "/concordance?q=灯塔署&order=left&size=2&page=2"))[0][0] == "3"


def test_results_and_lines_lead_to_one_another(client: FlaskClient) -> None:
    assert "/concordance?q=%E6%B8%A1%E8%BD%AE&lang=zh" in get(client, "/search?q=渡轮&lang=zh&sort=newest").links()
    assert "/search?q=%E6%B8%A1%E8%BD%AE&lang=zh" in get(client, "/concordance?q=渡轮&lang=zh").links()


def test_limits_are_told_and_can_be_taken_away(client: FlaskClient) -> None:
    page = get(client, "/concordance?q=渡轮&genre=press_conference&order=right")
    assert "/concordance?q=%E6%B8%A1%E8%BD%AE" in page.links(".chip .x")


def test_nothing_found_says_why(client: FlaskClient) -> None:
    assert "No passage" in get(client, "/concordance?q=鲸鱼座").text(".note")
    assert "title" in get(client, "/concordance?q=例行记者会").text(".note")
    assert "fewer pages" in get(client, "/concordance?q=渡轮&page=9").text(".note")


def test_without_a_query_the_page_says_what_it_is_for(client: FlaskClient) -> None:
    assert get(client, "/concordance").text("h1") == "Concordance"


def test_markup_in_a_text_stays_text(client: FlaskClient) -> None:
    page = get(client, "/concordance?q=怎么写")
    assert "<b>em</b>" in page.text("td.lc-l")
    assert not page.all(".kwic b, .kwic script")


def test_arguments_that_say_nothing_of_lines_are_refused(client: FlaskClient) -> None:
    for wrong in ("sort=newest", "group=document", "order=middle", "page=0"):
        assert client.get(f"/concordance?q=渡轮&{wrong}").status_code == 400
        assert client.get(f"/api/v1/concordance?q=渡轮&{wrong}").status_code == 400


def test_the_endpoint_gives_raw_text_and_offsets(client: FlaskClient) -> None:
    reply = client.get("/api/v1/concordance?q=夜航&size=1").get_json()
    line = reply["lines"][0]
    assert (reply["total"], reply["total_is_exact"], reply["partial"]) == (2, True, False)
    assert (line["left"], line["key"], line["right"], line["turn"]) == (
        "灯塔署会不会延长渡轮的",
        "夜航",
        "时间？",
        "t2",
    )
    assert reply["links"]["prev"] is None
    assert client.get(reply["links"]["next"]).get_json()["lines"][0]["turn"] == "t3"


def test_all_lines_come_as_a_file_in_the_order_of_the_page(client: FlaskClient) -> None:
    page = get(client, "/concordance?q=灯塔署&order=left&size=1")
    answer = client.get(next(href for href in page.links(".bar a") if ".csv" in href))
    assert answer.mimetype == "text/csv"
    assert "wenda-%E7%81%AF%E5%A1%94%E7%BD%B2-" in answer.headers["Content-Disposition"]
    assert "partial" not in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    shown = columns(get(client, "/concordance?q=灯塔署&order=left"))
    assert [[row[side].replace(" ", "") for side in ("left", "key", "right")] for row in rows] == [
        line[1:4] for line in shown
    ]
    assert len(rows) > 1
    place = urlsplit(rows[0]["url"])
    assert get(client, f"{place.path}?{place.query}").all(f"#{place.fragment.replace('.', chr(92) + '.')}")
    assert get(client, f"{place.path}?{place.query}").all(".doc-head .note") == []


def test_a_cell_of_the_file_never_runs_as_a_formula() -> None:
    site = create_app(archive_of(document("sums", statement("=1+1 钟楼。"))), WebConfig()).test_client()
    [line] = csv.DictReader(io.StringIO(site.get("/concordance.csv?q=钟楼").data.decode("utf-8-sig")))
    assert line["left"].startswith("'=")


def test_a_file_without_lines_has_its_header_and_bad_arguments_none(client: FlaskClient) -> None:
    assert client.get("/concordance.csv?q=鲸鱼座").data.decode("utf-8-sig").startswith("left,key,right,")
    assert client.get("/concordance.csv?q=渡轮&page=0").status_code == 400
