"""What a search reads is let go when it ends, not when the collector looks for cycles: that is megabytes a question."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import Any

import pytest

from search.engines.whoosh import snapshot as snapshots
from search.engines.whoosh.execution.executor import Executor
from tests.contract.indexes import CORPORA, together
from tests.contract.trees import Grower


def test_a_search_leaves_nothing_for_the_collector(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[weakref.ref[Executor]] = []

    class Watched(Executor):
        def __init__(self, *given: Any) -> None:  # as it is called
            super().__init__(*given)
            begun.append(weakref.ref(self))

    snapshot = together(tmp_path, CORPORA["one segment"])
    monkeypatch.setattr(snapshots, "Executor", Watched)
    gc.collect()
    gc.disable()
    try:
        for seed in range(200):
            snapshot.search(Grower(seed).lookup())
        assert len(begun) == 200
        assert [each for each in begun if each() is not None] == []
    finally:
        gc.enable()
