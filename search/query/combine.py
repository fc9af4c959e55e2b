"""Nodes joined without needless depth: one child stands for itself, alternatives in alternatives are one list."""

from __future__ import annotations

from collections.abc import Sequence

from search.port.lookup import AllOf, AnyOf, BestOf, Node, Nothing, Term
from search.terms import Field


def all_of(nodes: Sequence[Node]) -> Node:
    """Passages that match every node."""
    flat = [child for node in nodes for child in (node.children if isinstance(node, AllOf) else (node,))]
    return flat[0] if len(flat) == 1 else AllOf(tuple(flat)) if flat else Nothing()


def any_of(nodes: Sequence[Node]) -> Node:
    """Passages that match a node; equal terms become one with their boosts added, which scores the same."""
    boosts: dict[tuple[Field, str], float] = {}
    rest: list[Node] = []
    for node in nodes:
        for child in node.children if isinstance(node, AnyOf) and node.at_least == 1 else (node,):
            if isinstance(child, Term):
                boosts[child.field, child.text] = boosts.get((child.field, child.text), 0.0) + child.boost
            elif not isinstance(child, Nothing):
                rest.append(child)
    children = (*(Term(field, text, boost) for (field, text), boost in boosts.items()), *rest)
    return children[0] if len(children) == 1 else AnyOf(children) if children else Nothing()


def best_of(nodes: Sequence[Node]) -> Node:
    """Passages that match a node; only the best counts."""
    return nodes[0] if len(nodes) == 1 else BestOf(tuple(nodes))
