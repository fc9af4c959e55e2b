"""Plain words -> a lookup tree: a few short pieces are all required, anything longer is best match."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from search.analysis.normal_forms import long_numbers
from search.dates import FoundDate, find_dates
from search.model import Span
from search.port.lookup import Node, Nothing, Plus, Prefix, Term, Verbatim
from search.query.analysis_cache import runs_of
from search.query.combine import all_of, any_of, best_of
from search.query.context import DATE_WEIGHT, PHRASE_WEIGHT, SHORT_PIECES, SHORT_RUN, Entity, LoweringContext
from search.query.entity_nodes import entities_in, entity_node
from search.query.literal import literal
from search.query.piece_nodes import is_dictionary_word, required_node, term_nodes
from search.query.pieces import PieceShape, QueryPiece, is_stop_word, names_of_stop_words, pieces_of
from search.request import Match
from search.terms import FIELD, Layer, Part


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of plain words: its pieces, and the dates and entities that it names. `joined_from` are the clauses of
    which it was made."""

    text: str
    pieces: tuple[QueryPiece, ...]
    dates: Sequence[FoundDate]
    entities: Sequence[Entity]
    joined_from: Sequence[str]

    def note(self, node: Node, span: Span, context: LoweringContext) -> Node:
        """The node, noted as standing for a span of the clause: for the piece that covers it, else for the clause."""
        piece = next((piece for piece in self.pieces if _within(span, piece.span)), None)
        if piece is not None:
            return context.origins.piece(node, piece.text)
        text = span.of(self.text)
        clause = next((each for each in self.joined_from if text in each), self.text)
        return context.origins.part_of_clause(node, clause)


def lower_words(text: str, context: LoweringContext, joined_from: Sequence[str] = ()) -> Node:
    """The tree of a clause of plain words; of several clauses joined by blanks where `joined_from` gives them."""
    typed = pieces_of(text)
    if not typed:
        return Nothing()
    context.origins.begin_clause()
    if context.match is Match.EXACT:
        verbatim = [_verbatim(piece, context) for piece in typed]
        return all_of(verbatim) if all_required(typed, context) else any_of(verbatim)
    clause = _Clause(text, typed, find_dates(text), entities_in(text, context), joined_from)
    if all_required(typed, context) or (not context.relaxed and is_date(typed, clause.dates)):
        node, first = _all_pieces(clause, context), 0
    else:
        node, first = best_match(text, content_pieces(typed, clause.entities), clause.entities, context), 1
    bonus = _numbers(clause, context) + [node for date in clause.dates for node in _date(date, clause, context)]
    bonus += [_literal_span(span, clause, context) for span in names_of_stop_words(typed[first:])]
    return Plus(node, any_of(bonus)) if bonus else node


def content_pieces(pieces: Sequence[QueryPiece], entities: Sequence[Entity] = ()) -> tuple[QueryPiece, ...]:
    """The pieces without stop words; all of them when nothing would remain. A word that begins or ends the name of an
    entity is part of the name: El Salvador."""
    starts, ends = {each.span.start for each in entities}, {each.span.end for each in entities}
    kept = (
        piece for piece in pieces if not is_stop_word(piece) or piece.span.start in starts or piece.span.end in ends
    )
    return tuple(kept) or tuple(pieces)


def all_required(pieces: Sequence[QueryPiece], context: LoweringContext) -> bool:
    """Whether the pieces, as typed, are few and short enough to be all required: a word (of the dictionary, for Han)
    or a Han run of up to four characters. Stop words count: a question with two telling words is still a question."""
    return not context.relaxed and len(pieces) <= SHORT_PIECES and all(_is_short(piece, context) for piece in pieces)


def is_date(typed: Sequence[QueryPiece], dates: Sequence[FoundDate]) -> bool:
    """Whether a date is all that is asked: its numbers and words by themselves say nothing."""
    return all(any(_within(piece.span, date.span) for date in dates) for piece in typed)


def names_only_a_date(text: str) -> bool:
    """Whether a clause of plain words is a date and nothing else."""
    return is_date(pieces_of(text), find_dates(text))


def required_piece(piece: QueryPiece, context: LoweringContext) -> Node:
    """Passages that hold the piece in some part."""
    node = any_of([required_node(piece, part, weight, context) for part, weight in context.parts.items()])
    return context.origins.piece(node, piece.text)


def _is_short(piece: QueryPiece, context: LoweringContext) -> bool:
    return piece.shape is not PieceShape.HAN or len(piece.words[0]) <= SHORT_RUN or is_dictionary_word(piece, context)


