"""The suggestion table of a generation, read when first asked for."""

from __future__ import annotations

from search.results.searcher import Searcher
from search.suggest.table import ATTACHMENT, Table, unpack_table


def suggestion_table(searcher: Searcher) -> Table:
    """A kind of `Searcher.memo`; empty where a generation has none."""
    return unpack_table(searcher.snapshot.attachment(ATTACHMENT) or b"")
