"""Years and months in a row."""

from __future__ import annotations

from collections.abc import Sequence


def fill_periods(steps: Sequence[str], longest: int) -> tuple[str, ...]:
    """The steps (all years, `2031`, or all months, `2031-09`; rising) with the missing ones between; the last `longest`
    as they stand when that would be too many."""
    if not steps:
        return ()
    first, last = _number(steps[0]), _number(steps[-1])
    if last - first >= longest:
        return tuple(steps[-longest:])
    by_month = "-" in steps[0]
    return tuple(_written(number, by_month=by_month) for number in range(first, last + 1))


def _number(step: str) -> int:
    year, _, month = step.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def _written(number: int, *, by_month: bool) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}" if by_month else f"{number:04d}"
