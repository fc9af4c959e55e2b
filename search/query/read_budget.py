"""What a search may read: of too many alternatives the commonest are left out beforehand, and the user is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from search.port.lookup import AllOf, AnyOf, Apart, BestOf, Near, Node, Phrase, Plus, Prefix, Scaled, Term, Without
from search.request import Note

# Postings and positions, some ten nanoseconds each: half a second. A question over a million passages reads one.
MOST_READ = 50_000_000


def within_budget(node: Node, cost: Callable[[Node], int]) -> tuple[Node, tuple[Note, ...]]:
    """The tree, its commonest alternatives left out until the engine reads no more than MOST_READ, one alternative at
    least being kept; and a note that names them. What is required stays: the deadline is its limit."""
    excess = cost(node) - MOST_READ
    if excess <= 0:
        return node, ()
    cheaper, left_out = _cheaper(node, cost, excess)
    words = ", ".join(dict.fromkeys(word for one in left_out for word in _words(one)))
    if not words:
        return node, ()
    message = f"Left out, because they stand in more passages than can be read in time: {words}."
    return cheaper, (Note("too_dear", message, {"words": words}),)


def _cheaper(node: Node, cost: Callable[[Node], int], excess: int) -> tuple[Node, list[Node]]:
    """The tree without the dearest of its alternatives, and these."""
    match node:
        case AnyOf() if node.at_least <= 1:
            prices = {at: cost(child) for at, child in enumerate(node.children)}
            dearest = sorted(prices, key=lambda at: -prices[at])
            out: set[int] = set()
            while excess > 0 and len(out) < len(dearest) - 1:
                excess -= prices[dearest[len(out)]]
                out.add(dearest[len(out)])
            kept = tuple(child for at, child in enumerate(node.children) if at not in out)
            return AnyOf(kept), [node.children[at] for at in sorted(out)]
        case Scaled():
            child, left_out = _cheaper(node.child, cost, excess)
            return replace(node, child=child), left_out
        case Without():
            wanted, left_out = _cheaper(node.wanted, cost, excess)
            return replace(node, wanted=wanted), left_out
        case Plus():
            required, left_out = _cheaper(node.required, cost, excess)
            return replace(node, required=required), left_out
        case _:
            return node, []


def _words(node: Node) -> Iterator[str]:
    """The words of a clause as they may be shown: a stem without its language."""
    match node:
        case Term() | Prefix():
            yield node.text.rpartition("/")[2] or node.text
        case Phrase():
            yield " ".join(node.terms)
        case Near():
            yield " ".join(term for group in node.groups for term in group)
        case Apart():
            yield from _words(node.wanted)
        case AllOf() | AnyOf() | BestOf():
            for child in node.children:
                yield from _words(child)
        case Plus():
            yield from _words(node.required)
