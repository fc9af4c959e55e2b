"""Two versions side by side."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.build import answer, archive_of, document, question, statement
from tests.web.page import get
from web.app import create_app
from web.config import WebConfig

FACTS = {"number": "7-18-09-2031", "date": "2031-09-18"}
ZH = document(
    "zh",
    statement("各位好。\n今天发布一条关于夜航渡轮的消息，请大家记下。", "沈若棠"),
    question("夜航会不会延长？", "苏禾"),
    answer("会的，渡轮夜航延长到零点，票价不变，码头的灯整夜亮着，雾天改为敲钟。", "沈若棠"),
    question("修钟花了多少钱？", "苏禾"),
    answer("四万二千元。", "沈若棠"),
    title="记者会",
    **FACTS,
)
PT = document(
    "pt",
    statement("Bom dia.\nHoje há uma notícia sobre as travessias noturnas, tomem nota, por favor.", "Shen Ruotang"),
    question("E quanto custou o sino?", "Su He"),
    answer("Quarenta e dois mil.", "Shen Ruotang"),
    title="Conferência",
    lang="pt-PT",
    **FACTS,
)
RU = document("ru", question("Когда?", "Су Хэ"), title="Вопрос", lang="ru", **FACTS)
ALONE = document("alone", question("何时？"), title="独页")


@pytest.fixture(scope="module")
def site() -> FlaskClient:
    return create_app(archive_of(ZH, PT, RU, ALONE), WebConfig()).test_client()


def test_every_row_has_both_sides_and_says_where_one_is_missing(site: FlaskClient) -> None:
    page = get(site, "/doc/zh/with/pt-PT")
    assert [node.attributes["id"] for node in page.all(".twin[id]")] == ["t1", "t1.2", "t2", "t3", "t4", "t5"]
    assert [bool(node.css(".lacks")) for node in page.all(".twin[id]")] == [False, False, True, True, False, False]
    assert "No counterpart in this language: European Portuguese." in page.text("#t2 .lacks")
    assert "Quarenta e dois mil." in page.text("#t5 .two")


def test_each_side_is_marked_with_its_language(site: FlaskClient) -> None:
    page = get(site, "/doc/zh/with/pt")
    assert {node.attributes["lang"] for node in page.all(".one .record, .one .ask")} == {"zh-Hans"}
    assert {node.attributes["lang"] for node in page.all(".two .record, .two .ask")} == {"pt-PT"}


def test_the_words_of_the_query_are_marked_on_both_sides(site: FlaskClient) -> None:
    assert get(site, "/doc/zh/with/pt?q=渡轮 OR travessias").texts(".twins mark") == ["渡轮", "travessias", "渡轮"]


def test_only_what_has_no_counterpart_can_be_shown(site: FlaskClient) -> None:
    link = next(link for link in get(site, "/doc/zh/with/pt?q=渡轮").links(".bar a") if "gaps=1" in link)
    page = get(site, link)
    assert [node.attributes["id"] for node in page.all(".twin[id]")] == ["t2", "t3"]


def test_the_sides_change_places(site: FlaskClient) -> None:
    assert "/doc/pt/with/zh-Hans" in get(site, "/doc/zh/with/pt").links(".bar a")
    page = get(site, "/doc/pt/with/zh-Hans")
    assert [node.attributes["id"] for node in page.all(".twin[id]")][2:4] == ["zh-Hans-t2", "zh-Hans-t3"]


def test_no_version_in_a_language_is_said_with_those_there_are(site: FlaskClient) -> None:
    page = get(site, "/doc/zh/with/es", 404)
    assert page.text("h1") == "No version in this language: Spanish"
    assert {"/doc/zh/with/pt-PT", "/doc/zh/with/ru", "/doc/zh"} <= set(page.links("main a"))
    assert get(site, "/doc/alone/with/pt", 404).links("main a") == ["/doc/alone"]


def test_a_hit_leads_to_the_version_in_the_language_of_the_interface_else_that_which_weighs_most(
    site: FlaskClient,
) -> None:
    for interface, version in (("pt-PT", "pt-PT"), ("en", "zh-Hans"), ("ru", "zh-Hans")):
        beside = [link for link in get(site, "/search?q=Когда", ui=interface).links() if "/doc/ru/with/" in link]
        assert [link.split("?")[0] for link in beside] == [f"/doc/ru/with/{version}"]


def test_a_document_that_there_is_not_is_not_found(site: FlaskClient) -> None:
    get(site, "/doc/nowhere/with/pt", 404)
    get(site, "/doc/zh/with/pt?page=2", 400)


def test_a_result_leads_to_the_counterpart_and_to_both_beside_one_another(site: FlaskClient) -> None:
    links = get(site, "/search?q=四万二千元").links(".hit .acts a")
    assert any(link.startswith("/doc/pt?") and link.endswith("#t3") for link in links)
    assert any(link.startswith("/doc/zh/with/pt-PT?q=") and link.endswith("#t5") for link in links)


def test_every_turn_of_a_document_opens_beside_its_counterpart(site: FlaskClient) -> None:
    page = get(site, "/doc/zh?q=渡轮")
    assert any(link.startswith("/doc/zh/with/ru?q=") and link.endswith("#t2") for link in page.links("#t2 .who a"))
    assert not get(site, "/doc/alone").all(".who .lc")


def test_a_hit_is_put_beside_the_language_that_its_reader_most_likely_wants(site: FlaskClient) -> None:
    def beside(interface: str, query: str) -> str:
        links = get(site, f"/search?q={query}", ui=interface).links(".acts a[href*='/with/']")
        return links[0].partition("/with/")[2].partition("?")[0]

    assert beside("en", "四万二千元") == "pt-PT"
    assert beside("ru", "四万二千元") == "ru"
    assert beside("zh-Hant", "四万二千元") == "pt-PT"
    assert beside("en", "Quarenta") == "zh-Hans"
    assert beside("pt-BR", "Quarenta") == "zh-Hans"
