"""The lines of a page: what each non-empty line says, where it stands, and what the format tells of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from indexer.readers.extract import Block, Extract, LayoutLine, Region, TextStyle
from search.model import Span

_INVISIBLE = frozenset(map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0xAD, 0xFE0F]))
_SIGNS = {
    **{ord(sign): "·" for sign in "•‧∙・･⋅．﹒"},
    **{ord(sign): ":" for sign in "：︰﹕︓∶"},
    **{ord(sign): '"' for sign in "“”„‟«»「」『』"},
    **{ord(sign): "-" for sign in "‐‑−"},
    **{ord(sign): " " for sign in _INVISIBLE},
}
# The time at which something was said may stand behind it: `… [10:29]`.
_SENTENCE_END = re.compile(r"[。！？；…!?;.*][\s)）\]】”\"'’»」』*]*(?:[\[(]\d{1,2}:\d\d(?::\d\d)?[\])])?\s*$")
_BULLET = re.compile(r"^(?:[•·∙◦▪■●○►▶※]|[-–—*](?=\s))\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class PageLine:
    """One non-empty line. `span` is trimmed of blanks and of list and Markdown marks, `number` counts from 1.

    `plain` is the span's text folded sign by sign (width, name dots, colons, quotes, blanks), of equal length.
    `indent` counts the blanks in front, `gap` the empty lines before. `linked` is the share of characters inside
    links, `strong` the bold or coloured runs, `mark` the list or dialogue mark that was cut from the span. Rows of
    one `paragraph` are parted by <br> alone (-1: not known).
    """

    number: int
    span: Span
    plain: str
    indent: int = 0
    gap: int = 0
    block: Block = Block.TEXT
    level: int = 0
    region: Region = Region.MAIN
    paragraph: int = -1
    linked: float = 0.0
    names: tuple[str, ...] = ()
    strong: tuple[Span, ...] = ()
    mark: str = ""

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.plain))

    def strong_until(self) -> int:
        """Up to which offset of `plain` the line stands out from its beginning on; 0 when it does not."""
        end = self.span.start
        for run in self.strong:
            if run.start <= end + 1:
                end = max(end, run.end)
        return min(end, self.span.end) - self.span.start


def page_lines(extract: Extract) -> tuple[PageLine, ...]:
    """Every non-empty line of the extract's text, in order. Lines of invisible signs alone are empty."""
    hints = {line.span.start: line for line in extract.lines}
    strong = _strong_runs(extract)
    lines: list[PageLine] = []
    gap = 0
    for number, span in _lines(extract.text):
        trimmed = trim(extract.text, span)
        if trimmed.start == trimmed.end:
            gap += 1
            continue
        lines.append(_page_line(extract, number, span, trimmed, gap, hints.get(trimmed.start), strong))
        gap = 0
    return tuple(lines)


def trim(text: str, span: Span) -> Span:
    """The span without blanks and invisible signs at its ends."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in _INVISIBLE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _INVISIBLE):
        end -= 1
    return Span(start, end)


def plain(text: str) -> str:
    """`text` folded sign by sign for matching: width, dots, colons, quotes, blanks; the length stays."""
    return text if text.isascii() and text.isprintable() else text.translate(_folding())


@cache
def _folding() -> Mapping[int, str]:
    """Sign -> its folded form, for every sign that one other sign stands for."""
    table = {}
    for code in range(0x10000):
        wide = unicodedata.normalize("NFKC", chr(code)) if code >= 0x80 else chr(code)
        sign = " " if chr(code).isspace() else wide
        if len(sign) == 1 and sign != chr(code):
            table[code] = sign
    return table | _SIGNS


def _page_line(
    extract: Extract, number: int, line: Span, trimmed: Span, gap: int, hint: LayoutLine | None,
    strong: Mapping[int, tuple[Span, ...]],
) -> PageLine:  # fmt: skip
    """A trimmed line as a PageLine; list and Markdown marks in front are cut from its span."""
    text = extract.text
    start = trimmed.start
    marks = extract.line_marks.match(text, start, trimmed.end) if extract.line_marks else None
    found = marks if marks and marks[0] else _BULLET.match(text[start : trimmed.end])
    length = found.end() - found.start() if found else 0
    span = Span(start + length, trimmed.end)
    return PageLine(
        number=number,
        span=span,
        plain=plain(span.of(text)),
        indent=start - line.start,
        gap=gap,
        block=hint.block if hint else (Block.ITEM if found and found is not marks else Block.TEXT),
        level=hint.level if hint else 0,
        region=hint.region if hint else Region.MAIN,
        paragraph=hint.paragraph if hint else -1,
        linked=hint.linked / max(1, trimmed.end - trimmed.start) if hint else 0.0,
        names=hint.names if hint else (),
        strong=strong.get(number, ()),
        mark=text[start : start + length].strip(),
    )


def _lines(text: str) -> Iterator[tuple[int, Span]]:
    """Line number and span of every line; only a newline ends a line, as a reader of the file counts them."""
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        yield number, Span(start, start + len(line))
        start += len(line) + 1


def _strong_runs(extract: Extract) -> Mapping[int, tuple[Span, ...]]:
    """Bold and coloured runs by line number."""
    runs = sorted(run.span for run in extract.emphases if run.style in (TextStyle.BOLD, TextStyle.COLOUR))
    found: dict[int, list[Span]] = {}
    lines = list(_lines(extract.text)) if runs else []
    at = 0
    for run in runs:
        while at + 1 < len(lines) and lines[at + 1][1].start <= run.start:
            at += 1
        found.setdefault(lines[at][0], []).append(run)
    return {number: tuple(spans) for number, spans in found.items()}
