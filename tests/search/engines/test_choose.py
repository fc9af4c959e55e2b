"""The configuration's word for an engine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from search.config import SearchConfig
from search.engines.choose import choose
from search.errors import NotSupported, StaleIndex
from tests.contract.small import indexed


def test_whoosh_opens_the_configured_folder(tmp_path: Path) -> None:
    section = replace(SearchConfig(), index=str(tmp_path / "index"), engine="whoosh")
    indexed(choose(section), {"a": ["x"]})
    assert choose(section, "analysis-1").open().generation.counts["documents"] == 1
    with pytest.raises(StaleIndex):
        choose(section, "analysis-2").open()


def test_an_engine_that_is_not_built_in_is_refused_with_a_mend() -> None:
    with pytest.raises(NotSupported) as caught:
        choose(replace(SearchConfig(), engine="opensearch"))
    assert "opensearch" in caught.value.problem
    assert caught.value.mend == "set search.engine: whoosh"
