"""Trends: page, drawing and endpoint."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.web.page import get
from web.chart import HEIGHT, WIDTH, plot


def test_each_term_is_a_line_with_an_end_label_and_a_row(client: FlaskClient) -> None:
    page = get(client, "/trends?q=渡轮&q=travessia")
    assert page.text("h1") == "2 terms, 2030–2031 per million characters"
    assert len(page.all(".plot .ln")) == 2
    assert sorted(page.texts(".plot .ends text")) == ["travessia", "渡轮"]
    assert page.texts("tbody th")[:2] == ["渡轮", "travessia"]


def test_the_table_has_what_is_drawn_and_how_much_text_there_is(client: FlaskClient) -> None:
    page = get(client, "/trends?q=渡轮&unit=count")
    assert page.texts("thead th") == ["Term", "2030", "2031", "Occurrences in all"]
    assert page.texts("tbody tr:first-child td") == ["0", "2", "2"]
    assert page.texts("tbody th")[-1] == "Characters of text"


def test_a_drawing_has_a_name_that_says_where_its_figures_are(client: FlaskClient) -> None:
    drawing = get(client, "/trends?q=渡轮").all(".plot")[0]
    assert drawing.attributes["role"] == "img"
    assert "table below" in (drawing.attributes["aria-label"] or "")


def test_a_term_leads_to_its_lines(client: FlaskClient) -> None:
    link = get(client, "/trends?q=渡轮&by=language&genre=press_conference").links("tbody th a")[0]
    assert parse_qs(urlsplit(link).query) == {"q": ["渡轮"], "lang": ["zh"], "genre": ["press_conference"]}


def test_split_by_speaker_the_rows_have_names(client: FlaskClient) -> None:
    assert get(client, "/trends?q=渡轮&by=speaker").texts("tbody th") == ["渡轮 沈若棠", "渡轮 苏禾"]


def test_what_stands_nowhere_is_not_drawn(client: FlaskClient) -> None:
    page = get(client, "/trends?q=鲸鱼座")
    assert not page.all("figure")
    assert page.texts("tbody tr:first-child td") == ["0", "0", "0"]


def test_the_form_keeps_what_was_asked(client: FlaskClient) -> None:
    page = get(client, "/trends?q=渡轮&q=码头&lang=zh&per=month&role=answer")
    assert [node.attributes.get("value") for node in page.all(".trend input[name=q]")] == ["渡轮", "码头", "", "", ""]
    assert [node.attributes["value"] for node in page.all(".trend [name=lang]")] == ["zh"]
    assert page.texts(".trend [selected]") == ["answers", "not split", "by month", "per million characters"]


def test_results_lead_to_their_trend_under_the_limits_that_count_there(client: FlaskClient) -> None:
    assert "/trends?q=%E6%B8%A1%E8%BD%AE&lang=zh" in get(client, "/search?q=渡轮&lang=zh&speaker=苏禾").links()


def test_six_terms_and_limits_without_a_measure_are_refused(client: FlaskClient) -> None:
    for wrong in ("q=a&q=b&q=c&q=d&q=e&q=f", "q=a&speaker=b", "q=a&page=2", "q=a&per=day", "q=a&by=kind"):
        assert client.get(f"/trends?{wrong}").status_code == 400
        assert client.get(f"/api/v1/trends?{wrong}").status_code == 400


def test_the_endpoint_gives_counts_and_what_they_are_divided_by(client: FlaskClient) -> None:
    reply = client.get("/api/v1/trends?q=渡轮&q=travessia").get_json()
    assert (reply["periods"], reply["per"], reply["by"], reply["partial"]) == (["2030", "2031"], "year", None, False)
    first = reply["series"][0]
    assert (first["term"], first["counts"], first["total"]) == ("渡轮", [0, 2], 2)
    assert first["per_million"][1] == pytest.approx(2e6 / first["characters"][1], abs=0.001)


def test_a_line_runs_from_the_middle_of_its_first_period_to_that_of_its_last() -> None:
    drawn = plot(("2030", "2031"), [(0.0, 300.0)])
    assert drawn.paths == (f"M{WIDTH / 4} {float(HEIGHT)} L{WIDTH * 3 / 4} 0.0",)
    assert [value for _, value in drawn.rules] == [0, 100, 200, 300]


def test_a_period_without_text_is_a_gap_and_a_lone_value_a_dash() -> None:
    drawn = plot(("2030", "2031", "2032", "2033"), [(1.0, None, 2.0, 2.0)])
    assert drawn.paths[0].count("M") == 2
    assert drawn.paths[0].split(" M")[0].endswith("h16")


def test_end_labels_do_not_cover_one_another() -> None:
    ends = plot(("2030",), [(0.0,), (0.0,), (0.1,), (10.0,)]).ends
    heights = sorted(end.y for end in ends)
    assert all(low - high >= 6.4 for high, low in pairwise(heights))
    assert heights[-1] <= 100
    assert ends[0].number == 3
