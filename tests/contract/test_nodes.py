"""What each node finds, in words, on every engine."""

from __future__ import annotations

import random

import pytest

from search.engines.memory import MemoryEngine
from search.errors import NotSupported
from search.port.engine import Engine
from search.port.lookup import (
    AllOf,
    AnyOf,
    Apart,
    BestOf,
    Everything,
    Keep,
    Lookup,
    Near,
    Nothing,
    Phrase,
    Plus,
    Prefix,
    Scaled,
    Term,
    Verbatim,
    Without,
)
from search.port.match import PositionIndex, near_ranges
from search.terms import Column
from tests.contract.agreement import assert_same
from tests.contract.small import BODY, TITLE, Unit, found, indexed


def test_a_term_finds_the_units_that_hold_it(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["red boat", "blue boat"], "b": ["red door"]})
    assert sorted(found(snapshot, Term(BODY, "red"))) == ["a#t1", "b#t1"]
    assert found(snapshot, Term(TITLE, "red")) == []


def test_the_rarer_word_scores_higher_and_the_shorter_unit_too(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["red boat", "red boat and much else"], "b": ["red door"]})
    assert found(snapshot, AnyOf((Term(BODY, "red"), Term(BODY, "door")))) == ["b#t1", "a#t1", "a#t2"]


def test_a_word_may_stand_hundreds_of_times_in_a_unit(engine: Engine) -> None:
    often = {"a": ["tick " * 255, "tick " * 256, "tick " * 700 + "end", "tick tock", "tock"], "b": ["tick"]}
    snapshot, reference = indexed(engine, often), indexed(MemoryEngine(), often)
    for tree in (Term(BODY, "tick"), AnyOf((Term(BODY, "tick"), Term(BODY, "tock"))), Phrase(BODY, ("tick", "end"))):
        assert_same(snapshot.search(Lookup(tree)), reference.search(Lookup(tree)))


def test_a_phrase_needs_its_words_side_by_side_and_in_order(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["old red boat", "red old boat", "boat old red"]})
    assert sorted(found(snapshot, Phrase(BODY, ("old", "red")))) == ["a#t1", "a#t3"]
    assert found(snapshot, Phrase(BODY, ("red", "boat"))) == ["a#t1"]


def test_a_phrase_with_offsets_leaves_places_open(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["one two three four", "one three two four"]})
    assert found(snapshot, Phrase(BODY, ("one", "three"), offsets=(0, 2))) == ["a#t1"]
    assert found(snapshot, Phrase(BODY, ("three", "one"), offsets=(2, 0))) == ["a#t1"]


def test_a_phrase_that_repeats_a_word_needs_it_twice(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["tick tick", "tick tock tick"]})
    assert found(snapshot, Phrase(BODY, ("tick", "tick"))) == ["a#t1"]


def test_chains_of_many_pieces_in_any_order_are_those_of_the_definition(engine: Engine) -> None:
    chance = random.Random(23)
    lines = [" ".join(chance.choices("abcdexxxxx", k=14)) for _ in range(80)]
    snapshot = indexed(engine, {f"d{number:02d}": [line] for number, line in enumerate(lines)})
    for groups in ("a b c", "a b c d", "a a b c", "ab c d", "a b c d e", "ab ba c"):
        near = Near(BODY, tuple(tuple(group) for group in groups.split()), 3)
        expected = {f"d{number:02d}#t1" for number, line in enumerate(lines) if near_ranges(near, _line(line))}
        assert expected, groups
        assert {hit.passage for hit in snapshot.scan(Lookup(near))} == expected, groups


def _line(words: str) -> PositionIndex:
    places: dict[str, tuple[int, ...]] = {}
    for place, word in enumerate(words.split()):
        places[word] = (*places.get(word, ()), place)
    return PositionIndex(places, {})


def test_near_counts_positions_in_either_order(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["oil x x tax", "tax x oil", "oil x x x x tax"]})
    assert sorted(found(snapshot, Near(BODY, (("oil",), ("tax",)), 3))) == ["a#t1", "a#t2"]
    assert found(snapshot, Near(BODY, (("oil",), ("tax",)), 3, ordered=True)) == ["a#t1"]


def test_near_of_one_word_twice_needs_two_of_them(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["oil x oil", "oil"]})
    assert found(snapshot, Near(BODY, (("oil",), ("oil",)), 3)) == ["a#t1"]


def test_near_takes_phrases_and_more_than_two_pieces(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["new port x old town y tax", "old town tax new x port"]})
    assert found(snapshot, Near(BODY, (("old", "town"), ("new", "port")), 2)) == ["a#t1"]
    assert found(snapshot, Near(BODY, (("tax",), ("new", "port"), ("old", "town")), 2)) == ["a#t1"]


