"""Filters, facets, order, paging, collapsing on every engine."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from search.engines.whoosh.engine import WhooshEngine
from search.port.engine import Engine
from search.port.lookup import AnyOf, Between, Everything, Facet, Keep, Lookup, Sort, Term
from search.terms import Column
from tests.contract.small import BODY, Unit, found, indexed

ODD = ("Lu, Ana", "Lu", " Ana", 'the "Old" one', "a\tb", "名，字", "50%", "")


def dated(date: str) -> Unit:
    return Unit("x", columns={Column.DATE: (date,)} if date else {})


def test_a_comma_in_a_name_makes_one_facet(engine: Engine) -> None:
    units = [Unit("x", columns={Column.SPEAKER: (name,)}) for name in ODD]
    snapshot = indexed(engine, {"a": units})
    page = snapshot.search(Lookup(Term(BODY, "x"), facets=(Column.SPEAKER,)))
    assert {facet.value for facet in page.facets[Column.SPEAKER]} == set(ODD)
    for number, name in enumerate(ODD, 1):
        assert found(snapshot, Keep(Column.SPEAKER, (name,))) == [f"a#t{number}"]


def test_a_unit_with_two_speakers_counts_for_both_once(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": [Unit("x", columns={Column.SPEAKER: ("nio", "bo", "nio")})]})
    page = snapshot.search(Lookup(Everything(), facets=(Column.SPEAKER,)))
    assert page.facets[Column.SPEAKER] == (Facet("bo", 1), Facet("nio", 1))


def test_a_facet_ignores_the_filter_on_its_own_column(engine: Engine) -> None:
    rows = (("pt", "answer"), ("pt", "question"), ("zh-Hans", "answer"))
    units = [Unit("x", columns={Column.LANG: (lang,), Column.KIND: (kind,)}) for lang, kind in rows]
    snapshot = indexed(engine, {"a": units})
    filters = (Keep(Column.LANG, ("pt",)), Keep(Column.KIND, ("answer",)))
    page = snapshot.search(Lookup(Everything(), filters=filters, facets=(Column.LANG, Column.KIND)))
    assert page.total == 1
    assert page.facets[Column.LANG] == (Facet("pt", 1), Facet("zh-Hans", 1))
    assert page.facets[Column.KIND] == (Facet("answer", 1), Facet("question", 1))


def test_a_language_is_kept_by_prefix(engine: Engine) -> None:
    units = [Unit("x", columns={Column.LANG: (lang,)}) for lang in ("zh-Hans", "zh-Hant", "zho", "pt")]
    snapshot = indexed(engine, {"a": units})
    assert found(snapshot, Keep(Column.LANG, ("zh",), prefix=True)) == ["a#t1", "a#t2"]
    assert found(snapshot, Keep(Column.LANG, ("zh",))) == []


@pytest.mark.parametrize(
    ("low", "high", "kept"),
    [
        ("2031", "2031", "1 2 3 4"),
        ("2031-03", "2031-03", "1 2 3"),
        ("2031-03-05", "", "1 2 4 5"),
        ("", "2031-03-04", "1 2 3"),
        ("2031-03-04", "2031-03-04", "1 2 3"),
        ("", "", "1 2 3 4 5"),
    ],
)
def test_a_partial_date_matches_a_range_by_overlap(engine: Engine, low: str, high: str, kept: str) -> None:
    dates = ("2031", "2031-03", "2031-03-04", "2031-04-01", "2032-01-01", "")
    snapshot = indexed(engine, {"a": [dated(date) for date in dates]})
    assert sorted(found(snapshot, Between(Column.DATE, low, high))) == [f"a#t{number}" for number in kept.split()]


def test_undated_units_come_last_in_both_date_orders(engine: Engine) -> None:
    dates = ("2031-03", "", "2031-03-04", "2032", "someday")
    snapshot = indexed(engine, {"a": [dated(date) for date in dates]})
    assert found(snapshot, Everything(), sort=Sort.NEWEST) == ["a#t4", "a#t3", "a#t1", "a#t2", "a#t5"]
    assert found(snapshot, Everything(), sort=Sort.OLDEST) == ["a#t1", "a#t3", "a#t4", "a#t2", "a#t5"]


def test_equal_scores_go_by_date_then_id(engine: Engine) -> None:
    snapshot = indexed(engine, {"b": [dated("2031"), dated("2032")], "a": [dated("2031")]})
    assert found(snapshot, Term(BODY, "x")) == ["b#t2", "a#t1", "b#t1"]


def test_pages_join_without_gap_or_overlap(engine: Engine) -> None:
    snapshot = indexed(engine, {f"d{number:02d}": ["x", "x y"] for number in range(20)})
    tree = AnyOf((Term(BODY, "x"), Term(BODY, "y")))
    whole = found(snapshot, tree, limit=100)
    pages = [found(snapshot, tree, offset=offset, limit=7) for offset in range(0, 49, 7)]
    assert [one for page in pages for one in page] == whole
    assert len(whole) == 40
    assert found(snapshot, tree, offset=1000) == []
    assert found(snapshot, tree, limit=0) == []


def test_collapsing_shows_the_best_of_each_group_and_counts_the_rest(engine: Engine) -> None:
    same, other = {Column.DUP: ("f1",)}, {Column.DUP: ("f2",)}
    units = [Unit("x pad", columns=same), Unit("x", columns=same), Unit("x pad pad", columns=other), Unit("x z z z")]
    snapshot = indexed(engine, {"a": [*units, Unit("x z z z")]})
    page = snapshot.search(Lookup(Term(BODY, "x"), collapse=Column.DUP))
    assert [(hit.passage, hit.copies) for hit in page.hits] == [("a#t2", 2), ("a#t3", 1), ("a#t4", 1), ("a#t5", 1)]
    assert (page.total, page.groups) == (5, 4)


def test_collapsing_reaches_beyond_a_crowd_of_copies(engine: Engine) -> None:
    crowd = [Unit("x", columns={Column.DUP: ("f1",)})] * 300
    snapshot = indexed(engine, {"a": crowd, "b": [Unit("x y", columns={Column.DUP: ("f2",)}), "x y z"]})
    page = snapshot.search(Lookup(Term(BODY, "x"), collapse=Column.DUP, limit=3))
    assert [(hit.passage, hit.copies) for hit in page.hits] == [("a#t1", 300), ("b#t1", 1), ("b#t2", 1)]


def test_past_the_deadline_the_page_says_so(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["x y"]})
    page = snapshot.search(Lookup(Term(BODY, "x"), deadline=time.monotonic() - 1))
    assert (page.partial, page.total_is_exact) == (("deadline",), False)
    page = snapshot.search(Lookup(Term(BODY, "x"), deadline=time.monotonic() + 60))
    assert (page.partial, page.total_is_exact, page.total) == ((), True, 1)


def test_a_scan_knows_no_deadline(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["x", "x"]})
    assert len(list(snapshot.scan(Lookup(Term(BODY, "x"), deadline=time.monotonic() - 1)))) == 2


@pytest.mark.parametrize("seen", range(1, 8))
def test_what_is_found_in_time_is_scored_by_what_there_was_time_for(
    seen: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words: dict[str, list[Unit | str]] = {
        f"d{n:02}": [("a " if n % 2 else "") + ("b " if n % 3 else "") + "c " * (n % 4) + "z"] for n in range(60)
    }
    snapshot = indexed(WhooshEngine(tmp_path), words)
    tree = AnyOf((Term(BODY, "b"), AnyOf((Term(BODY, "a"), Term(BODY, "c"), Term(BODY, "z")))))
    pages = []
    for limit in (1000, 10):
        left = iter([False] * seen)
        monkeypatch.setattr("search.port.deadline.passed", lambda at, left=left: at and next(left, True))
        pages.append(snapshot.search(Lookup(tree, limit=limit, deadline=1.0)))
    whole, page = pages
    assert all(hit.score > 0 for hit in whole.hits)
    assert page.hits == whole.hits[:10]


@pytest.mark.parametrize("least", [0, 1024])
def test_a_few_of_many_values_are_found_as_lists_of_rows(
    least: int, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.whoosh.reader.index_reader.SPARSE_MIN_SETS", least)
    units = {f"d{n:02}": [Unit("x", columns={Column.NUMBER: (f"{n % 20}",)})] for n in range(40)}
    snapshot = indexed(engine, {**units, "pair": [Unit("x", columns={Column.NUMBER: ("3", "4")}), "y"]})
    kept = Keep(Column.NUMBER, ("4", "7", "3", "none"))
    assert set(found(snapshot, kept)) == {"d03#t1", "d04#t1", "d07#t1", "d23#t1", "d24#t1", "d27#t1", "pair#t1"}
    page = snapshot.search(Lookup(kept, filters=(Keep(Column.NUMBER, ("4",)),), limit=2, facets=(Column.NUMBER,)))
    assert (page.total, len(page.hits)) == (3, 2)
    assert found(snapshot, Keep(Column.NUMBER, ("none",))) == []
