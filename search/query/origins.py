"""What a reader typed for each leaf of a lookup: noted down while the query is lowered, and read by the highlighter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import assert_never

from search.port.leaf import Leaf, leaves
from search.port.lookup import Apart, Near, Node, Phrase, Prefix, Term


@dataclass(frozen=True, slots=True)
class Origin:
    """The words as typed that a term stands for; `name` when it is another name of the same thing."""

    asked: str
    name: bool = False


# What a leaf looks for, whichever part of a passage it looks in and whatever it weighs.
LeafKey = tuple[object, ...]
# A node, and where all its leaves come from.
NodeOrigin = tuple[Node, Origin]


class _Rank(IntEnum):
    """Of two origins in one clause the lower one counts."""

    PIECE = 0
    CLAUSE = 1
    NAME = 2


class OriginNotes:
    """The notes of one lowering. A leaf with several origins keeps the one of the first clause, there the piece before
    the whole clause before another name."""

    __slots__ = ("_clause", "_notes")

    def __init__(self) -> None:
        self._clause = 0
        self._notes: list[tuple[int, _Rank, NodeOrigin]] = []

    def begin_clause(self) -> None:
        """What is noted from here on belongs to the next clause."""
        self._clause += 1

    def piece(self, node: Node, text: str) -> Node:
        """The node, which stands for a piece of the query."""
        return self._note(node, Origin(text), _Rank.PIECE)

    def clause(self, node: Node, text: str) -> Node:
        """The node, which is the whole of the next clause, and stands for its text."""
        self.begin_clause()
        return self.piece(node, text)

    def part_of_clause(self, node: Node, clause: str) -> Node:
        """The node, which stands for a part of a clause that is no piece of it: shown is the whole clause."""
        return self._note(node, Origin(clause), _Rank.CLAUSE)

    def name(self, node: Node, typed: str) -> Node:
        """The node, which stands for the other names of what was typed."""
        return self._note(node, Origin(typed, name=True), _Rank.NAME)

    def _note(self, node: Node, origin: Origin, rank: _Rank) -> Node:
        self._notes.append((self._clause, rank, (node, origin)))
        return node

    def in_order(self) -> tuple[NodeOrigin, ...]:
        """The notes, those that count before those that do not."""
        return tuple(note for _, _, note in sorted(self._notes, key=lambda note: note[:2]))


def origins_by_leaf(notes: Iterable[NodeOrigin]) -> Mapping[LeafKey, Origin]:
    """The origin of every leaf, by `leaf_key`."""
    origins: dict[LeafKey, Origin] = {}
    for node, origin in notes:
        for leaf in leaves(node):
            origins.setdefault(leaf_key(leaf), origin)
    return origins


def leaf_key(leaf: Leaf) -> LeafKey:
    """Equal for leaves that look for the same."""
    match leaf:
        case Term() | Prefix():
            return type(leaf), leaf.field.layer, leaf.text
        case Phrase():
            return Phrase, leaf.field.layer, leaf.terms, leaf.offsets
        case Near():
            return Near, leaf.field.layer, leaf.groups
        case Apart():
            return leaf_key(leaf.wanted)
    assert_never(leaf)
