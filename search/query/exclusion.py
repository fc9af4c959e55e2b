"""Neighbour exclusion: `舍利 -"舍利弗"` leaves out occurrences of the longer text, not the passages that hold it."""

from __future__ import annotations

from collections.abc import Sequence

from search.port.lookup import Apart, Node, Phrase
from search.query.combine import all_of, any_of
from search.query.context import LoweringContext
from search.query.literal import literal_phrase
from search.query.pieces import pieces_of
from search.query.tree import Quotation, Words
from search.query.words import all_required, content_pieces, required_piece
from search.request import Match
from search.terms import Part

TextClause = Words | Quotation


def neighbours(wanted: TextClause, unwanted: Sequence[TextClause], context: LoweringContext) -> tuple[TextClause, ...]:
    """The unwanted clauses whose text contains a piece of the wanted one, and more."""
    if context.match is Match.EXACT:
        return ()
    texts = _wanted_texts(wanted, context)
    return tuple(clause for clause in unwanted if any(_contains(clause.text, text, context) for text in texts))


def exclude_neighbours(wanted: TextClause, unwanted: Sequence[TextClause], context: LoweringContext) -> Node:
    """The wanted clause, each piece that stands in an unwanted text only where it stands outside of it."""
    if isinstance(wanted, Quotation):
        return context.origins.clause(_outside(wanted.text, Part.BODY, 1.0, unwanted, context), wanted.text)
    context.origins.begin_clause()
    nodes: list[Node] = []
    for piece in content_pieces(pieces_of(wanted.text)):
        if any(_contains(clause.text, piece.text, context) for clause in unwanted):
            parts = context.parts.items()
            node = any_of([_outside(piece.text, part, weight, unwanted, context) for part, weight in parts])
            nodes.append(context.origins.piece(node, piece.text))
        else:
            nodes.append(required_piece(piece, context))
    return all_of(nodes)


def _wanted_texts(wanted: TextClause, context: LoweringContext) -> list[str]:
    """The texts whose occurrences can be told apart: a quotation, or the pieces of an all-required clause."""
    if isinstance(wanted, Quotation):
        return [wanted.text]
    pieces = pieces_of(wanted.text)
    return [piece.text for piece in content_pieces(pieces)] if all_required(pieces, context) else []


def _contains(longer: str, shorter: str, context: LoweringContext) -> bool:
    long, short = (literal_phrase(text, Part.BODY, context.analyzer) for text in (longer, shorter))
    if long is None or short is None or long.field != short.field or len(long.terms) <= len(short.terms):
        return False
    if long.offsets or short.offsets:
        return False
    size = len(short.terms)
    return any(long.terms[at : at + size] == short.terms for at in range(len(long.terms) - size + 1))


def _outside(text: str, part: Part, weight: float, unwanted: Sequence[TextClause], context: LoweringContext) -> Node:
    phrase = literal_phrase(text, part, context.analyzer)
    longer = (literal_phrase(clause.text, part, context.analyzer) for clause in unwanted)
    assert phrase is not None  # `_contains` found one
    kept = tuple(each for each in longer if each is not None and each.field == phrase.field)
    return Apart(Phrase(phrase.field, phrase.terms, weight, phrase.offsets), kept)
