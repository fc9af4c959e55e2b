"""`/api/v1/suggest`: for the box of the site, and for the boxes of browsers."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.page import get


def test_suggestions_say_what_they_are(client: FlaskClient) -> None:
    answer = client.get("/api/v1/suggest?q=dulun")
    assert answer.status_code == 200
    assert answer.json == {
        "query": "dulun",
        "suggestions": [{"text": "渡轮", "kind": "term", "lang": "zh-Hans", "count": 2, "pinyin": "du lun"}],
    }
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_what_is_not_known_is_null(client: FlaskClient) -> None:
    (found,) = client.get("/api/v1/suggest?q=travess").json["suggestions"]  # type: ignore[index]  # JSON
    assert (found["text"], found["lang"], found["pinyin"]) == ("travessia", "pt", None)


def test_browsers_get_the_opensearch_array(client: FlaskClient) -> None:
    answer = client.get("/api/v1/suggest?q=dulun&format=opensearch")
    assert answer.mimetype == "application/x-suggestions+json"
    assert answer.get_json(force=True) == ["dulun", ["渡轮"], ["term, 2"], []]


def test_nothing_typed_suggests_nothing(client: FlaskClient) -> None:
    for query in ("", "q=", "q=%20", "q=%ff%fe", "q=" + "a" * 3000, "q=%22"):
        answer = client.get(f"/api/v1/suggest?{query}")
        assert answer.status_code == 200
        assert answer.json is not None
        assert answer.json["suggestions"] == []


def test_a_wrong_parameter_is_named(client: FlaskClient) -> None:
    for address, name in (("format=xml", "format"), ("limit=0", "limit"), ("limit=51", "limit"), ("query=a", "query")):
        answer = client.get(f"/api/v1/suggest?q=a&{address}")
        assert answer.status_code == 400
        assert answer.mimetype == "application/problem+json"
        assert [error["name"] for error in answer.get_json(force=True)["errors"]] == [name]


def test_the_limit_is_kept(client: FlaskClient) -> None:
    found = client.get("/api/v1/suggest?q=a&limit=2").json
    assert found is not None
    assert len(found["suggestions"]) == 2


def test_a_misspelling_is_told_on_the_empty_page_with_a_link(client: FlaskClient) -> None:
    page = get(client, "/search?q=travesia")
    assert page.text(".err .big-link") == "travessia"
    (way,) = page.links(".err a.big-link")
    assert get(client, way).all(".hit")


def test_every_way_out_of_an_empty_page_leads_to_hits(client: FlaskClient) -> None:
    for address in ("渡轮 鲸鱼座", "渡轮 travessia", "“渡轮 夜航”", "travessia&lang=zh", "fareis&match=exact"):
        page = get(client, f"/search?q={address}")
        for way in page.links(".err .list a"):
            assert get(client, way).all(".hit"), way


def test_the_box_works_without_the_script_and_says_where_suggestions_come_from(client: FlaskClient) -> None:
    box = get(client, "/search?q=渡轮").all("#q")[0]
    assert box.attributes["data-suggest"] == "/api/v1/suggest"
    assert "role" not in box.attributes
