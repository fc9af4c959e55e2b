"""The figures as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean

from bench.speed.measure import Asked, Heavy, Written, times


def written_table(written: Mapping[str, Written], analysis: float, text: float) -> Iterator[str]:
    """Lines of the table of writing. `analysis` in CPU seconds for the same passages, `text` in MB of UTF-8."""
    first = next(iter(written.values()))
    yield "| engine | writing, CPU s | with analysis | index, MB | stored texts, MB | time : ours | index : ours |"
    yield "|---|---|---|---|---|---|---|"
    for name, one in written.items():
        yield (
            f"| {name} | {one.cpu:.1f} | {one.cpu + analysis:.1f} | {one.index:.1f} | {one.texts:.1f} "
            f"| {one.cpu / first.cpu:.2f} | {one.index / first.index:.2f} |"
        )
    yield ""
    yield f"The texts are {text:.1f} MB of UTF-8: ours takes {(first.index + first.texts) / text:.2f} bytes a byte, the"
    yield f"index alone {first.index / text:.2f}."


def asked_table(names: Sequence[str], asked: Mapping[tuple[str, str], Asked]) -> Iterator[str]:
    """Lines of the table of queries: our milliseconds, and how many times as long the others took."""
    own, others = names[0], names[1:]
    beside = "".join(f" {name} : ours |" for name in others)
    yield f"| query | CPU ms | first turn | wall p50 | p99 |{beside}"
    yield "|---" * (5 + len(others)) + "|"
    for kind in dict.fromkeys(kind for _, kind in asked):
        ours = asked[own, kind]
        cells = "".join(f" {_ratio(asked.get((name, kind)), ours)} |" for name in others)
        first = fmean(ours.turns[0])
        yield f"| {kind} | {ours.cpu():.3f} | {first:.3f} | {ours.middle:.3f} | {ours.slowest:.2f} |{cells}"


def _ratio(other: Asked | None, ours: Asked) -> str:
    if other is None:
        return "-"
    ratio = times(other, ours)
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.2f}"


def worst_table(heavy: Mapping[str, Heavy]) -> Iterator[str]:
    """Lines of the table of worst cases."""
    yield "| worst case | first, ms | again, ms | found | partial |"
    yield "|---|---|---|---|---|"
    for name, one in heavy.items():
        yield f"| {name} | {one.cold:.1f} | {one.warm:.1f} | {one.total:,} | {one.partial or '-'} |"
