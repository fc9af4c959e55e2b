"""Folded text -> runs with their positions: the numbering that all layers share.

Each character of a joined script (Han, kana) and each word is one position. White space adds none; punctuation or a
blank line adds one, so that no phrase without it crosses it. Hyphens and apostrophes inside a word, and the signs
inside a number (3.5, 27/11/2031, 61-09-05), add none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
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


class Cut(NamedTuple):
    """The runs of a text as columns, for whoever wants them all at once: what stands before each, the position of
    each (or of its first character), and whether it is of a joined script."""

    runs: Sequence[str]
    befores: Sequence[str]
    places: Sequence[int]
    joined: Sequence[bool]


_RUN = re.compile(rf"([^\W_{JOINED}]+(?:[{MARKS}]+[^\W_{JOINED}]*)*|[{JOINED}]+)")
_IS_JOINED = re.compile(f"[{JOINED}]")
_TIES = re.compile(r"['’‘ʼ_\-‐‑]")
_NUMBER_TIES = re.compile(r"[.,:/\-‐‑–()+ ]{1,2}")
_HAN_ONLY = re.compile(rf"[{HAN}]+")


def split_runs(text: str) -> tuple[list[str], list[str]]:
    """The runs of a folded text in order, and what stands before each."""
    pieces = _RUN.split(text)
    return pieces[1::2], pieces[:-1:2]


def cut_columns(text: str, first: int = 0) -> Cut:
    """The runs of a folded text with their positions, which count from `first`."""
    runs, befores = split_runs(text)
    places: list[int] = []
    joined: list[bool] = []
    place, last = first, ""
    for before, run in zip(befores, runs, strict=True):
        if before != " " and before and last and _is_break(before, last, run):
            place += 1
        places.append(place)
        if run[0] >= "々" and _IS_JOINED.match(run):
            joined.append(True)
            place += len(run)
        else:
            joined.append(False)
            place += 1
        last = run
    return Cut(runs, befores, places, joined)


def cut_runs(text: str) -> Iterator[Run]:
    """The runs of a folded text in order. Signs, blanks and punctuation are in no run."""
    end = 0
    for run, before, position, joined in zip(*cut_columns(text), strict=True):
        start = end + len(before)
        end = start + len(run)
        yield Run(Script.JOINED if joined else script_of(run), run, start, end, position, before)


def han_runs(text: str) -> Iterator[tuple[int, str]]:
    """The pure Han stretches of a joined run, with their offsets: kana has no dictionary."""
    for match in _HAN_ONLY.finditer(text):
        yield match.start(), match[0]


def _is_break(between: str, last: str, run: str) -> bool:
    """Whether a phrase without punctuation may not cross what stands between two runs."""
    ties = _ties(between)
    return not ties or (ties == "numbers" and not (last[-1].isdigit() and run[0].isdigit()))


@lru_cache(maxsize=4096)
def _ties(between: str) -> str:
    """What may stand together around it as if side by side: all, numbers, or nothing."""
    if between.isspace():
        return "" if between.count("\n") > 1 else "all"
    if _TIES.fullmatch(between):
        return "all"
    return "numbers" if _NUMBER_TIES.fullmatch(between) else ""


def script_of(word: str) -> Script:
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
