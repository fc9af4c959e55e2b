"""What an engine tells of its hits: the parts outside of which nobody needs to look for marks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from search.engines.whoosh.engine import WhooshEngine
from search.port.engine import Engine
from search.port.leaf import field_of, leaves
from search.port.lookup import AnyOf, Lookup, Phrase, Term
from search.port.match import leaf_spans, passage_of_entry
from search.terms import Part
from tests.contract.corpus import document
from tests.contract.indexes import CORPORA, together
from tests.contract.small import BODY, TITLE, Unit, indexed
from tests.contract.trees import Grower

NAMES = ("one segment", "eight segments, a fifth deleted")


@pytest.mark.parametrize("name", NAMES)
def test_no_leaf_stands_outside_of_the_parts_told(name: str, tmp_path: Path) -> None:
    units = {entry.id: passage_of_entry(entry) for number in range(120) for entry in document(number)[1]}
    snapshot = together(tmp_path, CORPORA[name])
    met = 0
    for seed in range(400):
        lookup = replace(Grower(seed).lookup(), with_parts=True)
        for hit in snapshot.search(lookup).hits:
            assert hit.parts is not None
            for leaf in leaves(lookup.tree, unwanted=True):
                if leaf_spans(leaf, units[hit.passage]):
                    assert field_of(leaf).part in hit.parts, f"seed {seed}: {leaf}"
                    met += 1
    assert met > 1_000  # the trees do find something


def test_a_part_without_the_words_is_not_told(tmp_path: Path) -> None:
    tree = AnyOf((Term(BODY, "porto"), Phrase(TITLE, ("velho", "porto"))))
    units = {
        "a": Unit("porto velho"),
        "b": Unit("porto velho", "velho porto"),
        "c": Unit("porto velho", "velho"),
    }
    snapshot = indexed(WhooshEngine(tmp_path), {name: [unit] for name, unit in units.items()})
    found = {hit.document: hit.parts for hit in snapshot.search(Lookup(tree, with_parts=True)).hits}
    assert found == {"a": {Part.BODY}, "b": {Part.BODY, Part.TITLE}, "c": {Part.BODY}}


def test_who_is_not_asked_tells_nothing(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["porto"]})
    assert [hit.parts for hit in snapshot.search(Lookup(Term(BODY, "porto"))).hits] == [None]
