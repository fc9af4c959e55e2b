"""How many rows a node can match, from the dictionary alone: what to begin with, and in which form."""

from __future__ import annotations

from itertools import accumulate

from search.engines.whoosh.reader.index_reader import View
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

LEAST_BOOST = 1e-6  # a score that is added up in single precision must not vanish


def at_most(view: View, node: Node) -> int:
    """At most so many rows match; of alternatives their sum, so that it also says how much there is to read."""
    match node:
        case Term():
            return view.field(node.field).size(node.text)
        case Phrase():
            return min(map(view.field(node.field).size, node.terms), default=0)
        case Near():
            return min((view.field(node.field).size(term) for group in node.groups for term in group), default=0)
        case Apart():
            return at_most(view, node.wanted)
        case AllOf():
            return min((at_most(view, child) for child in node.children), default=view.size)
        case AnyOf() | BestOf():
            return sum(at_most(view, child) for child in node.children)
        case Without():
            return at_most(view, node.wanted)
        case Plus():
            return at_most(view, node.required)
        case Verbatim() | Scaled():
            return at_most(view, node.child)
        case Nothing():
            return 0
        case Prefix():
            return view.field(node.field).begun_size(node.text)
        case _:
            return view.size


def is_large(view: View, node: AnyOf, limit: int) -> bool:
    """Whether there is more than so much to read."""
    return any(size > limit for size in accumulate(at_most(view, child) for child in node.children))


def rarest_first(view: View, node: AllOf) -> list[Node]:
    """The children, that with the fewest rows first; all units where there are none."""
    return sorted(node.children, key=lambda child: at_most(view, child)) or [Everything()]


def is_positive(node: Node) -> bool:
    """Whether every row that the node matches scores above zero, so that a sum says who matched."""
    match node:
        case Term() | Phrase() | Prefix() | Near():
            return node.boost >= LEAST_BOOST
        case Apart():
            return node.wanted.boost >= LEAST_BOOST
        case AnyOf() | AllOf():
            return bool(node.children) and all(map(is_positive, node.children))
        case BestOf():
            return node.tie >= 0 and all(map(is_positive, node.children))
        case Plus():
            return is_positive(node.required) and is_positive(node.bonus)
        case Without():
            return is_positive(node.wanted)
        case Verbatim():
            return is_positive(node.child)
        case Scaled():
            return node.factor >= LEAST_BOOST and is_positive(node.child)
        case _:
            return False
