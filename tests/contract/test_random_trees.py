"""Every engine finds what the reference finds: order, scores, totals, facets, on random trees over all nodes."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from search.engines.memory import MemoryEngine
from search.port.engine import Snapshot
from tests.contract.agreement import assert_same
from tests.contract.corpus import document
from tests.contract.indexes import CORPORA, publish, together
from tests.contract.trees import Grower

TREES = int(os.environ.get("WENDA_TEST_TREES", "200"))  # nightly: thousands


@pytest.fixture(scope="module", params=CORPORA)
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Snapshot, Snapshot]]:
    indexes = CORPORA[request.param]
    rounds = [one for own in indexes for one in own]
    yield together(tmp_path_factory.mktemp("index"), indexes), publish(MemoryEngine(), rounds)


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
