"""Every engine finds what the reference finds: order, scores, totals, facets, on random trees over all nodes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines.memory import MemoryEngine
from search.engines.whoosh.engine import WhooshEngine
from search.port.engine import Engine, Snapshot
from tests.contract.agreement import assert_same
from tests.contract.corpus import document
from tests.contract.trees import Grower

TREES = int(os.environ.get("WENDA_TEST_TREES", "200"))  # nightly: thousands


def publish(engine: Engine, rounds: list[tuple[list[int], list[int], int]]) -> Snapshot:
    """Several generations, each based on the one before: (numbers put, numbers dropped, seed)."""
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


ROUNDS = {
    "one segment": [(list(range(120)), [], 0)],
    "three segments": [(list(range(n, 120, 3)), [], 0) for n in range(3)],
    "a fifth deleted": [(list(range(120)), [], 0), ([], list(range(0, 120, 5)), 0)],
    "replaced": [(list(range(120)), [], 0), (list(range(0, 120, 4)), [1, 2, 3], 1), (list(range(118, 130)), [], 2)],
}


@pytest.fixture(scope="module", params=ROUNDS)
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Snapshot, Snapshot]]:
    folder: Path = tmp_path_factory.mktemp("index")
    rounds = ROUNDS[request.param]
    yield publish(WhooshEngine(folder), rounds), publish(MemoryEngine(), rounds)


@pytest.mark.parametrize("part", range(8))
def test_random_trees_give_the_same_page(both: tuple[Snapshot, Snapshot], part: int) -> None:
    engine, reference = both
    for seed in range(part * TREES // 8, (part + 1) * TREES // 8):
        lookup = Grower(seed).lookup()
        try:
            assert_same(engine.search(lookup), reference.search(lookup))
        except AssertionError as difference:
            raise AssertionError(f"seed {seed}: {lookup}") from difference


def test_vocabulary_and_frequencies_agree(both: tuple[Snapshot, Snapshot]) -> None:
    engine, reference = both
    for field in {one for _, entries in [document(0)] for entry in entries for one in entry.terms}:
        for prefix in ("", "p", "港"):
            assert list(engine.vocabulary(field, prefix)) == list(reference.vocabulary(field, prefix))
        assert engine.frequency(field, "港") == reference.frequency(field, "港")


def test_scan_gives_every_hit_in_order(both: tuple[Snapshot, Snapshot]) -> None:
    engine, reference = both
    for seed in range(40):
        lookup = Grower(seed).lookup()
        assert [hit.passage for hit in engine.scan(lookup)] == [hit.passage for hit in reference.scan(lookup)]
