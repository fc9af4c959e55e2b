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
    "alternatives are always summed up": {"execute.PASSED_OVER": 10**9},
    "alternatives are never summed up": {"execute.PASSED_OVER": 1e-9},
    "candidates are never few": {"probe.FEW": -1},
    "candidates are always few": {"probe.FEW": 10**9},
    "every term is held over all rows": {"probe.MANY": -1, "fields.FREQUENT": 10**9},
    "no term is held over all rows": {"fields.FREQUENT": 0},
    "rows are always looked up": {"sets.SEARCH": 0, "sets.SINGLY": 10**9},
    "rows are never looked up": {"sets.SEARCH": 10**9, "sets.SINGLY": 0},
    "bounds come from samples": {"matches.HINTS": 0, "ranking.LARGE": 0, "ranking.SAMPLE": 2},
    "hits are never sorted singly": {"ranking.FEW": 0, "ranking.SORTED_SINGLY": 0},
    "hits are always sorted singly": {"ranking.FEW": 10**9, "ranking.SORTED_SINGLY": 10**9},
    "dates are walked in small steps": {"ranking.STRIDE": 1},
    "prefixes are read term by term": {"leaves.TERMS_AT_ONCE": 1},
    "every best-of is kept as names are": {"names.LEAST": 1},
    "no names are kept": {"names.LEAST": 10**9},
    "a query holds none of its lists": {"fetched.HELD_BYTES": 0},
    "filters are lists of rows": {"view.MANY_SETS": 0},
    "places are always merged": {"sets.MERGED": 0, "sets.MERGED_AT_MOST": 10**9},
    "places are never merged": {"sets.MERGED": 10**9},
    "words are looked for side by side row by row": {"places.ROWS_AT_ONCE": 1},
    "lists are read posting by posting": {"fields.BLOCK": 1},
    "nothing is kept": {
        "view.LIST_BYTES": 0,
        "view.MASK_BYTES": 0,
        "view.MASK_BYTES_PER_ROW": 0,
        "view.MATCHED_BYTES": 0,
        "view.MATCHED_BYTES_PER_ROW": 0,
    },
    "little is kept": {"view.LIST_BYTES": 20_000, "view.MASK_BYTES": 1_000, "view.MASK_BYTES_PER_ROW": 0},
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
    monkeypatch.setattr(f"{ROOM}.view.LIST_BYTES_PER_ROW", 0)
    for name, value in WAYS[way].items():
        monkeypatch.setattr(f"{ROOM}.{name}", value)
    folder, once = written
    snapshot = WhooshSnapshot(folder, once.generation, once._view.segments)  # with nothing kept from other ways
    for lookup, page in zip(LOOKUPS, wanted, strict=True):
        found = snapshot.search(lookup)
        assert_same(found, page)
        assert snapshot.search(lookup) == found
