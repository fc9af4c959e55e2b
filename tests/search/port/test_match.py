"""Where a lookup tree matches in one unit."""

from __future__ import annotations

import pytest

from search.port.leaf import leaves
from search.port.lookup import (
    AllOf,
    AnyOf,
    Apart,
    BestOf,
    Between,
    Everything,
    Keep,
    Near,
    Node,
    Nothing,
    Phrase,
    Plus,
    Prefix,
    Scaled,
    Term,
    Verbatim,
    Without,
)
from search.port.match import IndexedPassage, indexed_passage, occurrences, overlaps
from search.terms import Column, Field, Layer, Part, Token

BODY = Field(Part.BODY, Layer.EXACT)
TITLE = Field(Part.TITLE, Layer.EXACT)


def unit(body: str, title: str = "", **columns: tuple[str, ...]) -> IndexedPassage:
    lines = {
        field: [(word, position) for position, word in enumerate(text.split())]
        for field, text in ((BODY, body), (TITLE, title))
    }
    return indexed_passage(lines, {Column(name): values for name, values in columns.items()}, body)


def spots(node: Node, one: IndexedPassage) -> list[tuple[int, int]] | None:
    places = occurrences(node, one)
    return None if places is None else [(place.first, place.last) for place in places]


def test_a_place_leads_to_the_tokens_that_stand_there() -> None:
    tokens = (Token("red", 0, 3, 4), Token("boat", 5, 9, 7))
    one = indexed_passage({BODY: tokens})
    (place,) = occurrences(Phrase(BODY, ("red", "boat"), offsets=(0, 3)), one) or ()
    index = one.fields[BODY].token_index
    assert (tokens[index[place.first]].start, tokens[index[place.last]].end) == (0, 9)
    assert (place.field, place.leaf) == (BODY, Phrase(BODY, ("red", "boat"), offsets=(0, 3)))


@pytest.mark.parametrize(
    ("node", "found"),
    [
        (Term(BODY, "a"), [(0, 0), (3, 3)]),
        (Term(BODY, "z"), None),
        (Term(TITLE, "a"), None),
        (Prefix(BODY, "a"), [(0, 0), (3, 3), (5, 5)]),
        (Phrase(BODY, ("a", "b")), [(0, 1), (3, 4)]),
        (Phrase(BODY, ("a", "c"), offsets=(0, 2)), [(0, 2)]),
        (Phrase(BODY, ()), None),
        (Near(BODY, (("c",), ("b",)), 1), [(1, 1), (2, 2)]),
        (Near(BODY, (("c",), ("b",)), 1, ordered=True), None),
        (Near(BODY, (("c",), ("b",)), 2, ordered=True), [(2, 2), (4, 4)]),
        (Near(BODY, (("a", "b"), ("a", "b")), 2), [(0, 1), (3, 4)]),
        (Near(BODY, (("c",), ("ab",), ("b",)), 2), [(2, 2), (4, 4), (5, 5)]),
        (Apart(Phrase(BODY, ("a", "b")), (Phrase(BODY, ("a", "b", "c")),)), [(3, 4)]),
        (Apart(Phrase(BODY, ("a",)), (Phrase(BODY, ("a", "b")),)), None),
        (AllOf((Term(BODY, "c"), Term(BODY, "ab"))), [(2, 2), (5, 5)]),
        (AllOf((Term(BODY, "c"), Term(BODY, "z"))), None),
        (AnyOf((Term(BODY, "c"), Term(BODY, "z"))), [(2, 2)]),
        (AnyOf((Term(BODY, "c"), Term(BODY, "z")), 2), None),
        (BestOf((Term(BODY, "z"), Term(BODY, "c"))), [(2, 2)]),
        (Without(Term(BODY, "c"), Term(BODY, "a")), None),
        (Without(Term(BODY, "c"), Term(BODY, "z")), [(2, 2)]),
        (Plus(Term(BODY, "c"), Term(BODY, "z")), [(2, 2)]),
        (Plus(Term(BODY, "c"), Term(BODY, "ab")), [(2, 2), (5, 5)]),
        (Verbatim(Term(BODY, "c"), "b c a"), [(2, 2)]),
        (Verbatim(Term(BODY, "c"), "B c"), None),
        (Scaled(Term(BODY, "c"), Column.KIND, ("x",), 2), [(2, 2)]),
        (Everything(), []),
        (Nothing(), None),
    ],
)
def test_each_node(node: Node, found: list[tuple[int, int]] | None) -> None:
    assert spots(node, unit("a b c a b ab")) == found


def test_filters_match_without_a_place() -> None:
    one = unit("a", lang=("zh-Hans",), date=("2031-03",))
    assert spots(Keep(Column.LANG, ("zh",), prefix=True), one) == []
    assert spots(Keep(Column.LANG, ("zh",)), one) is None
    assert spots(Between(Column.DATE, "2031-03-09", "2031-03-10"), one) == []
    assert spots(Between(Column.DATE, "2032"), one) is None
    assert spots(Keep(Column.SPEAKER, ("lu",)), one) is None


def test_unknown_columns_are_taken_as_kept() -> None:
    """The highlighter may know a passage's terms alone; the engine has already filtered."""
    assert spots(Keep(Column.LANG, ("pt",)), indexed_passage({BODY: [("a", 0)]})) == []


def test_wanted_leaves_are_listed_unwanted_are_not() -> None:
    wanted, unwanted = Term(BODY, "a"), Term(BODY, "b")
    tree = AllOf((Without(wanted, unwanted), Plus(Scaled(wanted, Column.KIND, ("x",), 2), Verbatim(wanted, "a"))))
    assert list(leaves(tree)) == [wanted, wanted, wanted]


@pytest.mark.parametrize(
    ("date", "low", "high", "kept"),
    [
        ("2031", "2031-05", "2031-06", True),
        ("2031-05-02", "2031-05", "2031-05", True),
        ("2031-05-02", "2031-05-03", "", False),
        ("2031-05", "", "2031-05-01", True),
        ("2031-06", "", "2031-05-31", False),
        ("", "", "", False),
    ],
)
def test_dates_overlap_as_precise_as_known(date: str, low: str, high: str, kept: bool) -> None:
    assert overlaps(date, low, high) is kept
