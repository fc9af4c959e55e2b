"""Marks as markup."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from search.model import Span
from search.request import Mark, MarkKind
from web.render import marked

TEXTS = st.text(st.sampled_from("ab<>&\"'；em mark amp 渡轮𠀀\n"), max_size=40)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, Span, tuple[Mark, ...]]:
    text = draw(TEXTS)
    ends = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    marks = tuple(
        Mark(start, end, draw(st.sampled_from(MarkKind))) for start, end in zip(ends[::2], ends[1::2], strict=False)
    )
    window = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return text, Span(window[0], window[1]), marks


@given(marked_texts())
def test_only_mark_elements_are_added_and_not_a_character_changes(case: tuple[str, Span, tuple[Mark, ...]]) -> None:
    text, window, marks = case
    written = str(marked(text, window, marks))
    bare = re.sub(r'</?mark(?: class="name")?>', "", written)
    assert "<" not in bare
    assert ">" not in bare
    assert html.unescape(bare) == window.of(text)


@given(marked_texts())
def test_what_stands_in_marks_is_what_was_marked_inside_the_window(case: tuple[str, Span, tuple[Mark, ...]]) -> None:
    text, window, marks = case
    written = str(marked(text, window, marks))
    inside = [html.unescape(part) for part in re.findall(r"<mark[^>]*>(.*?)</mark>", written, re.DOTALL)]
    wanted = [text[max(m.start, window.start) : min(m.end, window.end)] for m in marks]
    assert inside == [part for part in wanted if part]


def test_a_name_in_another_language_is_marked_otherwise() -> None:
    assert str(marked("a b", Span(0, 3), (Mark(2, 3, MarkKind.NAME),))) == 'a <mark class="name">b</mark>'


def test_a_numbered_mark_has_an_address_where_it_begins_and_only_there() -> None:
    mark = Mark(1, 5, MarkKind.LITERAL)
    assert str(marked("abcdef", Span(0, 3), (mark,), {mark: 4})) == 'a<mark id="h4">bc</mark>'
    assert str(marked("abcdef", Span(3, 6), (mark,), {mark: 4})) == "<mark>de</mark>f"


def test_markup_in_the_text_stays_text() -> None:
    text = "<img onerror=x> &amp;"
    assert str(marked(text, Span(0, len(text)), (Mark(1, 4, MarkKind.LITERAL),))) == (
        "&lt;<mark>img</mark> onerror=x&gt; &amp;amp;"
    )
