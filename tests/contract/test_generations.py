"""Documents come and go by generations, on every engine."""

from __future__ import annotations

import threading

import pytest

from search.engines.memory import MemoryEngine
from search.errors import IndexBusy, NoGeneration, StaleIndex
from search.port.engine import Engine, Snapshot
from search.port.lookup import Everything, Lookup, Term, Verbatim
from tests.contract.agreement import assert_same
from tests.contract.corpus import document
from tests.contract.small import BODY, found, indexed, put
from tests.contract.trees import Grower


def test_nothing_published_is_said(engine: Engine) -> None:
    assert engine.current() is None
    assert list(engine.generations()) == []
    with pytest.raises(NoGeneration):
        engine.open()


def test_a_snapshot_keeps_its_generation_while_others_are_published(engine: Engine) -> None:
    old = indexed(engine, {"a": ["x"]})
    new = indexed(engine, {"b": ["x"]}, base=old.generation.name)
    assert found(old, Term(BODY, "x")) == ["a#t1"]
    assert found(new, Term(BODY, "x")) == ["a#t1", "b#t1"]
    engine.prune(keep=1)
    assert found(old, Term(BODY, "x")) == ["a#t1"]
    assert [one.name for one in engine.generations()] == [new.generation.name]


def test_a_generation_that_was_removed_answers_to_the_end_whoever_has_it_open(engine: Engine) -> None:
    draft = engine.draft("analysis-1")
    put(draft, "a", "x y", "y")
    draft.seal()
    draft.attach("table", b"12")
    draft.publish()
    old, same = engine.open(), engine.open()
    wanted = old.search(Lookup(Term(BODY, "y")))
    indexed(engine, {"b": ["z"]})
    engine.prune(keep=1)
    assert len(engine.generations()) == 1
    assert same.search(Lookup(Term(BODY, "y"))) == wanted
    assert found(same, Verbatim(Term(BODY, "x"), "x y")) == ["a#t1"]
    assert same.documents(["a"])["a"].text == "x y\ny\n"
    assert [name for name, _, _ in same.sources()] == ["a"]
    assert same.attachment("table") == b"12"


def test_a_document_put_again_replaces_itself(engine: Engine) -> None:
    base = indexed(engine, {"a": ["old words", "more old"], "b": ["old"]}).generation.name
    draft = engine.draft("analysis-1", base)
    put(draft, "a", "passing")
    put(draft, "a", "new words")
    draft.seal()
    draft.publish()
    snapshot = engine.open()
    assert found(snapshot, Term(BODY, "old")) == ["b#t1"]
    assert found(snapshot, Term(BODY, "passing")) == []
    assert found(snapshot, Term(BODY, "new")) == ["a#t1"]
    assert snapshot.documents(["a"])["a"].text == "new words\n"
    assert sorted(name for name, _, _ in snapshot.sources()) == ["a", "b"]
    assert dict(snapshot.generation.counts) == {"documents": 2, "passages": 2}


def test_a_dropped_document_leaves_no_trace(engine: Engine) -> None:
    base = indexed(engine, {"a": ["x rare"], "b": ["x"], "c": ["x"]}).generation.name
    draft = engine.draft("analysis-1", base)
    draft.drop("a")
    draft.drop("never there")
    draft.seal()
    draft.publish()
    snapshot = engine.open()
    assert found(snapshot, Everything()) == ["b#t1", "c#t1"]
    assert snapshot.documents(["a", "b"]).keys() == {"b"}
    assert snapshot.frequencies([(BODY, "x")]) == {(BODY, "x"): 2}
    assert list(snapshot.vocabulary(BODY)) == [("x", 2)]


def test_scores_after_changes_are_those_of_a_fresh_index(engine: Engine) -> None:
    base = indexed(engine, {"a": ["x y z", "x"], "b": ["x y"], "c": ["y y y y"]}).generation.name
    draft = engine.draft("analysis-1", base)
    draft.drop("c")
    put(draft, "a", "x")
    draft.seal()
    draft.publish()
    fresh = indexed(MemoryEngine(), {"a": ["x"], "b": ["x y"]})
    lookup = Lookup(Term(BODY, "x"))
    assert_same(engine.open().search(lookup), fresh.search(lookup))


