"""Whichever way the executor goes, it finds the same: each of its choices by size is forced, one way and the other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from search.engines.memory import MemoryEngine
from search.engines.whoosh.snapshot import WhooshSnapshot
from search.port.engine import Snapshot
from search.port.lookup import Page
from tests.contract.agreement import assert_same
from tests.contract.indexes import CORPORA, publish, together
from tests.contract.trees import Grower

CORPUS = "two segments, a tenth deleted"
LOOKUPS = [Grower(seed).lookup() for seed in range(1000, 1150)]
ROOM = "search.engines.whoosh"
WAYS: Mapping[str, Mapping[str, float]] = {
    "alternatives are always summed up": {"execution.executor.BULK_MIN_SHARE": 10**9},
    "alternatives are never summed up": {"execution.executor.BULK_MIN_SHARE": 1e-9},
    "candidates are never few": {"execution.candidate_scorer.TERMWISE_MAX_CANDIDATES": -1},
    "candidates are always few": {"execution.candidate_scorer.TERMWISE_MAX_CANDIDATES": 10**9},
    "every term is held over all rows": {
        "execution.candidate_scorer.DENSE_MIN_CANDIDATES": -1,
        "reader.field_reader.DENSE_RATIO": 10**9,
    },
    "no term is held over all rows": {"reader.field_reader.DENSE_RATIO": 0},
    "rows are always looked up": {"row_sets.LOOKUP_COST": 0, "row_sets.LOOKUP_BELOW": 10**9},
    "rows are never looked up": {"row_sets.LOOKUP_COST": 10**9, "row_sets.LOOKUP_BELOW": 0},
    "bounds come from samples": {
        "execution.match_set.MAX_HINTS": 0,
        "execution.top_k.SAMPLE_MIN_SCORES": 0,
        "execution.top_k.SAMPLE_STEP": 2,
    },
    "hits are never sorted singly": {"execution.top_k.SORT_SPARE": 0, "execution.top_k.PYTHON_SORT_MAX": 0},
    "hits are always sorted singly": {"execution.top_k.SORT_SPARE": 10**9, "execution.top_k.PYTHON_SORT_MAX": 10**9},
    "dates are walked in small steps": {"execution.top_k.FIRST_BLOCK_ROWS": 1},
    "prefixes are read term by term": {"execution.leaf_scorers.PREFIX_BLOCK_TERMS": 1},
    "every best-of is kept as names are": {"execution.cached_best_of.MIN_CHILDREN": 1},
    "no names are kept": {"execution.cached_best_of.MIN_CHILDREN": 10**9},
    "a query holds none of its lists": {"execution.query_postings.MAX_BYTES": 0},
    "filters are lists of rows": {"reader.index_reader.SPARSE_MIN_SETS": 0},
    "places are always merged": {"row_sets.MERGE_FROM": 0, "row_sets.MERGE_MAX_RATIO": 10**9},
    "places are never merged": {"row_sets.MERGE_FROM": 10**9},
    "words are looked for side by side row by row": {"execution.phrase_positions.BLOCK_ROWS": 1},
    "lists are read posting by posting": {"reader.field_reader.BLOCK_POSTINGS": 1},
    "nothing is kept": {
        "reader.index_reader.POSTINGS_BYTES": 0,
        "reader.index_reader.MASK_BYTES": 0,
        "reader.index_reader.MASK_BYTES_PER_ROW": 0,
        "reader.index_reader.BEST_OF_BYTES": 0,
        "reader.index_reader.BEST_OF_BYTES_PER_ROW": 0,
    },
    "little is kept": {
        "reader.index_reader.POSTINGS_BYTES": 20_000,
        "reader.index_reader.MASK_BYTES": 1_000,
        "reader.index_reader.MASK_BYTES_PER_ROW": 0,
    },
}


@pytest.fixture(scope="module")
def wanted() -> list[Page]:
    reference: Snapshot = publish(MemoryEngine(), [one for own in CORPORA[CORPUS] for one in own])
    return [reference.search(lookup) for lookup in LOOKUPS]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, WhooshSnapshot]:
    folder = tmp_path_factory.mktemp("index")
    return folder, together(folder, CORPORA[CORPUS])


@pytest.mark.parametrize("way", WAYS)
def test_every_way_leads_to_the_same_page(
    written: tuple[Path, WhooshSnapshot], wanted: list[Page], way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{ROOM}.reader.index_reader.POSTINGS_BYTES_PER_ROW", 0)
    for name, value in WAYS[way].items():
        monkeypatch.setattr(f"{ROOM}.{name}", value)
    folder, once = written
    snapshot = WhooshSnapshot(folder, once.generation, once._reader.segments)  # with nothing kept from other ways
    for lookup, page in zip(LOOKUPS, wanted, strict=True):
        found = snapshot.search(lookup)
        assert_same(found, page)
        assert snapshot.search(lookup) == found
