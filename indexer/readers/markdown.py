"""Reads .md: the text is the file itself; front matter (YAML between `---` lines) says what a record's keys would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from indexer.decode import decode
from indexer.readers.extract import Block, Emphasis, Extract, Extracts, LayoutLine, TextStyle
from indexer.readers.fields import given_fields
from indexer.readers.front_matter import front_matter
from search.model import Span

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t#]*$")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_FENCE = re.compile(r"[ \t]*(```|~~~)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
# Signs in front of the words of a line, as far as they are Markdown.
_LINE_MARKS = re.compile(r"(?:#{1,6}\s+|(?:>\s*)+|[*+-]\s+)?(?:\*\*|__)?(?=[^\s*_])")
_INDENT = 2  # blanks that open another level of a list, at the least


def read_markdown(data: bytes) -> Extracts:
    """One page. Raises BadRecord for front matter that is no YAML or holds a wrong type, UnreadableFile."""
    decoded = decode(data)
    text = decoded.text
    front, values = front_matter(text)
    given = given_fields(values, "front matter").extract(text, "md") if values else Extract(text, "md")
    lines = tuple(_lines(text, front.end if front else 0))
    title = _title_span(text, lines)
    page = replace(
        given, title_span=title, lines=lines, emphases=_bold(text, lines), front=front, line_marks=_LINE_MARKS
    )
    return Extracts((page,), decoded.encoding, decoded.declared, decoded.replaced, positions=(0,))


def _lines(text: str, start: int) -> Iterator[LayoutLine]:
    """The non-empty lines from `start` on, with their kind; `paragraph` rises at every empty line and kind change."""
    paragraph = 0
    fenced = False
    before: Block | None = None
    for match in re.finditer(r"[^\n]+|\n(?=\n)", text[start:]):
        raw = match.group()
        stripped = raw.strip()
        if not stripped:
            before = None
            continue
        begin = start + match.start() + len(raw) - len(raw.lstrip())
        fence = bool(_FENCE.match(raw))
        block, level = (Block.CODE, 0) if fenced or fence else _kind(raw)
        if block is not before or block in (Block.HEADING, Block.ITEM):
            paragraph += 1
        before = block
        fenced = fenced != fence
        yield LayoutLine(Span(begin, begin + len(stripped)), block, level, paragraph=paragraph)


def _kind(line: str) -> tuple[Block, int]:
    """What a line is by its first signs, and its level."""
    heading = _HEADING.match(line)
    if heading:
        return Block.HEADING, len(heading[1])
    item = _ITEM.match(line)
    if item:
        return Block.ITEM, len(item[1].expandtabs(4)) // _INDENT + 1
    if line.lstrip().startswith(">"):
        return Block.QUOTE, 0
    return Block.TEXT, 0


def _title_span(text: str, lines: tuple[LayoutLine, ...]) -> Span | None:
    """The words of the only first-level heading; None when there is none or several."""
    tops = [line for line in lines if line.block is Block.HEADING and line.level == 1]
    if len(tops) != 1:
        return None
    match = _HEADING.match(tops[0].span.of(text))
    if not match or match.start(2) == match.end(2):
        return None
    return Span(tops[0].span.start + match.start(2), tops[0].span.start + match.end(2))


def _bold(text: str, lines: tuple[LayoutLine, ...]) -> tuple[Emphasis, ...]:
    """The runs between ** or __, without the signs."""
    return tuple(
        Emphasis(Span(line.span.start + match.start(2), line.span.start + match.end(2)), TextStyle.BOLD)
        for line in lines
        for match in _BOLD.finditer(line.span.of(text))
    )
