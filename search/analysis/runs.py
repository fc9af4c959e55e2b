"""Folded text -> runs with their positions: the numbering that all layers share.

Each character of a joined script (Han, kana) and each word is one position. White space adds none; punctuation or a
blank line adds one, so that no phrase without it crosses it. Hyphens and apostrophes inside a word, and the signs
inside a number (3.5, 27/11/2031, 61-09-05), add none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from search.analysis.fold import HAN, JOINED, MARKS


class Script(StrEnum):
    """What a run is written in."""

    JOINED = "joined"  # Han, kana: no blanks between words
    CYRILLIC = "cyrillic"
    LATIN = "latin"
    NUMBER = "number"
    OTHER = "other"


class Run(NamedTuple):
    """A stretch [start, end) of the folded text: a word or number, or consecutive characters of a joined script.
    `position` is that of the word or of the first character; `before` is what stands between it and the last run."""

    script: Script
    text: str
    start: int
    end: int
    position: int
    before: str


_RUN = re.compile(rf"([{JOINED}]+)|(?:[^\W_{JOINED}][{MARKS}]*)+")
_TIES = re.compile(r"['’‘ʼ_\-‐‑]")
_NUMBER_TIES = re.compile(r"[.,:/\-‐‑–()+ ]{1,2}")
_HAN_ONLY = re.compile(rf"[{HAN}]+")


def cut_runs(text: str) -> Iterator[Run]:
    """The runs of a folded text in order. Signs, blanks and punctuation are in no run."""
    position, done, last = 0, 0, ""
    for match in _RUN.finditer(text):
        start, end = match.span()
        before, run = text[done:start], match[0]
        if before != " " and before and done and _is_break(before, last, run):
            position += 1
        if match[1]:
            yield Run(Script.JOINED, run, start, end, position, before)
            position += len(run)
        else:
            yield Run(_script(run), run, start, end, position, before)
            position += 1
        done, last = end, run


def han_runs(text: str) -> Iterator[tuple[int, str]]:
    """The pure Han stretches of a joined run, with their offsets: kana has no dictionary."""
    for match in _HAN_ONLY.finditer(text):
        yield match.start(), match[0]


def _is_break(between: str, last: str, run: str) -> bool:
    """Whether a phrase without punctuation may not cross what stands between two runs."""
    if between.isspace():
        return between.count("\n") > 1
    if _TIES.fullmatch(between):
        return False
    return not (_NUMBER_TIES.fullmatch(between) and last[-1].isdigit() and run[0].isdigit())


def _script(word: str) -> Script:
    """The script of a word by its first letter."""
    if "a" <= word[0] <= "z":
        return Script.LATIN
    for sign in word:
        if sign.isalpha():
            code = ord(sign)
            if code < 0x250 or 0x1E00 <= code < 0x1F00:
                return Script.LATIN
            return Script.CYRILLIC if 0x400 <= code < 0x530 else Script.OTHER
    return Script.NUMBER
