"""The pieces of a clause, and which of them say nothing of the subject."""

import pytest

from search.query.pieces import is_stop_word, pieces_of


@pytest.mark.parametrize("run", ["什么", "是什么", "谁是", "的"])
def test_a_han_run_of_stop_words_says_nothing(run: str) -> None:
    assert all(is_stop_word(piece) for piece in pieces_of(run))


@pytest.mark.parametrize("run", ["是非", "核", "的士", "灯塔是什么"])
def test_a_han_run_with_anything_else_says_something(run: str) -> None:
    assert not any(is_stop_word(piece) for piece in pieces_of(run))


def test_a_question_glued_to_a_name_asks_for_the_name() -> None:
    assert [piece.text for piece in pieces_of("KR7是什么？") if not is_stop_word(piece)] == ["KR7"]
