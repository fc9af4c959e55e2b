"""Eight threads search while generations are published, merged and pruned: every answer is that of its generation."""

from __future__ import annotations

import random
import threading
from collections.abc import Mapping
from pathlib import Path

from search.engines.memory import MemoryEngine
from search.engines.whoosh.engine import WhooshEngine
from search.port.engine import Draft, Engine
from search.port.lookup import Page
from tests.contract.agreement import assert_same
from tests.contract.corpus import document
from tests.contract.trees import Grower

THREADS = 8
GENERATIONS = 8
LOOKUPS = [Grower(seed).lookup() for seed in range(24)]

Pages = Mapping[str, list[Page]]  # of every generation that was ever published, by its name


def changed(draft: Draft, turn: int) -> None:
    """Twenty new documents, some older ones written anew, some dropped: now small segments, now a merge of them."""
    chance = random.Random(turn)
    for number in (*range(20 * turn, 20 * turn + 20), *chance.sample(range(20 * turn + 1), min(5, 20 * turn))):
        draft.put(*document(number, seed=turn))
    for number in chance.sample(range(20 * turn + 1), min(4, 20 * turn)):
        draft.drop(f"doc{number:04d}")


def search_on(engine: Engine, wanted: Pages, done: threading.Event, wrong: list[object], seed: int) -> None:
    """Open what is published and ask much of it; its files may be gone from the disk before the last answer."""
    chance = random.Random(seed)
    try:
        while not done.is_set():
            snapshot = engine.open()
            for number in chance.choices(range(len(LOOKUPS)), k=20):
                assert_same(snapshot.search(LOOKUPS[number]), wanted[snapshot.generation.name][number])
            snapshot.close()
    except BaseException as difference:
        wrong.append(difference)
        raise


def test_every_answer_is_that_of_its_generation(tmp_path: Path) -> None:
    engine, reference = WhooshEngine(tmp_path), MemoryEngine()
    wanted: dict[str, list[Page]] = {}
    done, wrong, segments = threading.Event(), [], set()
    threads = [
        threading.Thread(target=search_on, args=(engine, wanted, done, wrong, seed), daemon=True)
        for seed in range(THREADS)
    ]
    for turn in range(GENERATIONS):
        oracle, draft = reference.draft("analysis-1", reference.current()), engine.draft("analysis-1", engine.current())
        changed(oracle, turn)
        changed(draft, turn)
        expected, sealed = oracle.seal(), draft.seal()
        wanted[sealed.generation.name] = [expected.search(lookup) for lookup in LOOKUPS]
        oracle.publish()
        draft.publish()
        segments.add(len(sealed._reader.segments))
        engine.prune(keep=1)
        if turn == 0:
            for thread in threads:
                thread.start()
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(segments) > 1, "segments were never merged"
    assert len(engine.generations()) == 1
