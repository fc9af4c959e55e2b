"""Atom feeds: valid, one entry a turn, ids that outlive a reindex."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.feeds import FeedInfo, atom_feed, entry_tag, timestamp
from search.model import Document
from search.request import Result
from search.results.passage_view import passage_view
from tests.build import answer, document, question, statement

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = FeedInfo(
    "https://archive.example:8443/",
    "Wenda: 渔业 & co",
    "/feed.atom?q=%E6%B8%94%E4%B8%9A",
    "/search?q=%E6%B8%94%E4%B8%9A",
    lang="zh-Hans",
)
BRIEFING = document(
    "b41",
    statement("今天公布账目。\n另外宣布配额。", "安娜·马洛"),
    question("配额会减少吗？"),
    answer("不会减少。", "安娜·马洛"),
    title="渔业部记者会",
    date="2031-09-18",
    publisher="渔业部",
    cards=["渔业部新闻处 电话 5555-0101"],
)


def hits(*documents: Document) -> list[Result]:
    return [
        Result(f"{each.id}#{passage.id}", each, passage_view(each, passage), 1.0)
        for each in documents
        for passage in each.passages
    ]


def parsed(results: list[Result], feed: FeedInfo = FEED) -> ElementTree.Element:
    return ElementTree.fromstring(atom_feed(results, feed))


def texts(tree: ElementTree.Element, path: str) -> list[str]:
    return [each.text or "" for each in tree.findall("/".join(ATOM + step for step in path.split("/")))]


def test_the_feed_says_what_and_where_it_is() -> None:
    tree = parsed(hits(BRIEFING))
    assert texts(tree, "title") == ["Wenda: 渔业 & co"]
    assert texts(tree, "updated") == ["2031-09-18T00:00:00Z"]
    links = {link.get("rel"): link.get("href") for link in tree.findall(f"{ATOM}link")}
    assert links == {
        "self": "https://archive.example:8443/feed.atom?q=%E6%B8%94%E4%B8%9A",
        "alternate": "https://archive.example:8443/search?q=%E6%B8%94%E4%B8%9A",
    }


def test_every_element_that_rfc_4287_requires_is_there_once() -> None:
    tree = parsed(hits(BRIEFING))
    for entry in [tree, *tree.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(entry.findall(ATOM + name)) == 1
    assert all(len(entry.findall(f"{ATOM}author/{ATOM}name")) == 1 for entry in tree.findall(f"{ATOM}entry"))


def test_hits_of_one_turn_are_one_entry_and_ids_are_unique() -> None:
    found = texts(parsed(hits(BRIEFING)), "entry/id")
    assert found == [
        "tag:archive.example,2025:/doc/b41#t1",
        "tag:archive.example,2025:/doc/b41#t2",
        "tag:archive.example,2025:/doc/b41#t3",
        "tag:archive.example,2025:/doc/b41#c1",
    ]


def test_an_id_depends_on_the_turn_alone() -> None:
    changed = replace(BRIEFING, text=BRIEFING.text.replace("减少", "增加"), date="2031-10", number="9")
    moved = replace(FEED, base_url="http://archive.example")
    assert texts(parsed(hits(changed), moved), "entry/id") == texts(parsed(hits(BRIEFING)), "entry/id")


def test_an_entry_links_to_the_passage_and_tells_when_it_changed() -> None:
    [link] = parsed(hits(BRIEFING)[2:3]).findall(f"{ATOM}entry/{ATOM}link")
    assert (link.get("href") or "").startswith("https://archive.example:8443/doc/b41?v=")
    assert (link.get("href") or "").endswith("#t2")


def test_an_entry_names_the_speaker_else_the_publisher() -> None:
    tree = parsed(hits(BRIEFING))
    assert texts(tree, "entry/author/name") == ["安娜·马洛", "渔业部", "安娜·马洛", "渔业部"]


@pytest.mark.parametrize(
    ("date", "time"),
    [
        ("2031-09-18", "2031-09-18T00:00:00Z"),
        ("2031-09", "2031-09-01T00:00:00Z"),
        ("2031", "2031-01-01T00:00:00Z"),
        ("", "1970-01-01T00:00:00Z"),
    ],
)
def test_a_partial_date_is_its_first_moment_and_none_a_fixed_day(date: str, time: str) -> None:
    assert timestamp(date) == time


def test_an_empty_feed_is_whole() -> None:
    tree = parsed([], replace(FEED, updated="2031-01-02"))
    assert texts(tree, "updated") == ["2031-01-02T00:00:00Z"]
    assert tree.findall(f"{ATOM}entry") == []


def test_ids_hold_no_sign_that_a_uri_may_not() -> None:
    assert entry_tag("https://archive.example", "a b/渔", "t1.2").isascii()
    assert " " not in entry_tag("", "a b", "t1")


@settings(max_examples=30)
@given(text=st.text(min_size=1, max_size=20))
def test_any_text_gives_a_well_formed_feed(text: str) -> None:
    hit = hits(BRIEFING)[0]
    broken = replace(hit, shown=replace(hit.shown, text=text, anchor=text.encode("utf-8", "replace").decode()))
    parsed([broken], replace(FEED, title=text, subtitle=text))
