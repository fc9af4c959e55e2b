"""What in the query each term of the lookup comes from: what a reader typed, or another name of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from search.analysis.fold import fold
from search.analysis.term_filter import TermFilter, term_filter
from search.port.leaf import Leaf, field_of, leaves, term_runs
from search.port.lookup import (
    Apart,
    Near,
    Node,
    Phrase,
    Prefix,
    Term,
)
from search.query.context import LoweringContext
from search.query.entity_nodes import entities_in, entity_node
from search.query.lower import lower
from search.query.pieces import pieces_of
from search.query.tree import (
    And,
    DateClause,
    Empty,
    FieldClause,
    NearClause,
    Not,
    Or,
    Query,
    Quotation,
    WordPrefix,
    Words,
)
from search.request import Match
from search.results.passage_tokens import PassageTokens
from search.terms import Layer, Part

_Clause = Words | Quotation | WordPrefix | FieldClause


@dataclass(frozen=True, slots=True)
class Origin:
    """The words as typed that a term stands for; `name` when it is another name of the same thing."""

    asked: str
    name: bool


# What a leaf looks for, whichever part of a unit it looks in and whatever it weighs.
_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class HighlightQuery:
    """What to find and mark: the lookup tree, where its leaves come from, and the folded pieces of the query. `parts`
    are those that the leaves look in; `conditions` says whether the tree asks for columns; `exact` that only the
    characters as typed count. `body_alone` are the leaves that look in the body and nowhere else; `analysed` is what of
    the documents the leaves look at."""

    node: Node
    origins: Mapping[_Key, Origin]
    pieces: frozenset[str]
    parts: frozenset[Part]
    conditions: bool
    exact: bool
    body_alone: tuple[Term | Phrase | Prefix, ...]
    tokens: PassageTokens

    def origin(self, leaf: Leaf) -> Origin | None:
        """Where a leaf of the tree comes from."""
        return self.origins.get(_key(leaf))


def highlight_query(tree: Query, node: Node, context: LoweringContext) -> HighlightQuery:
    """`node` is what `lower(tree, how)` gave."""
    origins: dict[_Key, Origin] = {}
    pieces: set[str] = set()
    narrow = replace(context, parts={Part.BODY: 1.0})
    typed = replace(narrow, expand=None)
    for clause in _clauses(tree):
        parts = list(_parts(clause))
        for part in parts:
            pieces.add(fold(_asked(part)).text)
            _add(lower(part, typed), Origin(_asked(part), name=False), origins)
        if len(parts) > 1:
            # What a clause says as a whole: a date, a long number with blanks.
            _add(lower(clause, typed), Origin(_asked(clause), name=False), origins)
        if isinstance(clause, Words):
            for entity in entities_in(clause.text, context):
                asked = entity.span.of(clause.text)
                _add(entity_node(entity, context), Origin(asked, name=True), origins)
    found = list(leaves(node))
    looked_in = frozenset(field_of(leaf).part for leaf in found)
    conditions, exact = _has_conditions(tree), context.match is Match.EXACT
    analysed = PassageTokens(context.analyzer, _sought(node))
    return HighlightQuery(node, origins, frozenset(pieces), looked_in, conditions, exact, _body_alone(found), analysed)


def _sought(node: Node) -> TermFilter:
    """The terms that decide whether and where a tree matches."""
    runs: set[tuple[Layer, tuple[str, ...]]] = set()  # the names of a country have most of theirs in common
    begun: set[tuple[Layer, str]] = set()
    for leaf in leaves(node, unwanted=True):
        if isinstance(leaf, Prefix):
            begun.add((leaf.field.layer, leaf.text))
        else:
            layer = field_of(leaf).layer
            runs.update([(layer, run) for run in term_runs(leaf)])
    return term_filter({(layer, text) for layer, run in runs for text in run}, begun)


def _body_alone(found: Sequence[Leaf]) -> tuple[Term | Phrase | Prefix, ...]:
    """The leaves that look in the body and have no like in the paired turns: what is quoted."""
    pair = {_key(leaf) for leaf in found if field_of(leaf).part is Part.PAIR}
    alone = (leaf for leaf in found if field_of(leaf).part is Part.BODY and _key(leaf) not in pair)
    return tuple(leaf for leaf in alone if isinstance(leaf, Term | Phrase | Prefix))


def _has_conditions(tree: Query) -> bool:
    """Whether the query names fields or dates."""
    match tree:
        case And(children) | Or(children):
            return any(map(_has_conditions, children))
        case Not(child):
            return _has_conditions(child)
    return isinstance(tree, FieldClause | DateClause)


def _add(node: Node, origin: Origin, origins: dict[_Key, Origin]) -> None:
    for leaf in leaves(node):
        origins.setdefault(_key(leaf), origin)


def _clauses(tree: Query) -> Iterator[_Clause]:
    """The clauses whose words are wanted, in order."""
    match tree:
        case And(children) | Or(children):
            for child in children:
                yield from _clauses(child)
        case NearClause(groups):
            yield from groups
        case Words() | Quotation() | WordPrefix() | FieldClause():
            yield tree
        case Not() | DateClause() | Empty():
            return


def _parts(clause: _Clause) -> Iterator[_Clause]:
    """Each piece of a run of words by itself; any other clause as it is."""
    if not isinstance(clause, Words):
        yield clause
        return
    for piece in pieces_of(clause.text):
        yield replace(clause, text=piece.text)


def _asked(clause: _Clause) -> str:
    return clause.value if isinstance(clause, FieldClause) else clause.text


def _key(leaf: Leaf) -> _Key:
    match leaf:
        case Term() | Prefix():
            return type(leaf), leaf.field.layer, leaf.text
        case Phrase():
            return Phrase, leaf.field.layer, leaf.terms, leaf.offsets
        case Near():
            return Near, leaf.field.layer, leaf.groups
        case Apart():
            return _key(leaf.wanted)
    assert_never(leaf)