def test_a_document_without_passages_is_kept(engine: Engine) -> None:
    snapshot = indexed(engine, {"bare": []})
    assert snapshot.documents(["bare"])["bare"].key == "key of bare"
    assert [(name, key, source.path) for name, key, source in snapshot.sources()] == [
        ("bare", "key of bare", "bare.txt")
    ]


def test_switching_back_serves_the_old_generation(engine: Engine) -> None:
    first = indexed(engine, {"a": ["x"]}).generation
    second = indexed(engine, {"b": ["x"]}).generation
    assert [one.name for one in engine.generations()] == [first.name, second.name]
    engine.switch(first.name)
    assert engine.current() == first.name
    assert found(engine.open(), Everything()) == ["a#t1"]
    assert found(engine.open(second.name), Everything()) == ["b#t1"]
    with pytest.raises(NoGeneration):
        engine.switch("nosuch")
    assert engine.current() == first.name


def test_switching_to_a_generation_that_cannot_be_opened_is_refused(engine: Engine) -> None:
    first = indexed(engine, {"a": ["x"]}).generation
    draft = engine.draft("analysis-2")
    put(draft, "b", "x")
    draft.seal()
    second = draft.publish()
    engine._fingerprint = "analysis-2"  # type: ignore[attr-defined]  # as after a change of the analysis
    with pytest.raises(StaleIndex):
        engine.switch(first.name)
    assert engine.current() == second.name
    assert found(engine.open(), Everything()) == ["b#t1"]


def test_two_drafts_at_once_are_refused(engine: Engine) -> None:
    draft = engine.draft("analysis-1")
    with pytest.raises(IndexBusy):
        engine.draft("analysis-1")
    draft.abandon()
    engine.draft("analysis-1").abandon()
    assert engine.current() is None


def test_what_was_abandoned_is_not_served(engine: Engine) -> None:
    indexed(engine, {"a": ["x"]})
    draft = engine.draft("analysis-1", engine.current())
    put(draft, "b", "x")
    draft.abandon()
    assert found(engine.open(), Everything()) == ["a#t1"]
    assert len(engine.generations()) == 1


def test_a_sealed_draft_can_be_searched_before_it_is_served(engine: Engine) -> None:
    draft = engine.draft("analysis-1")
    put(draft, "a", "x")
    sealed = draft.seal()
    assert found(sealed, Term(BODY, "x")) == ["a#t1"]
    assert engine.current() is None
    draft.publish()
    assert found(sealed, Term(BODY, "x")) == ["a#t1"]


def test_attachments_belong_to_their_generation(engine: Engine) -> None:
    draft = engine.draft("analysis-1")
    draft.seal()
    draft.attach("suggest", b"\x00table")
    draft.publish()
    snapshot = engine.open()
    assert snapshot.attachment("suggest") == b"\x00table"
    assert snapshot.attachment("other") is None
    later = indexed(engine, {}, base=snapshot.generation.name)
    assert later.attachment("suggest") is None


def test_a_base_of_another_analysis_is_refused(engine: Engine) -> None:
    base = indexed(engine, {"a": ["x"]}).generation.name
    with pytest.raises(StaleIndex):
        engine.draft("analysis-2", base)


def test_eight_threads_read_one_snapshot(engine: Engine) -> None:
    draft = engine.draft("analysis-1")
    for number in range(40):
        draft.put(*document(number))
    draft.seal()
    draft.publish()
    snapshot = engine.open()
    lookups = [Grower(seed).lookup() for seed in range(60)]
    alone = [snapshot.search(lookup) for lookup in lookups]
    wrong: list[int] = []

    def ask(snapshot: Snapshot, start: int) -> None:
        for turn in range(len(lookups)):
            number = (start + turn) % len(lookups)
            if snapshot.search(lookups[number]) != alone[number]:
                wrong.append(number)

    fresh = engine.open()
    threads = [threading.Thread(target=ask, args=(fresh, start * 7)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
