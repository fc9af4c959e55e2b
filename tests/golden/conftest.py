"""Archives built by the commands, once for all golden queries."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from search.archive import Archive, open_archive
from search.config import SearchConfig
from tests.shared import SHARED
from wenda import cli

ROOT = Path(__file__).resolve().parents[2]


def built(source: Path, index: Path) -> SearchConfig:
    """The configuration of an index of the source folder, just built."""
    arguments = ["reindex", "--source", str(source), "--index", str(index), "--jobs", "1"]
    outcome = CliRunner().invoke(cli, arguments)
    assert outcome.exit_code == 0, outcome.output
    glossary = (str(ROOT / "index_data" / "glossary.yaml"),)
    return SearchConfig(index=str(index), deadline_ms=60_000, glossary=glossary)


@pytest.fixture(scope="session")
def sample_config(tmp_path_factory: pytest.TempPathFactory) -> SearchConfig:
    """The sample archive, indexed."""
    return built(ROOT / "index_data" / "corpus", tmp_path_factory.mktemp("sample") / "index")


@pytest.fixture(scope="session")
def sample(sample_config: SearchConfig) -> Archive:
    """The sample archive, opened."""
    return open_archive(sample_config)


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The seed page, indexed and opened."""
    return open_archive(built(SHARED / "seeds", tmp_path_factory.mktemp("seed") / "index"))
