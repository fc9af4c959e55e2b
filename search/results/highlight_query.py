"""What of a question is looked for in the documents that are shown, and marked there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.analysis.fold import fold
from search.analysis.term_filter import TermFilter, term_filter
from search.port.leaf import Leaf, field_of, leaves, term_runs
from search.port.lookup import Node, Phrase, Prefix, Term
from search.query.origins import LeafKey, Origin, leaf_key, origins_by_leaf
from search.query.pieces import pieces_of
from search.query.question import Question
from search.query.tree import And, DateClause, FieldClause, Not, Or, Query, WantedClause, Words, wanted_clauses
from search.request import Match
from search.results.passage_tokens import PassageTokens
from search.terms import Layer, Part


@dataclass(frozen=True, slots=True)
class HighlightQuery:
    """What to find and mark: the lookup tree, where its leaves come from, and the folded pieces of the query. `parts`
    are those that the leaves look in; `conditions` says whether the tree asks for columns; `exact` that only the
    characters as typed count. `body_alone` are the leaves that look in the body and nowhere else; `tokens` are those of
    the documents that the leaves look for."""

    node: Node
    origins: Mapping[LeafKey, Origin]
    pieces: frozenset[str]
    parts: frozenset[Part]
    conditions: bool
    exact: bool
    body_alone: tuple[Term | Phrase | Prefix, ...]
    tokens: PassageTokens

    def origin(self, leaf: Leaf) -> Origin | None:
        """Where a leaf of the tree comes from."""
        return self.origins.get(leaf_key(leaf))


def highlight_query(question: Question) -> HighlightQuery:
    """What is marked of a question."""
    node = question.node
    found = list(leaves(node))
    return HighlightQuery(
        node,
        origins_by_leaf(question.origins),
        frozenset(fold(text).text for clause in wanted_clauses(question.tree) for text in _pieces(clause)),
        frozenset(field_of(leaf).part for leaf in found),
        _has_conditions(question.tree),
        question.context.match is Match.EXACT,
        _body_alone(found),
        PassageTokens(question.context.analyzer, _sought(node)),
    )


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
    pair = {leaf_key(leaf) for leaf in found if field_of(leaf).part is Part.PAIR}
    alone = (leaf for leaf in found if field_of(leaf).part is Part.BODY and leaf_key(leaf) not in pair)
    return tuple(leaf for leaf in alone if isinstance(leaf, Term | Phrase | Prefix))


def _has_conditions(tree: Query) -> bool:
    """Whether the query names fields or dates."""
    match tree:
        case And(children) | Or(children):
            return any(map(_has_conditions, children))
        case Not(child):
            return _has_conditions(child)
    return isinstance(tree, FieldClause | DateClause)


def _pieces(clause: WantedClause) -> Iterator[str]:
    """The text of each piece of a run of words; of any other clause its text."""
    if isinstance(clause, Words):
        yield from (piece.text for piece in pieces_of(clause.text))
    else:
        yield clause.value if isinstance(clause, FieldClause) else clause.text
