"""Marks in a hurry: in one stretch, the same as without hurry; a page of the longest passages is answered in time."""

import time

import pytest

from search.engines.memory import MemoryEngine
from search.port.entry import entry_id
from search.port.lookup import Hit
from search.query.context import LoweringContext
from search.query.question import question_of
from search.request import Result, SearchRequest
from search.results.highlight import highlight
from search.results.highlight_query import HighlightQuery, highlight_query
from search.results.highlight_window import highlight_window
from search.results.results_page import hit_views
from search.results.searcher import Searcher
from tests.build import ANALYZER, document, publish, statement

FILLER = "灯塔署表示，渡轮照常开航，票价不变。"
ENCHIMENTO = "O barco da noite continua, com a tarifa de sempre. "


def asked(query: str) -> HighlightQuery:
    return highlight_query(question_of(SearchRequest(query), LoweringContext(ANALYZER)))


def in_view(item: Result) -> bool:
    """Whether a mark stands in the window that is shown."""
    view = item.shown.snippet
    return any(view.start <= mark.start and mark.end <= view.end for mark in item.shown.marks)


@pytest.mark.parametrize(
    ("query", "filler", "sentence", "lang"),
    [
        ("捕捞配额", FILLER, "蓝鳍金枪鱼的捕捞配额下调。", "zh-Hans"),
        ("捕捞配额", FILLER, "藍鰭金槍魚的捕撈配額下調。", "zh-Hant"),
        ("“金枪鱼的捕捞”", FILLER, "蓝鳍金枪鱼的捕捞配额下调。", "zh-Hans"),
        ("渔业部门为什么下调蓝鳍金枪鱼的配额", FILLER, "蓝鳍金枪鱼的捕捞配额下调。", "zh-Hans"),
        ("鳍", FILLER, "蓝鳍金枪鱼。", "zh-Hans"),
        ("declaracao", ENCHIMENTO, "As declarações foram curtas.", "pt"),
        ("“pesca do atum”", ENCHIMENTO, "A pesca do atum parou.", "pt"),
        ("atu*", ENCHIMENTO, "A pesca do atum parou.", "pt"),
        ("квота", "Паром ходит ночью. ", "О квотах сказано вчера.", "ru"),
        ("atum NEAR/3 pesca", ENCHIMENTO, "A pesca do atum parou.", "pt"),
    ],
)
def test_the_stretch_has_the_marks_that_a_whole_passage_has(query: str, filler: str, sentence: str, lang: str) -> None:
    page = document("d", statement(filler * 60 + sentence + filler * 60), title=sentence, lang=lang)
    (passage,) = page.passages
    slow, quick = (mark(page, passage, asked(query)) for mark in (highlight, highlight_window))
    assert slow is not None
    assert quick is not None
    assert set(quick.body) <= set(slow.body)
    assert any(page.text[mark.start : mark.end] in sentence for mark in quick.body)
    assert quick.title == slow.title


def test_past_the_deadline_hits_are_partly_marked_and_say_so() -> None:
    page = document("d", statement((FILLER + "捕捞配额下调。") * 200))
    engine = MemoryEngine()
    publish(engine, page)
    searcher = Searcher(engine.open(), ANALYZER)
    hits, documents = [Hit(entry_id("d", "t1.1"), "d", 1.0)], {"d": page}
    (late,) = hit_views(searcher, asked("捕捞配额"), hits, documents, time.monotonic() - 1)
    (whole,) = hit_views(searcher, asked("捕捞配额"), hits, documents)
    assert late.partly_marked
    assert not whole.partly_marked
    assert 0 < len(late.shown.marks) < len(whole.shown.marks) == 200
    assert in_view(late)


def test_a_hundred_of_the_longest_passages_are_shown_in_time() -> None:
    pages = {f"d{i}": document(f"d{i}", statement((FILLER + f"第{i}次捕捞配额下调。") * 250)) for i in range(100)}
    engine = MemoryEngine()
    publish(engine, document("one", statement(FILLER)))
    searcher = Searcher(engine.open(), ANALYZER)
    hits = [Hit(entry_id(each, "t1.1"), each, 1.0) for each in pages]
    started = time.monotonic()
    shown = hit_views(searcher, asked("捕捞配额 灯塔署 票价"), hits, pages, started + 0.2)
    assert time.monotonic() - started < 8  # about 1 s; marking all of each takes half a minute
    assert len(shown) == 100
    assert all(in_view(item) for item in shown)
