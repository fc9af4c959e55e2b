"""A document that cannot be written leaves nothing of itself in the draft, and its former version stays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from search.engines.whoosh.engine import WhooshEngine
from search.model import Document, Kind, Passage, Source, Span
from search.port.engine import Draft
from search.port.entry import Entry
from search.port.lookup import Everything, Term
from tests.contract.small import BODY, TITLE, found, indexed, put

BAD_TERM = [("two words", 0)]
GOOD_TERM = [("new", 0)]


def put_one(draft: Draft, name: str, title: Sequence[tuple[str, int]], size: int = 1) -> None:
    """A document of two units, of which the second has the title."""
    parts = tuple(Passage(f"t{number}", Kind.PARAGRAPH, (Span(0, 3),), "und") for number in (1, 2))
    entries = [
        Entry(f"{name}#t1", name, {BODY: GOOD_TERM}, {}, 1),
        Entry(f"{name}#t2", name, {BODY: GOOD_TERM, TITLE: title}, {}, size),
    ]
    draft.put(Document(name, "key", Source("f"), "new", Span(0, 0), passages=parts), entries)


@pytest.mark.parametrize(
    ("name", "title", "size"),
    [("a", BAD_TERM, 1), ("new", BAD_TERM, 1), ("b\udce9d", GOOD_TERM, 1), ("a", GOOD_TERM, -1)],
)
def test_a_put_that_fails_leaves_the_draft_as_it_was(
    tmp_path: Path, name: str, title: Sequence[tuple[str, int]], size: int
) -> None:
    engine = WhooshEngine(tmp_path / "index")
    base = indexed(engine, {"a": ["old words"]}).generation.name
    draft = engine.draft("analysis-1", base)
    put(draft, "b", "before")
    with pytest.raises((ValueError, OverflowError)):
        put_one(draft, name, title, size)
    put(draft, "c", "after", "after all")
    draft.seal()
    draft.publish()
    snapshot = engine.open()
    assert sorted(found(snapshot, Everything())) == ["a#t1", "b#t1", "c#t1", "c#t2"]
    assert found(snapshot, Term(BODY, "new")) == []
    assert sorted(found(snapshot, Term(BODY, "after"))) == ["c#t1", "c#t2"]
    texts = {one: document.text for one, document in snapshot.documents("abc").items()}
    assert texts == {"a": "old words\n", "b": "before\n", "c": "after\nafter all\n"}
    assert dict(snapshot.generation.counts) == {"documents": 3, "passages": 4}
