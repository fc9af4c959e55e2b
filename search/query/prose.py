"""Pasted prose: a question with brackets or quotation marks of its own is one best-match clause, not ANDs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.port.lookup import Node
from search.query.combine import any_of
from search.query.context import PHRASE_WEIGHT, SHORT_PIECES, SHORT_RUN, LoweringContext
from search.query.entity_nodes import entities_in
from search.query.literal import literal
from search.query.pieces import PieceShape, pieces_of
from search.query.tree import Query, Quotation, Words
from search.query.words import best_match, content_pieces, lower_words
from search.terms import Part

# Brackets, a quotation mark and blanks stand between neighbours; an operator (` AND `) takes more.
_ADJACENT = 3  # characters
# A Han run is a sentence, not a term, from here on.
_SENTENCE_RUN = 2 * SHORT_RUN
# Beside a quotation, which asks to be taken literally, only a sentence's end or so many pieces make prose.
_PROSE_PIECES = 8
_SENTENCE_END = re.compile(r"[?？!！。]|[.…]\s*$")


@dataclass(frozen=True, slots=True)
class ProseClause:
    """Neighbouring clauses that read as one sentence, in order."""

    clauses: tuple[Words | Quotation, ...]


def merge_prose(children: Sequence[Query]) -> list[Query | ProseClause]:
    """The children of an And with stretches of prose made one, and words without a letter left out."""
    found: list[Query | ProseClause] = []
    stretch: list[Words | Quotation] = []
    for child in children:
        if stretch and not (
            isinstance(child, Words | Quotation) and child.span.start - stretch[-1].span.end <= _ADJACENT
        ):
            found.extend(_clauses_of(stretch))
            stretch = []
        if isinstance(child, Words | Quotation):
            stretch.append(child)
        else:
            found.append(child)
    return found + _clauses_of(stretch)


def lower_prose(prose: ProseClause, context: LoweringContext) -> Node:
    """Best match over everything said; what is quoted counts as a phrase too, and so do its pieces."""
    said = [clause.text for clause in prose.clauses if isinstance(clause, Words)]
    nodes = [lower_words(" ".join(said), context, said)]
    unnoted = context.without_notes()
    for text in (clause.text for clause in prose.clauses if isinstance(clause, Quotation)):
        nodes.append(context.origins.clause(literal(text, Part.BODY, context.analyzer, PHRASE_WEIGHT), text))
        entities = entities_in(text, unnoted)
        nodes.append(best_match(text, content_pieces(pieces_of(text), entities), entities, unnoted))
    return any_of(nodes)


def _clauses_of(stretch: Sequence[Words | Quotation]) -> list[Query | ProseClause]:
    """The stretch as one, or clause by clause without what has no letter."""
    clauses = [clause for clause in stretch if isinstance(clause, Quotation) or pieces_of(clause.text)]
    return [ProseClause(tuple(clauses))] if len(clauses) > 1 and _is_prose(stretch) else list(clauses)


def _is_prose(stretch: Sequence[Words | Quotation]) -> bool:
    """More words outside of quotation marks than a few search terms, or a Han sentence. Beside a quotation more is
    needed: a sentence's end, or its length."""
    texts = [clause.text for clause in stretch if isinstance(clause, Words)]
    pieces = [piece for text in texts for piece in pieces_of(text)]
    sentence = any(piece.shape is PieceShape.HAN and len(piece.words[0]) >= _SENTENCE_RUN for piece in pieces)
    if len(texts) == len(stretch):
        return sentence or len(pieces) > SHORT_PIECES
    ended = bool(pieces) and any(_SENTENCE_END.search(clause.text) for clause in stretch)
    return sentence or ended or len(pieces) >= _PROSE_PIECES
