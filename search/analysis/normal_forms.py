"""Values that are written in many ways, in one form: dates (2031-09-18) and long numbers (996312610905).

A value stands at the position of its first word. A long number stands once more from each of its groups on, so that it
is found without its country code; a date wins over a number.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from search.analysis.fold import Folded
from search.analysis.runs import Run, Runs, each_run, ends_of
from search.dates import MONTHS, FoundDate, find_dates
from search.scripts import Script

# Digits of a telephone number: 7 without area code, 15 at most (ITU-T E.164).
LEAST_DIGITS, MOST_DIGITS = 7, 15
# What may stand between the groups of one number.
_WITHIN = re.compile(r"[ \-‐‑–()+./\u00a0]{1,3}")
# No long number stands where this does not: spares most texts the look at each run.
_LONG = re.compile(rf"\d(?:[ \-‐‑–()+./\u00a0]{{0,3}}\d){{{LEAST_DIGITS - 1}}}")

# Every date holds a year; reading dates is the dearest step, so texts without one are spared it.
_YEAR = re.compile(r"1[5-9]\d\d|2[01]\d\d|年")
_FIRST_SIGN = re.compile(r"[\d年]")
_FIGURES = re.compile(r"\d[-/.]\d")


def value_places(text: str, folded: Folded, cut: Runs, lang: str) -> list[tuple[str, int, int, int]]:
    """(value, start, end, position) rising by position, which counts as in the cut of the folded text; start and end on
    the folded text."""
    if not _FIRST_SIGN.search(folded.text):
        return []
    numbers = _LONG.search(folded.text)
    dates = find_dates(text, lang) if _YEAR.search(folded.text) and _may_hold_date(folded.text, cut) else ()
    if not numbers and not dates:
        return []
    places = {row[3]: row for row in _numbers(list(each_run(cut)))} if numbers else {}
    places |= {row[3]: row for row in _dates(dates, folded, cut)}
    return [places[position] for position in sorted(places)]


def _may_hold_date(folded: str, cut: Runs) -> bool:
    """Whether there is what one of the patterns for dates wants beside a year: to try them is dear."""
    return "年" in folded or _FIGURES.search(folded) is not None or not MONTHS.keys().isdisjoint(cut.texts)


def long_numbers(runs: Sequence[Run]) -> list[str]:
    """The long numbers among the runs, each whole, digits only."""
    return ["".join(run.text for run in group) for group in _groups(runs)]


def _numbers(runs: Sequence[Run]) -> list[tuple[str, int, int, int]]:
    """Each long number from each of its groups on."""
    rows: list[tuple[str, int, int, int]] = []
    for group in _groups(runs):
        for index, run in enumerate(group):
            digits = "".join(each.text for each in group[index:])
            if len(digits) >= LEAST_DIGITS:
                rows.append((digits, run.start, group[-1].end, run.position))
    return rows


def _groups(runs: Sequence[Run]) -> list[list[Run]]:
    """Neighbouring digit groups that make one long number."""
    groups: list[list[Run]] = []
    current: list[Run] = []
    for run in runs:
        if run.script is Script.NUMBER and run.text.isdecimal():
            if current and not _WITHIN.fullmatch(run.before):
                groups.append(current)
                current = []
            current.append(run)
        elif current:
            groups.append(current)
            current = []
    groups.append(current)
    return [group for group in groups if LEAST_DIGITS <= sum(len(run.text) for run in group) <= MOST_DIGITS]


def _dates(found: Sequence[FoundDate], folded: Folded, cut: Runs) -> Iterable[tuple[str, int, int, int]]:
    """Each date at the run (or the character of a joined run) where it begins."""
    starts = folded.starts if folded.starts is not None else range(len(folded.text))
    ends = ends_of(cut) if found else ()
    for each in found:
        begin = bisect_left(starts, each.span.start)
        stop = bisect_left(starts, each.span.end)
        index = bisect_right(ends, begin)
        if index < len(ends) and ends[index] - len(cut.texts[index]) < stop:
            inside = begin - ends[index] + len(cut.texts[index])
            yield each.iso, begin, stop, cut.positions[index] + (max(inside, 0) if cut.is_joined[index] else 0)
