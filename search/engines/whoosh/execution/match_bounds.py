"""Bounds of what a node matches, from the dictionary alone: they decide which clause comes first, and which scorer
runs."""

from __future__ import annotations

from itertools import accumulate

from search.engines.whoosh.reader.index_reader import IndexReader
from search.port.lookup import (
    AllOf,
    AnyOf,
    Apart,
    BestOf,
    Everything,
    Near,
    Node,
    Nothing,
    Phrase,
    Plus,
    Prefix,
    Scaled,
    Term,
    Verbatim,
    Without,
)

MIN_BOOST = 1e-6  # a score that is added up in single precision must not become 0


def max_matches(reader: IndexReader, node: Node) -> int:
    """An upper bound of the rows that match (Lucene: cost). Of a disjunction the sum of its clauses, which is also the
    number of postings to read."""
    match node:
        case Term():
            return reader.field(node.field).size(node.text)
        case Phrase():
            return min(map(reader.field(node.field).size, node.terms), default=0)
        case Near():
            return min((reader.field(node.field).size(term) for group in node.groups for term in group), default=0)
        case Apart():
            return max_matches(reader, node.wanted)
        case AllOf():
            return min((max_matches(reader, child) for child in node.children), default=reader.size)
        case AnyOf() | BestOf():
            return sum(max_matches(reader, child) for child in node.children)
        case Without():
            return max_matches(reader, node.wanted)
        case Plus():
            return max_matches(reader, node.required)
        case Verbatim() | Scaled():
            return max_matches(reader, node.child)
        case Nothing():
            return 0
        case Prefix():
            return reader.field(node.field).prefix_size(node.text)
        case _:
            return reader.size


def has_more_postings(reader: IndexReader, node: AnyOf, limit: int) -> bool:
    """Whether the clauses have more than `limit` postings together."""
    return any(size > limit for size in accumulate(max_matches(reader, child) for child in node.children))


def cheapest_first(reader: IndexReader, node: AllOf) -> list[Node]:
    """The children in the order of `max_matches`; everything if there are none."""
    return sorted(node.children, key=lambda child: max_matches(reader, child)) or [Everything()]


def always_scores(node: Node) -> bool:
    """Whether every match of the node scores above zero, so that a sum above zero means a match."""
    match node:
        case Term() | Phrase() | Prefix() | Near():
            return node.boost >= MIN_BOOST
        case Apart():
            return node.wanted.boost >= MIN_BOOST
        case AnyOf() | AllOf():
            return bool(node.children) and all(map(always_scores, node.children))
        case BestOf():
            return node.tie >= 0 and all(map(always_scores, node.children))
        case Plus():
            return always_scores(node.required) and always_scores(node.bonus)
        case Without():
            return always_scores(node.wanted)
        case Verbatim():
            return always_scores(node.child)
        case Scaled():
            return node.factor >= MIN_BOOST and always_scores(node.child)
        case _:
            return False
