"""Query trees without their places, to compare meanings."""

from dataclasses import replace

from search.model import Span
from search.query.tree import And, Empty, NearClause, Not, Or, Query, Quotation, Words

_NOWHERE = Span(0, 0)


def bare(tree: Query) -> Query:
    """The tree with every span set to nothing."""
    match tree:
        case And(children):
            return And(tuple(bare(child) for child in children))
        case Or(children):
            return Or(tuple(bare(child) for child in children))
        case Not(child):
            return Not(bare(child))
        case NearClause(groups, distance):
            return NearClause(tuple(_piece(group) for group in groups), distance, _NOWHERE)
        case Empty():
            return tree
    return replace(tree, span=_NOWHERE)


def _piece(group: Words | Quotation) -> Words | Quotation:
    return replace(group, span=_NOWHERE)
