"""Complaints about how pages were taken apart: invented speakers, menus among the hits; and days lost at a range's end."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from search.filters import Filters
from search.request import SearchRequest
from tests.build import archive_of, document, statement
from tests.indexer.segment.pages import page

TITLE = "灯塔署发言人沈若棠主持例行记者会\n\n"


@pytest.mark.parametrize(
    "line",
    [
        "他说：渡轮照常开航。",
        "他还强调：票价不变。",
        "报道说：码头已经开放。",
        "电话：+000 5550 0141",
        "传真: 5550 0142",
        "网址：https://example.org/faros:8080/a",
        "https://example.org:8080/pagina",
        "开放时间：10:30-17:00",
        "Horário: das 10:30 às 17:00",
        "Telefone: +000 5550-0141",
        "Local: cais da ponte",
        "Ele disse: o barco continua.",
        "Email: gabinete@example.org",
        "Время: 10:30",
        "Он сказал: паром ходит.",
        "第一：继续开放；第二：不涨价。",
        "注：数字为估计。",
    ],
)
def test_28_a_colon_makes_no_speaker(line: str) -> None:
    found = page(f"{TITLE}问：渡轮夜航会延长吗？\n\n沈若棠：会的。\n\n{line}\n\n问：票价呢？\n\n沈若棠：不变。")
    assert {speaker.name for speaker in found.speakers} == {"沈若棠"}, line
    assert [turn.role for turn in found.turns].count("question") == 2


def test_28_a_speaker_who_returns_is_one_and_namesakes_of_another_office_are_not_made_up() -> None:
    found = page(
        f"{TITLE}沈若棠：各位好。\n\n《潮信周刊》记者苏禾：夜航呢？\n\n沈若棠：延长。\n\n苏禾：票价呢？\n\n沈若棠：不变。"
    )
    assert sorted(speaker.name for speaker in found.speakers) == ["沈若棠", "苏禾"]


MENU_PAGE = """<html><head><title>灯塔署例行记者会</title></head><body>
<nav><ul><li><a href="/">网站首页</a></li><li><a href="/fuwu">办事服务</a></li><li><a href="/tuji">精彩图集</a></li></ul></nav>
<div class="crumbs"><a href="/">网站首页</a> &gt; <a href="/x">新闻发布</a> &gt; 正文</div>
<h1>灯塔署例行记者会</h1><p>2031年9月18日</p>
<p>问：渡轮夜航会延长吗？</p><p>沈若棠：会的，夜航延长到零点，票价不变，码头的灯光由灯塔署维护。</p>
<p>问：码头何时开放？</p><p>沈若棠：下个月开放，各位可以乘渡轮去看。</p>
<div class="count">浏览次数：40721</div><div class="share">分享到微博</div><footer>版权所有 灯塔署信息中心承办</footer></body></html>"""


def test_30_words_of_menus_breadcrumbs_and_counters_find_nothing() -> None:
    archive = archive_of(page(MENU_PAGE, "html"))
    assert archive.search(SearchRequest("夜航")).total
    for query in (
        "网站首页",
        "办事服务",
        "精彩图集",
        "新闻发布",
        "浏览次数",
        "40721",
        "分享到微博",
        "版权所有",
        "信息中心承办",
    ):
        assert archive.search(SearchRequest(f'"{query}"')).total == 0, query


def test_30_a_contact_card_stands_below_what_was_said_unless_it_is_asked_for() -> None:
    card = "灯塔署新闻处\n电话：+000 5550 0141\n邮箱：press@example.org"
    archive = archive_of(document("a", statement("灯塔署今天宣布，新闻处的渡轮照常开航。"), cards=[card]))

    def kinds(query: str, **filters: tuple[str, ...]) -> list[str]:
        return [str(item.shown.passage.kind) for item in archive.search(SearchRequest(query, Filters(**filters))).items]

    assert kinds("灯塔署") == ["paragraph", "contact"]
    assert kinds("灯塔署电话")[0] == kinds("press@example.org")[0] == kinds("5550 0141")[0] == "contact"
    assert kinds("灯塔署", kind=("contact",)) == ["contact"]


@pytest.fixture(params=["UTC", "UTC-14", "UTC+12"])
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """The clock of the machine set to a zone (POSIX signs: UTC-14 is fourteen hours ahead)."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    os.environ.pop("TZ")
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


def test_31_a_day_is_the_same_in_every_time_zone(zone: str) -> None:
    days = ("2031-03-04", "2031-03-05", "2031-03-06", "")
    archive = archive_of(*(document(day or "undated", statement("配额不变。"), date=day) for day in days))

    def found(query: str = "配额", **filters: str) -> list[str]:
        return sorted(item.document.id for item in archive.search(SearchRequest(query, Filters(**filters))).items)

    assert found(date_to="2031-03-05") == found("配额 to:2031-03-05") == ["2031-03-04", "2031-03-05"]
    assert found(date_from="2031-03-05") == ["2031-03-05", "2031-03-06"]
    assert found(date_from="2031-03-05", date_to="2031-03-05") == ["2031-03-05"]
    assert found("配额 -from:1900") == ["undated"]


@pytest.mark.parametrize("line", ["有记者问到：票价如何？不予置评。", "记者追问：夜航呢？", "他谈到：航线增加。"])
def test_28_a_verb_behind_a_reporter_is_no_name(line: str) -> None:
    found = page(f"{TITLE}问：渡轮夜航会延长吗？\n\n沈若棠：会的。\n\n{line}\n\n问：票价呢？\n\n沈若棠：不变。")
    assert {speaker.name for speaker in found.speakers} == {"沈若棠"}


TOOLS_PAGE = """<html><head><title>Conferência do Cais</title></head><body><p class="x">Início » Notícias » Conferência</p>
<h1>Conferência do Cais</h1><p>4 de março de 2031</p><p>Pergunta: A travessia abre quando?</p>
<p>Lia Falcato: A travessia abre em maio, e o preço dos bilhetes mantém-se até ao fim do ano.</p><p>Pergunta: E a ponte?</p>
<p>Lia Falcato: A ponte velha fecha para obras durante o inverno e reabre depois.</p>
<div>Imprimir | Partilhar | Tamanho da letra A+ A-</div></body></html>"""


def test_30_a_trail_and_a_row_of_tools_without_names_find_nothing() -> None:
    archive = archive_of(page(TOOLS_PAGE, "html"))
    assert archive.search(SearchRequest("travessia")).total
    for query in ("Início", "Notícias", "Imprimir", "Partilhar", "Tamanho da letra"):
        assert archive.search(SearchRequest(f'"{query}"')).total == 0, query