def _verbatim(piece: QueryPiece, context: LoweringContext) -> Node:
    node = Verbatim(literal(piece.text, Part.BODY, context.analyzer), unicodedata.normalize("NFC", piece.text))
    return context.origins.piece(node, piece.text)


def _all_pieces(clause: _Clause, context: LoweringContext) -> Node:
    """Every piece that says something, or another name of what it names. A date is only a boost, unless nothing else is
    asked; a number is found with and without its signs."""
    undated = [
        piece
        for piece in content_pieces(clause.pieces, clause.entities)
        if not any(_within(piece.span, date.span) for date in clause.dates)
    ]
    if not undated:
        literals = [_literal_span(date.span, clause, context) for date in clause.dates]
        return any_of(literals + [node for date in clause.dates for node in _date(date, clause, context)])
    node = all_of(_with_names(undated, clause, context))
    numbers = _numbers(clause, context)
    only_digits = all(word.isdecimal() for piece in undated for word in piece.words)
    return any_of([node, *numbers]) if numbers and only_digits else node


def required_text(text: str, context: LoweringContext) -> Node:
    """Passages that hold a literal text in some part."""
    parts = context.parts.items()
    return any_of([literal(text, part, context.analyzer, weight * PHRASE_WEIGHT) for part, weight in parts])


def _literal_span(span: Span, clause: _Clause, context: LoweringContext) -> Node:
    return clause.note(required_text(span.of(clause.text), context), span, context)


def _with_names(pieces: Sequence[QueryPiece], clause: _Clause, context: LoweringContext) -> list[Node]:
    """One node for each piece, or for the pieces that an entity covers: as typed, or by another name, the best
    counting. Where the entity is part of a Han run, the rest of the run stays required beside the other name."""
    nodes: list[Node] = []
    done: set[int] = set()
    for entity in clause.entities:
        covered = [at for at, piece in enumerate(pieces) if _overlap(piece.span, entity.span) and at not in done]
        named = _other_names(entity, clause.text, context)
        if not covered or isinstance(named, Nothing):
            continue
        done.update(covered)
        typed = all_of([required_piece(pieces[at], context) for at in covered])
        rest = [piece for at in covered for piece in _rest(pieces[at], entity.span)]
        unnoted = context.without_notes()
        instead = all_of([named, *(required_piece(piece, unnoted) for piece in rest)]) if rest else named
        nodes.append(best_of([typed, instead]))
    return nodes + [required_piece(piece, context) for at, piece in enumerate(pieces) if at not in done]


def _other_names(entity: Entity, text: str, context: LoweringContext) -> Node:
    return context.origins.name(entity_node(entity, context), entity.span.of(text))


def _rest(piece: QueryPiece, taken: Span) -> list[QueryPiece]:
    """What of a piece lies outside a span of the clause's text."""
    sides = (
        Span(piece.span.start, max(piece.span.start, taken.start)),
        Span(min(piece.span.end, taken.end), piece.span.end),
    )
    texts = (piece.text[side.start - piece.span.start : side.end - piece.span.start] for side in sides)
    return [each for text in texts for each in pieces_of(text)]


def best_match(text: str, pieces: Sequence[QueryPiece], entities: Sequence[Entity], context: LoweringContext) -> Node:
    """The terms of all pieces of a text, and for each of its entities the best of its other names."""
    found = [
        context.origins.piece(node, piece.text)
        for piece in pieces
        for part, weight in context.parts.items()
        for node in term_nodes(piece, part, weight, context)
    ]
    return any_of([*found, *(_other_names(entity, text, context) for entity in entities)])


def _numbers(clause: _Clause, context: LoweringContext) -> list[Node]:
    """The long numbers of a clause in their one form."""
    return [
        clause.note(Term(FIELD[part][Layer.VALUES], number, weight * PHRASE_WEIGHT), _span_of(number, clause), context)
        for number in long_numbers(runs_of(clause.text))
        for part, weight in context.parts.items()
    ]


def _span_of(number: str, clause: _Clause) -> Span:
    """The piece that is a number, or the whole clause when its digits are parted by blanks."""
    pieces = (piece.span for piece in clause.pieces if number in long_numbers(runs_of(piece.text)))
    return next(pieces, Span(0, len(clause.text)))


def _date(date: FoundDate, clause: _Clause, context: LoweringContext) -> list[Node]:
    """Passages that name the date, or a day of the month or year asked for."""
    return [
        clause.note(Prefix(FIELD[part][Layer.VALUES], date.iso, weight * DATE_WEIGHT), date.span, context)
        for part, weight in context.parts.items()
    ]


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
