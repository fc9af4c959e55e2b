"""Every engine finds what the reference finds: order, scores, totals, facets, on random trees over all nodes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from search.engines.memory import MemoryEngine
from search.port.engine import Snapshot
from search.port.lookup import Lookup, Prefix
from tests.contract.agreement import assert_same
from tests.contract.corpus import EXACT, WORDS, document
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
        terms = [(field, word) for word in (*WORDS, "港", "nowhere")]
        frequencies = engine.frequencies(terms)
        assert frequencies == reference.frequencies(terms)
        words = dict(reference.vocabulary(field, limit=1_000_000))
        assert frequencies == {(field, word): words.get(word, 0) for _, word in terms}


@pytest.mark.parametrize("part", range(4))
def test_many_lookups_in_one_call_find_what_each_finds(both: tuple[Snapshot, Snapshot], part: int) -> None:
    engine, reference = both
    lookups = [Grower(seed).lookup() for seed in range(part * TREES // 4, (part + 1) * TREES // 4)]
    pages = [engine.search(lookup) for lookup in lookups]
    assert list(engine.search_many(lookups)) == pages
    totals = [page.total for page in pages]
    assert engine.counts(lookups) == totals
    assert any(totals)
    some = lookups[::5]  # the reference takes its time
    assert reference.counts(some) == totals[::5]


def test_a_lookup_that_is_late_has_no_count_and_the_others_have_theirs(both: tuple[Snapshot, Snapshot]) -> None:
    in_time = Lookup(Prefix(EXACT, "p"), limit=0)
    late = replace(in_time, deadline=time.monotonic() - 1)
    for snapshot in both:
        total = snapshot.search(in_time).total
        assert total > 0
        assert snapshot.counts([in_time, late, in_time]) == [total, None, total]
    assert [list(snapshot.counts([])) for snapshot in both] == [[], []]


def test_scan_gives_every_hit_in_order(both: tuple[Snapshot, Snapshot]) -> None:
    engine, reference = both
    for seed in range(40):
        lookup = Grower(seed).lookup()
        assert [hit.passage for hit in engine.scan(lookup)] == [hit.passage for hit in reference.scan(lookup)]
