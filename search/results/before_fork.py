"""What is read before processes fork, so that they share it."""

from __future__ import annotations

from search.results.searcher import Searcher
from search.results.suggestions import suggestion_table
from search.results.text_volume import text_volume


def freeze(searcher: Searcher) -> None:
    """Derive what readers will ask for, before processes fork that would each derive it for itself. No request is
    answered here: what it leaves behind would share memory pages with what stays, and a process copies the whole of
    every page that it writes to."""
    searcher.snapshot.freeze()
    searcher.memo(text_volume).cells()
    _ = searcher.memo(suggestion_table).readings
