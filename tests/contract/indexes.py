"""The contract's documents in indexes of every state: one segment or eight, with documents deleted and replaced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from search.engines.whoosh.engine import WhooshEngine
from search.engines.whoosh.reader.segment_reader import SegmentReader
from search.engines.whoosh.snapshot import WhooshSnapshot
from search.port.engine import Engine, Snapshot
from tests.contract.corpus import document

Round = tuple[Sequence[int], Sequence[int], int]  # numbers put, numbers dropped, seed


def publish(engine: Engine, rounds: Sequence[Round]) -> Snapshot:
    """Several generations, each based on the one before."""
    base = None
    for put, dropped, seed in rounds:
        draft = engine.draft("analysis-1", base)
        for number in put:
            draft.put(*document(number, seed))
        for number in dropped:
            draft.drop(f"doc{number:04d}")
        draft.seal()
        base = draft.publish().name
    return engine.open()


def shares(count: int, dropped: Sequence[int] = ()) -> list[list[Round]]:
    """The documents in so many shares of different sizes, those that are dropped in a round of their own."""
    whole = [range(120)[share * share * 120 // count**2 : (share + 1) ** 2 * 120 // count**2] for share in range(count)]
    return [[(own, [], 0), ((), [one for one in own if one in dropped], 0)] for own in whole]


# The rounds of each of the indexes whose segments together make one.
CORPORA: dict[str, list[list[Round]]] = {
    "one segment": [[(range(120), [], 0)]],
    "three segments": [[(range(100), [], 0), (range(100, 117), [], 0), (range(117, 120), [], 0)]],
    "a fifth deleted": [[(range(120), [], 0), ([], range(0, 120, 5), 0)]],
    "replaced": [[(range(120), [], 0), (range(0, 120, 4), [1, 2, 3], 1), (range(118, 130), [], 2)]],
    "two segments, a tenth deleted": shares(2, range(3, 120, 10)),
    "eight segments": shares(8),
    "eight segments, a fifth deleted": shares(8, range(0, 120, 5)),
}


def together(
    folder: Path, indexes: Sequence[Sequence[Round]], change: Callable[[SegmentReader], None] = lambda _: None
) -> WhooshSnapshot:
    """One snapshot over the segments of several indexes: as many as wished, as no merge would leave them. `change` may
    do what it likes to each segment before it is searched."""
    snapshots = []
    for number, rounds in enumerate(indexes):
        engine = WhooshEngine(folder / str(number))
        publish(engine, rounds)
        snapshots.append(engine.open())
    segments = [segment for snapshot in snapshots for segment in snapshot._reader.segments]
    for segment in segments:
        change(segment)
    return WhooshSnapshot(folder, snapshots[0].generation, segments)
