"""Folded text -> runs with their positions: the numbering that all layers share.

Each character of a joined script (Han, kana) and each word is one position. White space adds none; punctuation or a
blank line adds one, so that no phrase without it crosses it. Hyphens and apostrophes inside a word, and the signs
inside a number (3.5, 27/11/2031, 61-09-05), add none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from operator import add
from typing import NamedTuple

from search.analysis.fold import MARKS
from search.analysis.memo import Memo
from search.scripts import HAN, IS_JOINED, JOINED, Script, script_of


class Run(NamedTuple):
    """A stretch [start, end) of the folded text: a word or number, or consecutive characters of a joined script.
    `position` is that of the word or of the first character; `before` is what stands between it and the last run."""

    script: Script
    text: str
    start: int
    end: int
    position: int
    before: str


class Runs(NamedTuple):
    """The runs of a text as columns, for whoever wants them all at once: what stands before each, the position of
    each (or of its first character), and whether it is of a joined script."""

    texts: Sequence[str]
    separators: Sequence[str]
    positions: Sequence[int]
    is_joined: Sequence[bool]


_RUN = re.compile(rf"([^\W_{JOINED}]+(?:[{MARKS}]+[^\W_{JOINED}]*)*|[{JOINED}]+)")
# Texts of Latin letters and the commonest signs are cut in half the time: a class of few signs is a table look-up.
_FOREIGN = re.compile(r"[^\x00-\xff–—“”‘’…•€]")
_WESTERN_RUN = re.compile(f"([{''.join(sign for sign in map(chr, range(0x100)) if sign.isalnum())}]+)")
_FIRST_JOINED = "々"  # no sign of a joined script comes before it
_TIES = re.compile(r"['’‘ʼ_\-‐‑]")
_NUMBER_TIES = re.compile(r"[.,:/\-‐‑–()+ ]{1,2}")
# A phrase without punctuation may not cross what stands between two runs that are apart; some signs are passed over
# between numbers alone.
_BESIDE, _APART, _BETWEEN_NUMBERS = 1, 2, -1
_HAN_ONLY = re.compile(f"[{HAN}]+")


def split_runs(text: str) -> tuple[list[str], list[str]]:
    """The runs of a folded text in order, and what stands before each."""
    return _split(text, _FOREIGN.search(text) is None)


def _split(text: str, western: bool) -> tuple[list[str], list[str]]:
    pieces = (_WESTERN_RUN if western else _RUN).split(text)
    return pieces[1::2], pieces[:-1:2]


def runs_in(text: str, first: int = 0) -> Runs:
    """The runs of a folded text with their positions, which count from `first`."""
    western = _FOREIGN.search(text) is None
    runs, befores = _split(text, western)
    if not runs:
        return Runs(runs, befores, [], [])
    steps = list(map(_STEPS.__getitem__, befores))
    if _BETWEEN_NUMBERS in steps:
        _join_numbers(steps, runs)
    steps[0] = first
    if western or max(runs) < _FIRST_JOINED:
        return Runs(runs, befores, list(accumulate(steps)), [False] * len(runs))
    joined = [run >= _FIRST_JOINED and IS_JOINED.match(run) is not None for run in runs]
    wider = [len(run) - 1 if own else 0 for run, own in zip(runs, joined, strict=True)]
    return Runs(runs, befores, list(accumulate(map(add, steps, chain((0,), wider)))), joined)


def _join_numbers(steps: list[int], runs: Sequence[str]) -> None:
    """Steps between two runs that digits on both sides make one, in place."""
    index = 0
    for _ in range(steps.count(_BETWEEN_NUMBERS)):
        index = steps.index(_BETWEEN_NUMBERS, index)
        inside = index and runs[index - 1][-1].isdigit() and runs[index][0].isdigit()
        steps[index] = _BESIDE if inside else _APART


def cut_runs(text: str) -> Iterator[Run]:
    """The runs of a folded text in order. Signs, blanks and punctuation are in no run."""
    return each_run(runs_in(text))


def each_run(cut: Runs) -> Iterator[Run]:
    """The runs of the columns, one by one."""
    end = 0
    for run, before, position, joined in zip(*cut, strict=True):
        start = end + len(before)
        end = start + len(run)
        yield Run(Script.JOINED if joined else script_of(run), run, start, end, position, before)


def ends_of(cut: Runs) -> Sequence[int]:
    """Where each run ends on the folded text."""
    return list(accumulate(map(len, chain.from_iterable(zip(cut.separators, cut.texts, strict=True)))))[1::2]


def han_runs(text: str) -> Iterator[tuple[int, str]]:
    """The pure Han stretches of a joined run, with their offsets: kana has no dictionary."""
    for match in _HAN_ONLY.finditer(text):
        yield match.start(), match[0]


def _step(between: str) -> int:
    """How many positions a run stands behind a one-position run, by what stands between them."""
    if between.isspace():
        return _APART if between.count("\n") > 1 else _BESIDE
    if not between or _TIES.fullmatch(between):
        return _BESIDE
    return _BETWEEN_NUMBERS if _NUMBER_TIES.fullmatch(between) else _APART


_STEPS = Memo(_step)
