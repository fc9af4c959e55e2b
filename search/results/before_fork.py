"""What is read before processes fork, so that they share it."""

from __future__ import annotations

from search.results.searcher import Searcher
from search.results.suggestions import suggestion_table
from search.results.text_volume import text_volume


def freeze(searcher: Searcher) -> None:
    """Derive what readers will ask for, before processes fork that would each derive it for itself. No occurrences are
    collected and nothing is shown: what a request throws away would lie between what stays, and a process copies what
    it touches by the page."""
    searcher.snapshot.freeze()
    searcher.memo(text_volume).cells()
    _ = searcher.memo(suggestion_table).readings
