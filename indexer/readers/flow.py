"""Lays text out in lines as a browser does: blanks collapsed, blocks separated, the elements of each line remembered.

Follows innerText (HTML Standard, "get the text steps"): a block begins a line, a paragraph is separated by an empty
line, cells of a row by a tab. Beyond it, blanks separate what a page's style sheet sets apart (buttons, neighbouring
links, inline elements of different classes), and a line break of the source between two Han characters of one element
is no blank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.readers.extract import Emphasis, LayoutLine, TextStyle
from indexer.readers.markup import ElementContext
from search.model import Span

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_WIDE = re.compile(r"[⺀-⿟、-〿぀-ヿ㐀-䶿一-鿿\uf900-\ufaff！-｠]")  # scripts that are written without blanks
_ENDS = " \t\r\f\v\xa0\u3000\u2002\u2003\u2009"


@dataclass(frozen=True, slots=True)
class _TextRun:
    """A run of text on one line, in one element."""

    text: str
    place: ElementContext


class TextFlow:
    """The lines laid out so far, and the line being filled."""

    def __init__(self) -> None:
        self._lines: list[tuple[list[_TextRun], int, int]] = []  # pieces, paragraph, newlines in front
        self._pieces: list[_TextRun] = []
        self._blank = ""  # the collapsed blank that waits for the next word: "", " ", "\n" (a source line break), "\t"
        self._border = 0  # newlines that must stand before the next line
        self._paragraph = 0
        self._breaks = 0  # <br> since the last text
        self._left: ElementContext | None = None  # the inline element that just ended

    def enter(self, place: ElementContext) -> None:
        """An element begins."""
        if place.cell:
            self._cell()
        elif place.border:
            self._part(place.border)
        elif place.apart or (self._left and _apart(self._left, place)):
            self._set_apart()
        self._left = None
        if place.label:
            self.text(place.label, place)

    def leave(self, place: ElementContext) -> None:
        """The element ends."""
        if place.border:
            self._part(place.border)
        elif place.apart:
            self._set_apart()
        self._left = None if place.border or place.cell else place

    def line_break(self) -> None:
        """A <br>; the second in a row begins a paragraph."""
        self._end_line()
        self._breaks += 1
        self._border = max(self._border, min(self._breaks, 2))
        if self._breaks == 2:
            self._paragraph += 1

    def text(self, text: str, place: ElementContext) -> None:
        """A text node."""
        if place.keeps_blanks:
            self._kept(text, place)
            return
        position = 0
        for match in _BLANKS.finditer(text):
            self._word(text[position : match.start()], place)
            position = match.end()
            self._wait(match.group())
        self._word(text[position:], place)

    def finished(self) -> tuple[str, tuple[LayoutLine, ...], tuple[Emphasis, ...]]:
        """The whole text, its non-empty lines, and what stands out in them."""
        self._end_line()
        parts: list[str] = []
        lines: list[LayoutLine] = []
        emphases: list[Emphasis] = []
        offset = 0
        for pieces, paragraph, newlines in self._lines:
            gap = "\n" * newlines if parts else ""
            raw = "".join(piece.text for piece in pieces)
            shown = raw.strip(_ENDS)
            start = offset + len(gap)
            parts += [gap, shown]
            offset = start + len(shown)
            skipped = len(raw) - len(raw.lstrip(_ENDS))
            lines.append(_line(pieces, Span(start, offset), paragraph))
            emphases += _emphases(pieces, start - skipped, Span(start, offset))
        return "".join(parts), tuple(lines), tuple(sorted(emphases))

    def _word(self, word: str, place: ElementContext) -> None:
        if not word:
            return
        if self._pieces:
            gap = self._gap(word[0], place)
            if gap:
                self._pieces.append(_TextRun(gap, self._pieces[-1].place))
        self._blank = ""
        self._breaks = 0
        self._left = None
        last = self._pieces[-1] if self._pieces else None
        if last and last.place is place:
            self._pieces[-1] = _TextRun(last.text + word, place)
        else:
            self._pieces.append(_TextRun(word, place))

    def _gap(self, following: str, place: ElementContext) -> str:
        """What the waiting blank becomes between the last sign laid out and the next one. A line break between two Han
        characters is dropped inside one element; between two links it separates them."""
        last = self._pieces[-1]
        if self._blank == "\n" and last.place is place and _WIDE.match(last.text[-1]) and _WIDE.match(following):
            return ""
        return " " if self._blank == "\n" else self._blank

    def _wait(self, blanks: str) -> None:
        if self._blank not in (" ", "\t"):
            self._blank = "\n" if "\n" in blanks else " "

    def _kept(self, text: str, place: ElementContext) -> None:
        """A text whose blanks and line breaks stand as they are."""
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if number:
                self._end_line()
                self._border = min(self._border + 1, 2)
            if line:
                self._blank = ""
                self._pieces.append(_TextRun(line, place))

    def _set_apart(self) -> None:
        """Let at least a blank stand before the next word."""
        if self._blank != "\t":
            self._blank = " "

    def _cell(self) -> None:
        if self._pieces:
            self._blank = "\t"

    def _part(self, border: int) -> None:
        self._end_line()
        self._border = max(self._border, border)
        self._paragraph += 1
        self._breaks = 0

    def _end_line(self) -> None:
        if any(piece.text.strip(_ENDS) for piece in self._pieces):
            self._lines.append((self._pieces, self._paragraph, max(self._border, 1)))
            self._border = 0
        self._pieces = []
        self._blank = ""
        self._left = None


def _apart(left: ElementContext, entered: ElementContext) -> bool:
    """Whether two inline elements that touch are set apart by style: links, or spans of different classes. Words that
    an editor split into pieces (`Minist<span style>r</span>`) have no classes."""
    if left.tag == "a" and entered.tag == "a":
        return True
    return bool(left.own and entered.own and left.own != entered.own)


def _line(pieces: list[_TextRun], span: Span, paragraph: int) -> LayoutLine:
    """The line's layout: that of its first words; link characters counted over all."""
    first = next(piece.place for piece in pieces if piece.text.strip(_ENDS))
    linked = sum(len(piece.text) for piece in pieces if piece.place.linked)
    return LayoutLine(
        span, first.block, first.level, first.region, paragraph, min(linked, span.end - span.start), first.names
    )


def _emphases(pieces: list[_TextRun], offset: int, span: Span) -> list[Emphasis]:
    """The emphases of one line whose first run begins at `offset`; neighbours of one style are joined."""
    if not any(piece.place.styles for piece in pieces):
        return []
    found: list[Emphasis] = []
    text = "".join(piece.text for piece in pieces)
    for style in TextStyle:
        position, start = 0, -1
        for piece in [*pieces, _TextRun("x", ElementContext())]:
            if style in piece.place.styles:
                start = position if start < 0 else start
            elif start >= 0 and piece.text.strip(_ENDS):
                run = text[start:position]
                low = offset + start + len(run) - len(run.lstrip(_ENDS))
                high = offset + start + len(run.rstrip(_ENDS))
                if max(low, span.start) < min(high, span.end):
                    found.append(Emphasis(Span(max(low, span.start), min(high, span.end)), style))
                start = -1
            position += len(piece.text)
    return found
