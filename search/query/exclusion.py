"""Neighbour exclusion: `舍利 -"舍利弗"` leaves out occurrences of the longer text, not the passages that hold it."""

from __future__ import annotations

from collections.abc import Sequence

from search.port.lookup import Apart, Node, Phrase
from search.query.combine import all_of, any_of
from search.query.context import How
from search.query.literal import literal_phrase
from search.query.pieces import pieces_of
from search.query.tree import Quoted, Words
from search.query.words import all_required, required, telling
from search.request import Match
from search.terms import Part

Clause = Words | Quoted


def neighbours(wanted: Clause, unwanted: Sequence[Clause], how: How) -> tuple[Clause, ...]:
    """The unwanted clauses whose text contains a piece of the wanted one, and more."""
    if how.match is Match.EXACT:
        return ()
    texts = _wanted_texts(wanted, how)
    return tuple(clause for clause in unwanted if any(_contains(clause.text, text, how) for text in texts))


def apart(wanted: Clause, unwanted: Sequence[Clause], how: How) -> Node:
    """The wanted clause, each piece that stands in an unwanted text only where it stands outside of it."""
    if isinstance(wanted, Quoted):
        return _outside(wanted.text, Part.BODY, 1.0, unwanted, how)
    nodes: list[Node] = []
    for piece in telling(pieces_of(wanted.text)):
        if any(_contains(clause.text, piece.text, how) for clause in unwanted):
            nodes.append(any_of([_outside(piece.text, part, w, unwanted, how) for part, w in how.parts.items()]))
        else:
            nodes.append(required(piece, how))
    return all_of(nodes)


def _wanted_texts(wanted: Clause, how: How) -> list[str]:
    """The texts whose occurrences can be told apart: a quotation, or the pieces of an all-required clause."""
    if isinstance(wanted, Quoted):
        return [wanted.text]
    pieces = pieces_of(wanted.text)
    return [piece.text for piece in telling(pieces)] if all_required(pieces, how) else []


def _contains(longer: str, shorter: str, how: How) -> bool:
    long, short = (literal_phrase(text, Part.BODY, how.analyzer) for text in (longer, shorter))
    if long is None or short is None or long.field != short.field or len(long.terms) <= len(short.terms):
        return False
    if long.offsets or short.offsets:
        return False
    size = len(short.terms)
    return any(long.terms[at : at + size] == short.terms for at in range(len(long.terms) - size + 1))


def _outside(text: str, part: Part, weight: float, unwanted: Sequence[Clause], how: How) -> Node:
    phrase = literal_phrase(text, part, how.analyzer)
    longer = (literal_phrase(clause.text, part, how.analyzer) for clause in unwanted)
    assert phrase is not None  # `_contains` found one
    kept = tuple(each for each in longer if each is not None and each.field == phrase.field)
    return Apart(Phrase(phrase.field, phrase.terms, weight, phrase.offsets), kept)
