"""How the time of a query grows with the archive, drawn as SVG: a panel a kind of query, both axes by powers of ten."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape

Times = Mapping[str, Mapping[int, float]]  # engine -> passages -> CPU milliseconds
Point = tuple[float, float]

KINDS = ("OR", "AND", "phrase", "NEAR", "prefix", "NOT")
COLUMNS, WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 3, 300, 220, 52, 34, 84, 30
COLOURS = ("#b03a2e", "#5d6d7e", "#1f618d", "#b7950b")


def drawn(times: Mapping[str, Times]) -> str:
    """An SVG document of one panel for each kind in `times` (kind -> engine -> passages -> CPU ms)."""
    kinds = [kind for kind in KINDS if kind in times]
    rows = math.ceil(len(kinds) / COLUMNS)
    size = f'width="{COLUMNS * WIDTH}" height="{rows * HEIGHT}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11">',
        "<title>CPU milliseconds a query by passages in the archive</title>",
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for number, kind in enumerate(kinds):
        across, down = number % COLUMNS * WIDTH, number // COLUMNS * HEIGHT
        parts.append(f'<g transform="translate({across} {down})">')
        parts.extend(_panel(kind, times[kind]))
        parts.append("</g>")
    return "\n".join([*parts, "</svg>", ""])


def _panel(kind: str, times: Times) -> Iterator[str]:
    sizes = sorted({size for line in times.values() for size in line})
    values = [value for line in times.values() for value in line.values()]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    yield f'<text x="{LEFT}" y="20" font-weight="bold">{escape(kind)}</text>'
    for power in range(low, high + 1):
        y = bottom - (power - low) / (high - low) * (bottom - TOP)
        yield f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g} ms</text>'
    for size in sizes:
        yield f'<text x="{_across(size, sizes):.1f}" y="{bottom + 18}" text-anchor="middle">{size:,}</text>'
    ends: list[float] = []
    for (name, line), colour in zip(times.items(), COLOURS, strict=False):
        points = [
            (_across(size, sizes), bottom - (math.log10(value) - low) / (high - low) * (bottom - TOP))
            for size, value in sorted(line.items())
        ]
        yield from _line(points, colour)
        x, y = points[-1]
        while any(abs(y - end) < 11 for end in ends):
            y += 1
        ends.append(y)
        yield f'<text x="{x + 6:.1f}" y="{y + 4:.1f}" fill="{colour}">{escape(name)}</text>'


def _across(size: int, sizes: Sequence[int]) -> float:
    """Where a number of passages stands on the axis."""
    span = math.log10(sizes[-1] / sizes[0]) or 1.0
    return LEFT + 14 + math.log10(size / sizes[0]) / span * (WIDTH - RIGHT - LEFT - 28)


def _line(points: Sequence[Point], colour: str) -> Iterator[str]:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    for x, y in points:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
