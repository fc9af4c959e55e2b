"""Literal text -> phrases: what quotes ask for, and what names in other languages are looked up by."""

from __future__ import annotations

from search.analysis.analyze import Analyzer
from search.analysis.runs import Run
from search.port.lookup import AllOf, Node, Nothing, Phrase, Prefix, Term
from search.query.analysis_cache import layers_of, runs_of
from search.scripts import Script
from search.terms import FIELD, Field, Layer, Part, Token


def literal(text: str, part: Part, analyzer: Analyzer, boost: float = 1.0) -> Node:
    """Passages where the folded text stands in the part, punctuation as a break of the same kind."""
    runs = runs_of(text)
    if not runs:
        return Nothing()
    if all(run.script is not Script.JOINED for run in runs):
        return phrase(FIELD[part][Layer.EXACT], layers_of(text, analyzer)[Layer.EXACT], boost)
    if len(runs) == 1 and len(runs[0].text) == 1:
        return Prefix(FIELD[part][Layer.GRAMS], runs[0].text, boost)
    grams = _required_grams(runs, layers_of(text, analyzer)[Layer.GRAMS])
    found = [phrase(FIELD[part][Layer.GRAMS], grams, boost)] if grams else []
    found.extend(_trailing_character(runs, part))
    return found[0] if len(found) == 1 else AllOf(tuple(found))


def literal_phrase(text: str, part: Part, analyzer: Analyzer) -> Phrase | None:
    """The single phrase of a literal text, for counting its places; None where one phrase cannot say it."""
    node = literal(text, part, analyzer)
    if isinstance(node, Term):
        return Phrase(node.field, (node.text,), node.boost)
    return node if isinstance(node, Phrase) else None


def phrase(field: Field, tokens: tuple[Token, ...] | list[Token], boost: float = 1.0) -> Node:
    """The tokens as they stand to one another: a term, or a phrase with its gaps."""
    if not tokens:
        return Nothing()
    if len(tokens) == 1:
        return Term(field, tokens[0].text, boost)
    offsets = tuple(token.position - tokens[0].position for token in tokens)
    adjacent = offsets == tuple(range(len(tokens)))
    return Phrase(field, tuple(token.text for token in tokens), boost, () if adjacent else offsets)


def _required_grams(runs: tuple[Run, ...], grams: tuple[Token, ...]) -> list[Token]:
    """The pairs, words, and lone characters that end their run in the text too. What ends the literal text may go on
    in the text, so its last character alone is not asked for."""
    joined = [run for run in runs if run.script is Script.JOINED]
    ends = {run.position + len(run.text) - 1 for run in joined}
    closed = {run.position for run in joined if len(run.text) == 1 and run is not runs[-1]}
    return [token for token in grams if token.position not in ends or token.position in closed]


def _trailing_character(runs: tuple[Run, ...], part: Part) -> list[Node]:
    """A single last character: with the word it is glued to (G20峰), else anywhere as the first of a pair."""
    last = runs[-1]
    if last.script is not Script.JOINED or len(last.text) > 1:
        return []
    before = runs[-2]
    if before.script is not Script.JOINED and before.position + 1 == last.position:
        return [Phrase(FIELD[part][Layer.EXACT], (before.text, last.text))]
    return [Prefix(FIELD[part][Layer.GRAMS], last.text)]
