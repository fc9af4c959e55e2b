"""The window of a passage: where the marks are, cut between sentences, never inside a word, a mark or a letter."""

import pytest

from search.request import Mark, MarkKind, Snippet
from search.results.boundaries import can_cut, sentence_starts
from search.results.snippet import window


def at(text: str, *words: str) -> list[Mark]:
    marks = [Mark(text.index(word), text.index(word) + len(word), MarkKind.LITERAL) for word in words]
    return sorted(marks)


def cut(text: str, snippet: Snippet) -> str:
    return text[snippet.start : snippet.end]


def test_a_short_text_is_shown_whole() -> None:
    assert window("配额照旧。") == Snippet(0, 5, False, False)


def test_white_space_at_the_ends_is_no_text() -> None:
    assert window("  配额\n") == Snippet(2, 4, False, False)


def test_without_marks_the_window_opens_the_text() -> None:
    text = "第一句说完了。" * 40
    found = window(text)
    assert (found.start, found.cut_start, found.cut_end) == (0, False, True)
    assert cut(text, found).endswith("。")
    assert len(cut(text, found)) <= 120


def test_chinese_is_cut_at_sentences() -> None:
    text = "头一句。" * 60 + "渔业部宣布配额不变。" + "尾一句。" * 60
    found = window(text, at(text, "配额"))
    assert cut(text, found).endswith("。")
    assert text[found.start - 1] == "。"
    assert "渔业部宣布配额不变。" in cut(text, found)
    assert (found.cut_start, found.cut_end) == (True, True)


def test_portuguese_is_cut_at_sentences_and_not_at_abbreviations() -> None:
    text = "Nada de novo. " * 30 + "O Sr. Dr. A. Marlo, art. 5.º, fixou a quota. Depois saiu. " + "Nada de novo. " * 30
    found = cut(text, window(text, at(text, "quota")))
    assert "O Sr. Dr. A. Marlo, art. 5.º, fixou a quota." in found
    assert found.startswith(("Nada", "O Sr."))
    assert found.endswith(".")


def test_the_window_with_more_different_words_wins() -> None:
    text = "配额配额配额。" + "别的话。" * 80 + "蓝鳍金枪鱼的配额。" + "别的话。" * 80
    marks = [*at(text, "蓝鳍金枪鱼"), Mark(0, 2, MarkKind.LITERAL), Mark(2, 4, MarkKind.LITERAL)]
    second = text.rindex("配额")
    marks.append(Mark(second, second + 2, MarkKind.LITERAL))
    assert "蓝鳍金枪鱼的配额" in cut(text, window(text, sorted(marks)))


def test_a_latin_word_is_never_halved() -> None:
    text = "palavra " * 100
    for start in range(0, 700, 37):
        begin = text.index("palavra", start)
        found = window(text, [Mark(begin, begin + 7, MarkKind.LITERAL)])
        assert set(cut(text, found).split()) == {"palavra"}


def test_a_mark_wider_than_the_window_is_cut_at_its_width() -> None:
    text = "鱼" * 1000
    found = window(text, [Mark(0, 1000, MarkKind.LITERAL)])
    assert found == Snippet(0, 120, False, True)


def test_a_letter_keeps_its_accent_and_an_emoji_its_parts() -> None:
    assert not can_cut("e\u0301", 1)
    assert not can_cut("\U0001f469\u200d\U0001f469", 1)
    assert not can_cut("\U0001f469\u200d\U0001f469", 2)
    assert can_cut("鱼类", 1)
    assert not can_cut("peixe", 2)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("一。二！三", ["二！三", "三"]),
        ("他说“好。”然后走了。", ["然后走了。", ""]),
        ("Foi. Voltou.", ["Voltou."]),
        ("O Sr. Marlo foi.", []),
        ("С.В. Петров ушёл. Потом", ["Потом"]),
        ("às 10 p.m. de ontem", []),
        ("um\ndois", ["dois"]),
    ],
)
def test_where_sentences_begin(text: str, starts: list[str]) -> None:
    assert [text[start:] for start in sentence_starts(text)] == starts
