"""Proximity: long questions prefer passages that hold many of their pairs of characters close together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from search.analysis.fold import fold
from search.port.idf import idf
from search.port.leaf import leaves
from search.port.lookup import Node, Term
from search.query.context import LoweringContext
from search.terms import Field, Layer, Part

# bench.relevance: +.002 to +.004 MRR on long questions, harmful on short topics and short passages.
TOP = 30
BETA = 0.25
WINDOW_CHARS = 60
LEAST_GRAMS = 5
LEAST_CHARS = 150
_GRAMS = Field(Part.BODY, Layer.GRAMS)


def question_grams(node: Node) -> tuple[str, ...]:
    """The distinct pairs of a best-match query; empty when the query is too short for the window to help."""
    grams = dict.fromkeys(
        leaf.text for leaf in leaves(node) if isinstance(leaf, Term) and leaf.field == _GRAMS and len(leaf.text) == 2
    )
    return tuple(grams) if len(grams) >= LEAST_GRAMS else ()


def gram_weights(grams: Sequence[str], context: LoweringContext) -> Mapping[str, float]:
    """The idf of each pair in the index that a query was lowered for."""
    frequencies = context.frequencies
    assert frequencies is not None  # a searcher's context has them
    frequencies.fetch((_GRAMS, gram) for gram in grams)
    return {gram: idf(max(1, context.passages), frequencies[_GRAMS, gram]) for gram in grams}


def window_bonus(text: str, weights: Mapping[str, float]) -> float:
    """BETA times the weights of the distinct pairs in the best window of the text; 0 for a short text."""
    if len(text) <= LEAST_CHARS:
        return 0.0
    places = sorted(_places(fold(text).text, weights))
    best = total = 0.0
    inside: dict[str, int] = {}
    first = 0
    for at, gram in places:
        if not inside.get(gram):
            total += weights[gram]
        inside[gram] = inside.get(gram, 0) + 1
        while at - places[first][0] >= WINDOW_CHARS:
            left = places[first][1]
            inside[left] -= 1
            total -= weights[left] if not inside[left] else 0.0
            first += 1
        best = max(best, total)
    return BETA * best


def _places(folded: str, weights: Mapping[str, float]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for gram in weights:
        at = folded.find(gram)
        while at >= 0:
            found.append((at, gram))
            at = folded.find(gram, at + 1)
    return found
