"""Stored documents lose nothing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from search.errors import StaleIndex
from search.model import Document, Source, Span
from search.outline import outline_of
from search.serial import (
    pack,
    pack_outline,
    pack_source,
    unpack,
    unpack_outline,
    unpack_source,
    unpack_texts,
)
from tests.search.full_document import FULL


@pytest.mark.parametrize(
    "document", [FULL, Document("d", "k", Source("p"), "", Span(0, 0)), replace(FULL, text="\ud800")]
)
def test_a_stored_document_comes_back_equal(document: Document) -> None:
    assert unpack(pack(document)) == document


def test_the_texts_of_the_passages_are_those_of_the_document() -> None:
    assert unpack_texts(pack(FULL)) == {one.id: FULL.passage_text(one) for one in FULL.passages}


def test_what_is_at_its_default_takes_no_room() -> None:
    assert json.loads(pack(Document("d", "k", Source("p"), "x", Span(0, 0)))) == {
        "v": 1,
        "id": "d",
        "key": "k",
        "source": {"path": "p"},
        "text": "x",
        "title": [0, 0],
    }


def test_another_version_asks_for_a_full_run() -> None:
    with pytest.raises(StaleIndex, match="another version"):
        unpack(pack(FULL).replace(b'"v":1', b'"v":0', 1))


def test_a_source_is_stored_beside_its_document() -> None:
    assert unpack_source(pack_source(FULL.id, FULL.key, FULL.source)) == ("d1", "a/b.txt", FULL.source)


def test_an_outline_is_stored_beside_its_document() -> None:
    outline = outline_of(FULL)
    assert outline.turns
    assert unpack_outline(FULL.id, FULL.number, pack_outline(outline)) == outline
