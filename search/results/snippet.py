"""The best window of a text: as many different marks as fit, cut between sentences where it can be."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from search.request import Mark, Snippet
from search.results.boundaries import can_cut, clause_starts, is_combining, sentence_starts
from search.scripts import WIDTHS

WIDTH = 240  # in Latin letters; a Han character is two wide: 120 of them
_LEAD = 60  # width kept before the first mark where no sentence begins nearer
_PEAK = 1.5  # weight of a mark: its width to this power


def window(text: str, marks: Sequence[Mark] = (), width: int = WIDTH) -> Snippet:
    """The part of the text to show, offsets on the text, without white space at its ends.

    At most `width` wide. Never cut inside a word, a number, a character's cluster or a mark, unless that is wider than
    the window.
    """
    start, end = _stripped(text, 0, len(text))
    ruler = list(accumulate(map(WIDTHS.__getitem__, text), initial=0))
    if ruler[end] - ruler[start] > width:
        first, last = _core(text, marks, ruler, width, start)
        start = _left(text, marks, ruler, width, start, first, last)
        end = _right(text, marks, ruler, width, start, last, end)
        start, end = _stripped(text, start, end)
    return Snippet(start, end, bool(text[:start].strip()), bool(text[end:].strip()))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _core(text: str, marks: Sequence[Mark], ruler: Sequence[int], width: int, start: int) -> tuple[int, int]:
    """From the first to the last mark of the best stretch; the beginning of the text without marks."""
    best, found = 0.0, (start, start)
    for i, mark in enumerate(marks):
        seen: set[str] = set()
        score = 0.0
        last = mark.start
        for other in marks[i:]:
            if other is not mark and ruler[other.end] - ruler[mark.start] > width - _LEAD:
                break
            last = other.end
            word = text[other.start : other.end].lower()
            score += 0.0 if word in seen else (ruler[other.end] - ruler[other.start]) ** _PEAK
            seen.add(word)
        if score > best:
            best, found = score, (mark.start, last)
    return found if best else (marks[0].start, marks[0].start) if marks else found


def _left(text: str, marks: Sequence[Mark], ruler: Sequence[int], width: int, start: int, first: int, last: int) -> int:
    """Where the window begins: the start of the text or of a sentence, else a clause, else a word."""
    if ruler[last] - ruler[start] <= width:
        return start
    slack = width - (ruler[last] - ruler[first])
    lowest = max(start, bisect_left(ruler, ruler[first] - slack))
    # What the text behind the marks does not need may stand before them.
    lead = min(slack, max(_LEAD, width - (ruler[len(text)] - ruler[first])))
    nearest = max(start, bisect_left(ruler, ruler[first] - lead))
    sentences = [at for at in sentence_starts(text, lowest, first) if _allowed(text, marks, at)]
    if sentences:
        return next((at for at in sentences if at >= nearest), sentences[-1])
    clauses = [at for at in clause_starts(text, nearest, first) if _allowed(text, marks, at)]
    if clauses:
        return clauses[0]
    return next((at for at in range(nearest, first) if _allowed(text, marks, at)), first)


def _right(text: str, marks: Sequence[Mark], ruler: Sequence[int], width: int, start: int, last: int, end: int) -> int:
    """Where the window ends: behind the last sentence that fits, else a clause, else a word."""
    furthest = min(end, bisect_right(ruler, ruler[start] + width) - 1)
    if furthest == end:
        return end
    least = max(last, start + 1)
    filled = max(least, bisect_left(ruler, ruler[start] + width // 2))
    for places in (
        [at for at in sentence_starts(text, least - 1, furthest) if at >= filled],
        [at for at in clause_starts(text, least, furthest) if at >= filled],
        range(least, furthest + 1),
    ):
        fits = next((at for at in reversed(places) if _allowed(text, marks, at)), None)
        if fits is not None:
            return fits
    # One mark or one word fills the window: it is cut, but never inside a character's cluster.
    whole = (at for at in range(furthest, start, -1) if not is_combining(text[at]))
    return next(whole, furthest)


def _allowed(text: str, marks: Sequence[Mark], at: int) -> bool:
    """Whether the window may begin or end at `at`: a cut there halves neither a word nor a mark."""
    if not can_cut(text, at):
        return False
    i = bisect_left(marks, at, key=lambda mark: mark.end)
    return i == len(marks) or not marks[i].start < at < marks[i].end
