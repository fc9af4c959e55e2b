"""Times of writing and of asking, engine beside engine."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from bench.speed.corpus import Sample
from bench.speed.rival import Ready, Rival, Search, Unasked
from search.port.lookup import Lookup, Node, Page

BATCH = 5_000  # passages put into an engine's form at a time
LEAST_SECONDS = 0.1  # of CPU time in a round: 120 queries of .1 ms are a moment that anything on the machine distorts
PATIENCE_SECONDS = 10.0  # CPU time that an engine has for the queries of a kind in a round
HEAVY_SECONDS = 1.0  # deadline of the worst cases, as the served site has it by default

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Written:
    """CPU seconds of writing, megabytes of the index without the texts, and megabytes of the texts."""

    cpu: float
    index: float
    texts: float


@dataclass(frozen=True, slots=True)
class Asked:
    """CPU milliseconds of every query, turn by turn; and wall milliseconds of the median and the slowest hundredth.
    An engine that runs out of patience answers the first queries only."""

    turns: tuple[tuple[float, ...], ...]
    middle: float
    slowest: float

    @property
    def reached(self) -> int:
        """How many queries were answered in every turn."""
        return min(map(len, self.turns))

    def cpu(self, first: int | None = None) -> float:
        """CPU milliseconds a query, over the first so many or all: median of the turns."""
        return statistics.median(statistics.fmean(one[:first]) for one in self.turns)


def times(other: Asked, ours: Asked) -> float:
    """How many times as long as ours the other took for the queries that both answered."""
    both = min(other.reached, ours.reached)
    return other.cpu(both) / ours.cpu(both)


class _Turn(NamedTuple):
    """CPU and wall milliseconds of each query."""

    spent: tuple[float, ...]
    walls: list[float]


@dataclass(frozen=True, slots=True)
class Heavy:
    """Wall milliseconds of the first and of a second run, how many were found, and why it is not whole."""

    cold: float
    warm: float
    total: int
    partial: str


def write(rival: Rival, folder: Path, samples: Iterator[Sample]) -> Written:
    """Write one engine's index; putting the passages into its form is not counted."""
    spent, writing = _cpu(partial(rival.begin, folder))
    for batch in _batches(samples):
        given = rival.given(batch)
        spent += _cpu(partial(writing.add, given))[0]
    spent += _cpu(writing.finish)[0]
    stored = {path for pattern in rival.stored for path in folder.rglob(pattern)}
    sizes = {path: path.stat().st_size / 1e6 for path in folder.rglob("*") if path.is_file()}
    texts = sum(sizes[path] for path in stored)
    return Written(spent, sum(sizes.values()) - texts, texts)


def _cpu(act: Callable[[], One]) -> tuple[float, One]:
    start = time.process_time()
    made = act()
    return time.process_time() - start, made


def _batches(samples: Iterator[Sample]) -> Iterator[list[Sample]]:
    while batch := list(islice(samples, BATCH)):
        yield batch


def ask(
    rivals: Mapping[str, Rival], ready: Mapping[str, Ready], queries: Mapping[str, Sequence[Lookup]], rounds: int
) -> dict[tuple[str, str], Asked]:
    """Every kind of query to every engine, engine after engine in every round, the quick ones by turns until each has
    spent LEAST_SECONDS; what an engine has no query for is left out. Keys: engine and kind."""
    searches: dict[str, dict[str, list[Search]]] = {kind: {} for kind in queries}
    for kind, lookups in queries.items():
        for name in rivals:
            try:
                searches[kind][name] = [ready[name](lookup) for lookup in lookups]
            except Unasked:
                continue
    gc.collect()
    gc.freeze()  # the passages are no rubbish to be looked through during a search
    found: dict[tuple[str, str], list[_Turn]] = {}
    for _ in range(rounds):
        for kind, by_engine in searches.items():
            for name, turns in _round(by_engine).items():
                found.setdefault((name, kind), []).extend(turns)
    gc.unfreeze()
    return {key: _summed(turns) for key, turns in found.items()}


def _round(by_engine: Mapping[str, Sequence[Search]]) -> Mapping[str, Sequence[_Turn]]:
    """Each engine in its turn, and again those that have not spent enough."""
    found: dict[str, list[_Turn]] = {name: [] for name in by_engine}
    left = list(by_engine)
    while left:
        for name in left:
            found[name].append(_turn(by_engine[name]))
        left = [name for name in left if 0 < sum(sum(turn.spent) for turn in found[name]) < LEAST_SECONDS * 1e3]
    return found


def _turn(searches: Sequence[Search]) -> _Turn:
    """Ask one after another until patience ends."""
    walls, spent = [], []
    start = after = time.process_time()
    for search in searches:
        begun = time.perf_counter()
        search()
        walls.append((time.perf_counter() - begun) * 1e3)
        before, after = after, time.process_time()
        spent.append((after - before) * 1e3)
        if after - start > PATIENCE_SECONDS:
            break
    return _Turn(tuple(spent), walls)


def _summed(turns: Sequence[_Turn]) -> Asked:
    walls = sorted(wall for one in turns for wall in one.walls)
    slowest = walls[min(len(walls) - 1, int(len(walls) * 0.99))]
    return Asked(tuple(one.spent for one in turns), statistics.median(walls), slowest)


def bear(ready: Ready, nodes: Mapping[str, Node]) -> dict[str, Heavy]:
    """The worst cases under the deadline, twice each."""
    return {name: _heavy(ready, node) for name, node in nodes.items()}


def _heavy(ready: Ready, node: Node) -> Heavy:
    walls, page = [], Page((), 0)
    for _ in range(2):
        begun = time.perf_counter()
        found = ready(Lookup(node, deadline=time.monotonic() + HEAVY_SECONDS))()
        walls.append((time.perf_counter() - begun) * 1e3)
        page = found if isinstance(found, Page) else page
    return Heavy(walls[0], walls[1], page.total, ", ".join(page.partial))
