"""A query that would read too much loses its commonest words, and says which."""

from __future__ import annotations

import json

import pytest

from search.port.lookup import AllOf, AnyOf, Node, Phrase, Plus, Scaled, Term, Without
from search.query import read_budget
from search.query.read_budget import within_budget
from search.replies.json_text import json_text
from search.replies.search import search_reply
from search.request import SearchRequest
from search.terms import Column, Field, Layer, Part
from tests.build import archive_of, document, statement

BODY, STEMS = Field(Part.BODY, Layer.EXACT), Field(Part.BODY, Layer.STEMS)
RARE, COMMON, COMMONEST = Term(BODY, "farol"), Term(BODY, "porto"), Term(STEMS, "pt/de")
PRICES = {RARE: 10, COMMON: 400, COMMONEST: 900}


def cost(node: Node) -> int:
    match node:
        case Term():
            return PRICES[node]
        case AnyOf() | AllOf():
            return sum(map(cost, node.children))
        case Scaled():
            return cost(node.child)
        case Without():
            return cost(node.wanted) + cost(node.unwanted)
        case Plus():
            return cost(node.required) + cost(node.bonus)
        case _:
            return 5000


@pytest.fixture(autouse=True)
def little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_budget, "MOST_READ", 500)


def test_a_query_that_can_be_read_stays_as_it_is() -> None:
    tree = AnyOf((RARE, COMMON))
    assert within_budget(tree, cost) == (tree, ())


def test_the_commonest_alternatives_go_first_and_are_named() -> None:
    tree, notes = within_budget(AnyOf((COMMONEST, RARE, COMMON)), cost)
    assert tree == AnyOf((RARE, COMMON))
    assert [(note.code, note.arguments) for note in notes] == [("too_dear", {"words": "de"})]


def test_one_alternative_is_always_kept() -> None:
    tree, notes = within_budget(AnyOf((COMMONEST, COMMONEST)), cost)
    assert tree == AnyOf((COMMONEST,))
    assert [note.arguments["words"] for note in notes] == ["de"]


def test_what_is_required_stays() -> None:
    tree = AllOf((COMMONEST, COMMON))
    assert within_budget(tree, cost) == (tree, ())


def test_alternatives_are_found_below_what_scales_leaves_out_or_adds() -> None:
    inner, cheaper = AnyOf((COMMONEST, RARE)), AnyOf((RARE,))
    for around in (
        lambda node: Scaled(node, Column.KIND, ("contact",), 0.5),
        lambda node: Without(node, COMMON),
        lambda node: Plus(node, COMMON),
    ):
        assert within_budget(around(inner), cost)[0] == around(cheaper)


def test_a_phrase_is_named_by_its_words() -> None:
    _, notes = within_budget(AnyOf((Phrase(BODY, ("de", "um")), RARE)), cost)
    assert [note.arguments["words"] for note in notes] == ["de um"]


def test_the_page_and_the_reply_say_what_was_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_budget, "MOST_READ", 2)
    archive = archive_of(
        *(document(f"d{number}", statement("O farol da ilha e o porto.")) for number in range(4)),
        document("rare", statement("O guindaste do porto.")),
    )
    request = SearchRequest("quando voltam o guindaste grande, a lancha, o farol e mais alguma coisa ao porto da ilha")
    results = archive.search(request)
    assert [item.document.id for item in results.items] == ["rare"]
    notes = [(note.code, note.arguments["words"]) for note in results.notes]
    assert [code for code, _ in notes] == ["too_dear"]
    assert {"farol", "porto", "ilha"} <= set(notes[0][1].split(", "))
    assert "too_dear" in [note["code"] for note in json.loads(json_text(search_reply(results)))["query"]["notes"]]