def test_near_of_too_many_pieces_is_refused_not_cut(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["a b c d e f g"]})
    groups = tuple((letter,) for letter in "abcdefg")
    assert found(snapshot, Near(BODY, groups, 2, ordered=True)) == ["a#t1"]
    with pytest.raises(NotSupported):
        snapshot.search(Lookup(Near(BODY, groups, 2)))


def test_apart_wants_a_place_of_its_own(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["new port city", "new port", "new port city and new port"]})
    tree = Apart(Phrase(BODY, ("new", "port")), (Phrase(BODY, ("new", "port", "city")),))
    assert sorted(found(snapshot, tree)) == ["a#t2", "a#t3"]


def test_a_prefix_finds_what_begins_so_and_scores_its_boost(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["portal", "porto porto", "sport"]})
    page = snapshot.search(Lookup(Prefix(BODY, "port", 2.5)))
    assert [(hit.passage, hit.score) for hit in page.hits] == [("a#t1", 2.5), ("a#t2", 2.5)]


def test_a_prefix_of_the_highest_sign_is_no_trap(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["\U0010ffff\U0010ffff", "\U0010ffff"], "b": ["z"]})
    assert sorted(found(snapshot, Prefix(BODY, "\U0010ffff"))) == ["a#t1", "a#t2"]


def test_any_of_may_ask_for_several(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["x y", "x z", "y z x"]})
    words = tuple(Term(BODY, word) for word in "xyz")
    assert found(snapshot, AnyOf(words, at_least=3)) == ["a#t3"]
    assert len(found(snapshot, AnyOf(words, at_least=2))) == 3
    assert found(snapshot, AnyOf(())) == []


def test_without_finds_nothing_of_what_is_unwanted(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["x y", "x", "y"]})
    assert found(snapshot, Without(Term(BODY, "x"), Term(BODY, "y"))) == ["a#t2"]
    assert found(snapshot, Without(Everything(), Term(BODY, "y"))) == ["a#t2"]


def test_the_best_name_counts_not_their_number(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["nio nio-two", "nio pad"]})
    names = (Term(BODY, "nio"), Term(BODY, "nio-two", 0.5))
    one, other = snapshot.search(Lookup(BestOf(names))).hits
    assert one.score == pytest.approx(other.score)


def test_plus_adds_points_and_no_hits(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["x y", "x z", "z z"]})
    assert found(snapshot, Plus(Term(BODY, "x"), Term(BODY, "z"))) == ["a#t2", "a#t1"]


def test_verbatim_compares_characters_after_nfc_only(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["Maçã", "MAÇÃ", "Mac\u0327a\u0303"]})
    tree = AnyOf((Term(BODY, "maçã"), Term(BODY, "mac\u0327a\u0303")))
    assert sorted(found(snapshot, Verbatim(tree, "Maçã"))) == ["a#t1", "a#t3"]


def test_scaled_changes_the_score_where_the_column_holds(engine: Engine) -> None:
    card, text = Unit("x", columns={Column.KIND: ("contact",)}), Unit("x y", columns={Column.KIND: ("answer",)})
    snapshot = indexed(engine, {"a": [card, text]})
    assert found(snapshot, Term(BODY, "x")) == ["a#t1", "a#t2"]
    assert found(snapshot, Scaled(Term(BODY, "x"), Column.KIND, ("contact",), 0.1)) == ["a#t2", "a#t1"]


def test_everything_and_nothing(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["x", ""], "empty": []})
    assert found(snapshot, Everything()) == ["a#t1", "a#t2"]
    assert found(snapshot, Nothing()) == []
    assert found(snapshot, AllOf((Everything(), Term(BODY, "x")))) == ["a#t1"]


def test_an_empty_index_answers(engine: Engine) -> None:
    snapshot = indexed(engine, {})
    page = snapshot.search(Lookup(Everything(), filters=(Keep(Column.LANG, ("pt",)),), facets=(Column.LANG,)))
    assert (page.hits, page.total, page.facets) == ((), 0, {Column.LANG: ()})
    assert list(snapshot.vocabulary(BODY)) == []


def test_what_a_search_reads_is_known_before_it_is_read(engine: Engine) -> None:
    snapshot = indexed(engine, {"a": ["red boat", "red door", "red red"], "b": ["blue boat"]})
    red, boat, none = Term(BODY, "red"), Term(BODY, "boat"), Term(BODY, "nowhere")
    assert [snapshot.cost(one) for one in (red, boat, none, Everything())] == [3, 2, 0, 0]
    assert snapshot.cost(Prefix(BODY, "b")) == 3
    assert snapshot.cost(Phrase(BODY, ("red", "boat"))) == 10
    assert snapshot.cost(Near(BODY, (("red",), ("boat",)), 3)) == 10
    tree = Plus(Scaled(AllOf((red, boat)), Column.LANG, ("pt",), 2.0), Without(AnyOf((red, none)), boat))
    assert snapshot.cost(tree) == 10
