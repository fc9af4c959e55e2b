"""What in the query each term of the lookup comes from: what a reader typed, or another name of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from search.analysis.fold import fold
from search.port.lookup import Apart, Node
from search.port.match import Leaf, leaves
from search.query.how import How
from search.query.lower import lower
from search.query.pieces import pieces_of
from search.query.tree import And, Dated, Empty, Named, Nearby, Not, Or, Prefixed, Query, Quoted, Words


@dataclass(frozen=True, slots=True)
class Origin:
    """The words as typed that a term stands for; `name` when it is another name of the same thing."""

    asked: str
    name: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to find and mark: the lookup tree, where its leaves come from, and the folded pieces of the query."""

    node: Node
    origins: Mapping[Leaf, Origin]
    pieces: frozenset[str]

    def origin(self, leaf: Leaf) -> Origin | None:
        """Where a leaf of the tree comes from."""
        return self.origins.get(_weightless(leaf))


def wanted(tree: Query, node: Node, how: How) -> Wanted:
    """`node` is what `lower(tree, how)` gave."""
    origins: dict[Leaf, Origin] = {}
    pieces: set[str] = set()
    typed = replace(how, expand=None)
    for clause in _clauses(tree):
        for part in _parts(clause):
            asked = part.value if isinstance(part, Named) else part.text
            pieces.add(fold(asked).text)
            for leaf in leaves(lower(part, typed)):
                origins.setdefault(_weightless(leaf), Origin(asked, name=False))
    if how.expand is not None:
        for clause in _clauses(tree):
            if isinstance(clause, Words):
                _add_names(clause, how, origins)
    return Wanted(node, origins, frozenset(pieces))


def _add_names(clause: Words, how: How, origins: dict[Leaf, Origin]) -> None:
    for entity in how.expand(clause.text) if how.expand else ():
        asked = entity.span.of(clause.text)
        for leaf in leaves(lower(replace(clause, text=asked), how)):
            origins.setdefault(_weightless(leaf), Origin(asked, name=True))


def _clauses(tree: Query) -> Iterator[Words | Quoted | Prefixed | Named]:
    """The clauses whose words are wanted, in order."""
    match tree:
        case And(children) | Or(children):
            for child in children:
                yield from _clauses(child)
        case Nearby(groups):
            yield from groups
        case Words() | Quoted() | Prefixed() | Named():
            yield tree
        case Not() | Dated() | Empty():
            return


def _parts(clause: Words | Quoted | Prefixed | Named) -> Iterator[Words | Quoted | Prefixed | Named]:
    """Each piece of a run of words by itself; any other clause as it is."""
    if not isinstance(clause, Words):
        yield clause
        return
    for piece in pieces_of(clause.text):
        yield replace(clause, text=piece.text)


def _weightless(leaf: Leaf) -> Leaf:
    if isinstance(leaf, Apart):
        return Apart(replace(leaf.wanted, boost=1.0), tuple(replace(each, boost=1.0) for each in leaf.unwanted))
    return replace(leaf, boost=1.0)
