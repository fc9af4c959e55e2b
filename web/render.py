"""Marks become markup here and nowhere else: slice first, escape each piece, put `<mark>` between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from search.model import Span
from search.request import Mark, MarkKind

_OPEN = {
    MarkKind.LITERAL: Markup("<mark>"),
    MarkKind.FORM: Markup("<mark>"),
    MarkKind.NAME: Markup('<mark class="name">'),
}
_CLOSE = Markup("</mark>")


def marked(text: str, window: Span, marks: Sequence[Mark], numbers: Mapping[Mark, int] | None = None) -> Markup:
    """`text` within `window`, escaped, its marks as `<mark>`. Offsets are code points of `text`; `marks` are sorted
    and disjoint, and may reach over the window's ends. A mark in `numbers` gets the id `h<number>` where it begins.
    """
    pieces: list[Markup] = []
    at = window.start
    first = bisect_right(marks, window.start, key=lambda mark: mark.end)
    for mark in marks[first:]:
        if mark.start >= window.end:
            break
        start, end = max(mark.start, at), min(mark.end, window.end)
        if start >= end:
            continue
        begins = numbers is not None and mark in numbers and start == mark.start
        opening = _numbered(mark, numbers[mark]) if numbers and begins else _OPEN[mark.kind]
        pieces += (escape(text[at:start]), opening, escape(text[start:end]), _CLOSE)
        at = end
    pieces.append(escape(text[at : window.end]))
    return Markup("").join(pieces)


def _numbered(mark: Mark, number: int) -> Markup:
    """The opening tag of a hit that links can reach."""
    name = Markup(' class="name"') if mark.kind is MarkKind.NAME else Markup("")
    return Markup('<mark id="h{}"{}>').format(number, name)
