"""python -m bench.speed: writing and asking beside other engines, A B A B, medians and ratios, as Markdown."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from bench.speed.corpus import Sample, grown, read
from bench.speed.growth import drawn as growth_drawn
from bench.speed.measure import Asked, ask, bear, write
from bench.speed.queries import Drawer, drawn
from bench.speed.rival import Rival
from bench.speed.tables import asked_table, worst_table, written_table
from bench.speed.worst import worst
from search.port.lookup import Lookup, Node

ENGINES = {"wenda": "ours", "stock": "stock", "fts5": "fts5", "tantivy": "rust"}  # name -> module of this folder
SHARED = Path(__file__).resolve().parents[3] / "shared"


def main() -> None:
    """Read the options, then write and ask at each size."""
    options = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    options.add_argument("--passages", default="10000,100000,1000000", help="sizes, by commas")
    options.add_argument("--queries", type=int, default=120, help="of each kind")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--engines", default=",".join(ENGINES), help="ours first; the others are compared with it")
    options.add_argument("--shared", type=Path, default=SHARED, help="the evaluation data")
    options.add_argument("--svg", type=Path, help="write the drawing of growth to this file")
    options.add_argument("--work", type=Path, help="folder for the indexes; default: a temporary one")
    chosen = options.parse_args()
    sizes = sorted(int(size) for size in chosen.passages.split(","))
    rivals = {name: _rival(name) for name in chosen.engines.split(",")}
    print(f"{date.today()}: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}", end="")
    print(f", load {os.getloadavg()[0]:.1f} at the start; {chosen.rounds} rounds, {chosen.queries} queries of a kind\n")
    start = time.process_time()
    samples = read(chosen.shared, sizes[-1])
    analysis = (time.process_time() - start) / len(samples)
    queries = drawn(samples[: sizes[0]], chosen.queries)
    heavy = worst(Drawer(samples))
    asked: dict[int, Mapping[tuple[str, str], Asked]] = {}
    for size in sizes:
        able = {name: rival for name, rival in rivals.items() if size <= rival.most_passages}
        with tempfile.TemporaryDirectory(prefix="bench-speed-", dir=chosen.work) as folder:
            lines = measured(able, Path(folder), samples, size, (analysis, queries, heavy, chosen.rounds), asked)
            for line in lines:
                print(line, flush=True)
    if chosen.svg:
        chosen.svg.write_text(growth_drawn(by_kind(asked)), encoding="utf-8")


def _rival(name: str) -> Rival:
    rival = importlib.import_module(f"bench.speed.{ENGINES[name]}").RIVAL
    assert isinstance(rival, Rival)
    return rival


Plan = tuple[float, Mapping[str, list[Lookup]], Mapping[str, Node], int]


def measured(
    rivals: Mapping[str, Rival],
    folder: Path,
    samples: list[Sample],
    size: int,
    plan: Plan,
    asked: dict[int, Mapping[tuple[str, str], Asked]],
) -> Iterator[str]:
    """Write and ask at one size; the lines of its tables, its times into `asked`."""
    analysis, queries, heavy, rounds = plan
    text = sum(len(sample.text.encode()) for sample in grown(samples, size)) / 1e6
    yield f"## {size:,} passages\n"
    written = {name: write(rival, folder / name, grown(samples, size)) for name, rival in rivals.items()}
    yield from written_table(written, analysis * size, text)
    ready = {name: rival.opened(folder / name) for name, rival in rivals.items()}
    asked[size] = ask(rivals, ready, queries, rounds)
    yield ""
    yield from asked_table(list(rivals), asked[size])
    yield ""
    yield from worst_table(bear(next(iter(ready.values())), heavy))
    yield ""


def by_kind(asked: Mapping[int, Mapping[tuple[str, str], Asked]]) -> dict[str, dict[str, dict[int, float]]]:
    """The CPU milliseconds by kind, engine and size."""
    times: dict[str, dict[str, dict[int, float]]] = {}
    for size, found in asked.items():
        for (name, kind), one in found.items():
            times.setdefault(kind, {}).setdefault(name, {})[size] = one.cpu()
    return times


if __name__ == "__main__":
    main()
