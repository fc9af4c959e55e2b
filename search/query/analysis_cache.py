"""Analysed texts of queries, remembered: the same words are lowered for every part of a passage, and again for the
searches that are tried beside one."""

from __future__ import annotations

from functools import lru_cache

from search.analysis.analyze import Analyzer
from search.analysis.fold import fold
from search.analysis.runs import Run, cut_runs
from search.terms import Layers

MOST_TEXTS = 500  # some hundred bytes each, a few kilobytes for a long question


@lru_cache(maxsize=MOST_TEXTS)
def runs_of(text: str) -> tuple[Run, ...]:
    """The runs of the text, folded."""
    return tuple(cut_runs(fold(text).text))


@lru_cache(maxsize=MOST_TEXTS)
def layers_of(text: str, analyzer: Analyzer) -> Layers:
    """The layers of the text, in no language."""
    return analyzer.analyze(text)
