"""Indexes in which nothing is left to be found, although there are documents and words in them."""

from __future__ import annotations

import pytest

from search.port.engine import Engine
from search.port.lookup import AnyOf, Everything, Lookup, Near, Node, Phrase, Prefix, Term
from tests.contract.small import BODY, indexed, put

TREES: tuple[Node, ...] = (
    Term(BODY, "x"),
    AnyOf((Term(BODY, "x"), Term(BODY, "y"))),
    Phrase(BODY, ("x", "y")),
    Near(BODY, (("x",), ("y",)), 3),
    Prefix(BODY, "x"),
    Everything(),
)


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: type(tree).__name__)
def test_documents_without_passages_stay_when_the_last_passage_goes(engine: Engine, tree: Node) -> None:
    indexed(engine, {"a": ["x y"], "b": [], "c": [], "d": []})
    draft = engine.draft("analysis-1", engine.current())
    draft.drop("a")
    draft.seal()
    draft.publish()
    snapshot = engine.open()
    assert snapshot.search(Lookup(tree)).total == 0
    assert snapshot.frequencies([(BODY, "x")]) == {(BODY, "x"): 0}


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: type(tree).__name__)
def test_a_document_put_and_dropped_in_one_draft_is_not_found(engine: Engine, tree: Node) -> None:
    draft = engine.draft("analysis-1")
    put(draft, "a", "x y")
    put(draft, "b")
    draft.drop("a")
    draft.seal()
    draft.publish()
    assert engine.open().search(Lookup(tree)).total == 0


def test_no_vocabulary_is_asked_for(engine: Engine) -> None:
    indexed(engine, {"a": ["x y"]})
    assert list(indexed(engine, {"b": ["x z"]}, engine.current()).vocabulary(BODY, limit=0)) == []
