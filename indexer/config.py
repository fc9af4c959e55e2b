"""The `indexer` section of wenda.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from search.config import FilePath


@dataclass(frozen=True, slots=True)
class IndexerConfig:
    """`indexer`: what is read, and with how many processes."""

    sources: tuple[FilePath, ...] = ("index_data/corpus",)  # the whole archive: what is not there leaves the index
    jobs: Annotated[int, Meta(ge=0)] = 0  # processes that read and analyse pages; 0: one for each processor
