"""The leaves of a lookup tree: where they look, and for which terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from search.port.lookup import (
    AllOf,
    AnyOf,
    Apart,
    BestOf,
    Between,
    Everything,
    Keep,
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
from search.terms import Field

Leaf = Term | Phrase | Prefix | Near | Apart


def leaves(node: Node, *, unwanted: bool = False) -> Iterator[Leaf]:
    """The leaves that a match may be highlighted by, in tree order; with `unwanted` also those that must not match."""
    if isinstance(node, Leaf):
        yield node
        return
    for child in children(node, unwanted=unwanted):
        if isinstance(child, Leaf):
            yield child
        else:
            yield from leaves(child, unwanted=unwanted)


def children(node: Node, *, unwanted: bool = False) -> tuple[Node, ...]:
    """The direct children of a node, in order; with `unwanted` also those that must not match."""
    match node:
        case AllOf() | AnyOf() | BestOf():
            return node.children
        case Without():
            return (node.wanted, node.unwanted) if unwanted else (node.wanted,)
        case Plus():
            return node.required, node.bonus
        case Verbatim() | Scaled():
            return (node.child,)
        case Term() | Phrase() | Prefix() | Near() | Apart() | Keep() | Between() | Everything() | Nothing():
            return ()
        case _:
            assert_never(node)


def sufficient(node: Node) -> Iterator[Term]:
    """Terms each of which alone makes a passage match the node; the node may match by others too."""
    match node:
        case Term():
            yield node
        case AnyOf() | BestOf():
            if isinstance(node, BestOf) or node.at_least <= 1:
                for child in node.children:
                    yield from sufficient(child)
        case Plus():
            yield from sufficient(node.required)


def field_of(leaf: Leaf) -> Field:
    """The field that a leaf looks in."""
    return leaf.wanted.field if isinstance(leaf, Apart) else leaf.field


def terms_of(leaf: Term | Phrase | Near | Apart) -> Iterator[str]:
    """The terms that a field must have, all of them, for the leaf to occur in it."""
    match leaf:
        case Term():
            yield leaf.text
        case Phrase():
            yield from leaf.terms
        case Near():
            for group in leaf.groups:
                yield from group
        case Apart():
            yield from leaf.wanted.terms


def term_runs(leaf: Term | Phrase | Near | Apart) -> Iterator[tuple[str, ...]]:
    """The runs of terms whose positions decide whether and where the leaf occurs, unwanted phrases included."""
    match leaf:
        case Term():
            yield (leaf.text,)
        case Phrase():
            yield leaf.terms
        case Near():
            yield from leaf.groups
        case Apart():
            yield leaf.wanted.terms
            for phrase in leaf.unwanted:
                yield phrase.terms
