"""Lines over time, drawn by the server. Texts stand in percent of the drawing, so they never stretch with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor, log10

WIDTH, HEIGHT = 1000, 320  # of the drawing that stretches, in its own units
_LABELS = 12  # periods named below the drawing
_APART = 6.5  # percent between the names at the ends of two lines: a line of text in 320 px
_DASH = 8  # half the width of a value that stands alone


@dataclass(frozen=True, slots=True)
class End:
    """The name of a line at its right end: its number from 0, and its height in percent from above."""

    number: int
    y: float


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing: a path for each line (empty without a value), the horizontal lines as (percent from above, value),
    the named periods as (percent from the left, period, whether a small screen has room for it), the ends."""

    paths: tuple[str, ...]
    rules: tuple[tuple[float, float], ...]
    labels: tuple[tuple[float, str, bool], ...]
    ends: tuple[End, ...]


def plot(periods: Sequence[str], lines: Sequence[Sequence[float | None]]) -> Plot:
    """The drawing of lines that have a value, or None for a gap, for each period."""
    step = _nice(max((value for line in lines for value in line if value), default=1.0) / 3)
    highest = max((value for line in lines for value in line if value), default=0.0)
    rules = [step * number for number in range(max(floor(highest / step - 1e-9), 0) + 2)]
    top = rules[-1]
    every = -(-len(periods) // _LABELS)
    named = [number for number in range(len(periods)) if not (len(periods) - 1 - number) % every]
    return Plot(
        paths=tuple(_path(line, len(periods), top) for line in lines),
        rules=tuple((_percent(value, top), value) for value in rules),
        labels=tuple(
            (round(100 * (number + 0.5) / len(periods), 2), periods[number], not (len(named) - 1 - place) % 3)
            for place, number in enumerate(named)
        ),
        ends=_ends(lines, top),
    )


def _nice(step: float) -> float:
    """The next larger step of 1, 2 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(step))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= step * 0.999)


def _path(line: Sequence[float | None], periods: int, top: float) -> str:
    """A path that leaves out the gaps; a value between two gaps is a short dash."""
    pieces: list[str] = []
    for known, group in groupby(enumerate(line), key=lambda pair: pair[1] is not None):
        points = [
            (round(WIDTH * (number + 0.5) / periods, 1), round(HEIGHT * _percent(value or 0.0, top) / 100, 1))
            for number, value in group
        ]
        if known and len(points) == 1:
            pieces.append(f"M{points[0][0] - _DASH} {points[0][1]}h{2 * _DASH}")
        elif known:
            pieces.append("M" + " L".join(f"{x} {y}" for x, y in points))
    return " ".join(pieces)


def _percent(value: float, top: float) -> float:
    return round(100 - 100 * value / top, 2)


def _ends(lines: Sequence[Sequence[float | None]], top: float) -> tuple[End, ...]:
    """The names at the heights of the last values, moved apart where they would cover one another."""
    lasts = [(number, [value for value in line if value is not None]) for number, line in enumerate(lines)]
    wanted = sorted((_percent(values[-1], top), number) for number, values in lasts if values)
    heights = [height for height, _ in wanted]
    for place in range(1, len(heights)):
        heights[place] = max(heights[place], heights[place - 1] + _APART)
    lowest = 100.0
    for place in range(len(heights) - 1, -1, -1):
        heights[place] = min(heights[place], lowest)
        lowest = heights[place] - _APART
    return tuple(End(number, round(height, 2)) for (_, number), height in zip(wanted, heights, strict=True))
