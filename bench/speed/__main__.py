"""python -m bench.speed: index and query times beside other engines, A B A B, medians and ratios."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.speed.corpus import Sample, read
from bench.speed.queries import drawn

ENGINES = {"wenda": "ours", "stock": "stock", "fts5": "fts5", "tantivy": "rust"}  # name -> module of this folder
SHARED = Path(__file__).resolve().parents[3] / "shared"
SLOW_QUERIES = 20  # of each kind for stock Whoosh, whose slowest take seconds

Search = Callable[[], object]


def main() -> None:
    """Read the options, build every index, ask every engine, print."""
    options = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    options.add_argument("--passages", type=int, default=100_000)
    options.add_argument("--queries", type=int, default=120, help="of each kind")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--engines", default="wenda,fts5,tantivy", help=f"of {', '.join(ENGINES)}")
    options.add_argument("--shared", type=Path, default=SHARED, help="the evaluation data")
    chosen = options.parse_args()
    names = chosen.engines.split(",")
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]}"
    )
    start = time.process_time()
    samples = read(chosen.shared, chosen.passages)
    tokens = sum(len(line) for sample in samples for line in sample.terms.values())
    print(f"{len(samples)} passages, {tokens} tokens; analysis {time.process_time() - start:.1f} CPU s")
    with tempfile.TemporaryDirectory(prefix="bench-speed-") as folder:
        build_all(Path(folder), names, samples)
        searches = prepared(Path(folder), names, samples, chosen.queries)
        del samples
        report(names, timed(names, searches, chosen.rounds))


def build_all(folder: Path, names: list[str], samples: list[Sample]) -> None:
    """Write every index; CPU seconds and megabytes, and their ratio to the first."""
    first: tuple[float, float] | None = None
    for name in names:
        module = importlib.import_module(f"bench.speed.{ENGINES[name]}")
        given = module.given(samples)
        start = time.process_time()
        module.build(folder / name, given)
        spent = time.process_time() - start
        size = sum(path.stat().st_size for path in (folder / name).rglob("*") if path.is_file()) / 1e6
        first = first or (spent, size)
        print(f"write {name:8} {spent:7.1f} CPU s {size:7.1f} MB   x{spent / first[0]:.2f} x{size / first[1]:.2f}")


def prepared(folder: Path, names: list[str], samples: list[Sample], count: int) -> dict[tuple[str, str], list[Search]]:
    """For each engine and kind the searches, ready to run."""
    searches: dict[tuple[str, str], list[Search]] = {}
    queries = drawn(samples, count)
    for name in names:
        ready = importlib.import_module(f"bench.speed.{ENGINES[name]}").opened(folder / name)
        for kind, nodes in queries.items():
            some = nodes[:SLOW_QUERIES] if name == "stock" else nodes
            searches[name, kind] = [ready(node) for node in some]
    return searches


def timed(
    names: list[str], searches: dict[tuple[str, str], list[Search]], rounds: int
) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """CPU milliseconds a query and the slowest query's wall milliseconds, engine after engine in every round."""
    found: dict[tuple[str, str], list[tuple[float, float]]] = {key: [] for key in searches}
    kinds = list(dict.fromkeys(kind for _, kind in searches))
    for _ in range(rounds):
        for kind in kinds:
            for name in names:
                slowest, start = 0.0, time.process_time()
                for search in searches[name, kind]:
                    begun = time.perf_counter()
                    search()
                    slowest = max(slowest, time.perf_counter() - begun)
                spent = (time.process_time() - start) / len(searches[name, kind])
                found[name, kind].append((spent * 1e3, slowest * 1e3))
    return found


def report(names: list[str], found: dict[tuple[str, str], list[tuple[float, float]]]) -> None:
    """Medians over the rounds, the first round (cold caches) apart, and how many times the first engine's."""
    print("kind     engine   CPU ms  first round  slowest ms   ratio")
    for kind in dict.fromkeys(kind for _, kind in found):
        own = statistics.median(cpu for cpu, _ in found[names[0], kind])
        for name in names:
            runs = found[name, kind]
            middle = statistics.median(cpu for cpu, _ in runs)
            slowest = statistics.median(slow for _, slow in runs)
            print(f"{kind:8} {name:8} {middle:7.3f} {runs[0][0]:10.3f} {slowest:12.2f}   x{middle / own:.2f}")


if __name__ == "__main__":
    main()
