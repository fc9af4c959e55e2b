"""A query is cut to its budget before anybody parses it."""

from search.query.parse import parse
from search.query.show import show
from search.query.size_limits import MAX_CHARS, trim
from search.query.tree import And, Or, Query


def depth(tree: Query) -> int:
    return 1 + max(map(depth, tree.children)) if isinstance(tree, And | Or) else 0


def test_a_query_within_the_limit_is_left_as_it_is() -> None:
    assert trim("鱼" * MAX_CHARS) == ("鱼" * MAX_CHARS, None)


def test_a_longer_one_is_cut_and_the_note_says_where() -> None:
    text, note = trim("鱼" * 300)
    assert len(text) == MAX_CHARS
    assert note is not None
    assert note.arguments == {"limit": "256", "kept": "256"}


def test_the_cut_never_halves_a_word_of_an_alphabetic_script() -> None:
    assert trim("cooperação " * 40, 25)[0] == "cooperação cooperação "
    assert trim("x" * 300)[0] == "x" * MAX_CHARS


def test_the_cut_never_parts_a_letter_from_its_accent() -> None:
    assert trim("鱼" * 3 + "e\u0301", 4)[0] == "鱼鱼鱼"


def test_control_characters_and_half_surrogates_are_blank() -> None:
    assert trim("a\x00b\ud800c\td")[0] == "a b c d"


def test_the_limit_may_be_set() -> None:
    assert parse("鱼" * 20, 10).notes[0].code == "query_cut"


def test_more_than_32_clauses_are_cut() -> None:
    parsed = parse(" OR ".join("abcdefghijklmnopqrstuvwxyz0123456789"))
    assert isinstance(parsed.tree, Or)
    assert len(parsed.tree.children) == 32
    assert [note.code for note in parsed.notes] == ["clauses_cut", "operator_idle"]


def test_many_plain_words_are_one_clause() -> None:
    assert parse("a " * 100).notes == ()


def test_brackets_beyond_the_eighth_level_are_left_out() -> None:
    text = "".join(f"({i} (x OR " for i in range(12)) + "y" + "))" * 12
    parsed = parse(text)
    assert "nesting_cut" in [note.code for note in parsed.notes]
    assert depth(parsed.tree) <= 2 * 8 + 1


def test_a_thousand_brackets_or_negations_are_harmless() -> None:
    for text in ("(" * 1000, "NOT " * 1000, "-(" * 1000 + "a", '"' * 999, "a OR " * 1000, "*" * 1000):
        assert isinstance(show(parse(text).tree), str)
