"""The `indexer` section of wenda.yaml."""

from __future__ import annotations

from dataclasses import dataclass

from search.config import setting


@dataclass(frozen=True, slots=True)
class IndexerConfig:
    """`indexer`: what is read, and with how many processes."""

    sources: tuple[str, ...] = setting(
        ("index_data/corpus",), "folders that are the whole archive; what is not there leaves the index", path=True
    )
    jobs: int = setting(0, "processes that read and analyse pages; 0: one for each processor", least=0)
