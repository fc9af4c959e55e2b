"""All hits, and all documents with a hit: what exports read."""

from __future__ import annotations

import pytest

from search.archive import Archive
from search.filters import Filters
from search.port.lookup import Sort
from search.request import SearchRequest
from search.results import scan
from tests.build import answer, archive_of, document, question, statement

MANY = [
    document(
        f"d{number}",
        statement(f"渔业账目第{number}号。\n另外宣布渔业配额。"),
        question("渔业账目公开吗？", "海湾日报"),
        answer("公开。", "安娜·马洛"),
        title=f"记者会{number}",
        date=f"2031-01-{number:02}",
    )
    for number in range(1, 8)
]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "BATCH", 4)


@pytest.fixture
def archive() -> Archive:
    return archive_of(*MANY)


def test_every_hit_comes_once_copies_included_whatever_page_and_size_say(archive: Archive) -> None:
    request = SearchRequest("渔业", page=3, size=2)
    found = [result.id for result in archive.scan(request)]
    assert len(found) == len(set(found)) == archive.search(SearchRequest("渔业", size=1)).total
    assert {"d1#t2", "d7#t2"} <= set(found)


def test_hits_are_marked_and_paired_as_on_the_page(archive: Archive) -> None:
    asked = next(
        result for result in archive.scan(SearchRequest("渔业", filters=Filters(doc="d3"))) if result.id == "d3#t2"
    )
    assert [asked.shown.text[mark.start : mark.end] for mark in asked.shown.marks] == ["渔业"]
    assert [each.text for each in asked.answers] == ["公开。"]


def test_hits_come_in_the_order_that_was_asked_for(archive: Archive) -> None:
    dates = [result.document.date for result in archive.scan(SearchRequest("渔业", sort=Sort.OLDEST))]
    assert dates == sorted(dates)


def test_filters_hold(archive: Archive) -> None:
    request = SearchRequest("渔业", filters=Filters(date_from="2031-01-06", kind="question"))
    assert {result.id for result in archive.scan(request)} == {"d6#t2", "d7#t2"}


def test_grouped_by_document_each_gives_one_hit(archive: Archive) -> None:
    found = [result.document.id for result in archive.scan(SearchRequest("渔业", group="document"))]
    assert sorted(found) == [f"d{number}" for number in range(1, 8)]


def test_a_document_comes_once_in_the_order_of_its_first_hit(archive: Archive) -> None:
    found = [each.id for each in archive.scan_documents(SearchRequest("渔业", sort=Sort.NEWEST))]
    assert found == [f"d{number}" for number in range(7, 0, -1)]


def test_an_empty_query_gives_everything(archive: Archive) -> None:
    assert len(list(archive.scan_documents(SearchRequest()))) == 7
    assert len(list(archive.scan(SearchRequest()))) == sum(len(each.passages) for each in MANY)


def test_portions_one_after_another_give_every_document_once(archive: Archive) -> None:
    request = SearchRequest("渔业", sort=Sort.NEWEST)
    start: int | None = 0
    found: list[str] = []
    while start is not None:
        portion = archive.document_portion(request, start, 3)
        assert portion.generation == archive.generation
        found += [each.id for each in portion.documents]
        start = portion.following
    assert found == [each.id for each in archive.scan_documents(request)]


def test_portions_of_hits_give_every_hit_once(archive: Archive) -> None:
    request = SearchRequest("渔业", sort=Sort.NEWEST)
    whole = [hit.id for hit in archive.scan(request)]
    assert len(whole) > 7
    parts = [archive.hit_portion(request, start, 3) for start in range(0, len(whole), 3)]
    assert [hit.id for part in parts for hit in part.hits] == whole
    assert [part.following for part in parts][-2:] == [(len(parts) - 1) * 3, None]


def test_a_portion_that_ends_with_the_last_document_has_none_after_it(archive: Archive) -> None:
    assert archive.document_portion(SearchRequest("渔业"), 0, 7).following is None
    assert archive.document_portion(SearchRequest("渔业"), 9, 7).documents == ()
