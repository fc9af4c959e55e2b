"""In which parts of some units the leaves of a tree stand, so that nobody reads the other parts for marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from search.engines.whoosh.execution.cached_best_of import CachedBestOf, is_cacheable
from search.engines.whoosh.execution.query_postings import QueryPostings
from search.engines.whoosh.row_sets import Bools, Ints
from search.port.leaf import Leaf, children, field_of, leaves, terms_of
from search.port.lookup import BestOf, Node, Prefix
from search.terms import Part


def matched_parts(
    postings: QueryPostings, best_of: CachedBestOf, tree: Node, rows: Sequence[int]
) -> list[frozenset[Part]]:
    """For each row the parts in which a leaf of the tree, wanted or not, may stand: all its terms are there. Of the
    names of one thing it is only asked whether the row has one; then it may be in every part where they are sought."""
    looked = np.array(rows, np.int64)
    everywhere = np.ones(looked.size, np.bool_)
    held: dict[Part, Bools] = {}
    for clause in _clauses(tree):
        unsure = [part for part in _parts(clause) if part not in held or not held[part].all()]
        if Part.BODY in unsure:
            # Always read: most hits match by it, so that asking would be dearer than looking.
            held[Part.BODY] = everywhere
            unsure.remove(Part.BODY)
        if unsure:
            stands = (
                _contains(looked, best_of.run(clause)[0])
                if isinstance(clause, BestOf)
                else _has_all_terms(postings, clause, looked)
            )
            held |= {part: held[part] | stands if part in held else stands for part in unsure}
    columns = [(part, stands.tolist()) for part, stands in held.items()]
    return [frozenset(part for part, stands in columns if stands[number]) for number in range(looked.size)]


def _parts(clause: Leaf | BestOf) -> Iterable[Part]:
    if isinstance(clause, BestOf):
        return {field_of(leaf).part for leaf in leaves(clause)}
    return (field_of(clause).part,)


def _clauses(node: Node) -> Iterator[Leaf | BestOf]:
    """The leaves of a tree, and the names of one thing as a whole."""
    if isinstance(node, Leaf) or (
        isinstance(node, BestOf) and is_cacheable(node) and all(isinstance(child, Leaf) for child in node.children)
    ):
        yield node
    else:
        for child in children(node, unwanted=True):
            yield from _clauses(child)


def _has_all_terms(postings: QueryPostings, leaf: Leaf, rows: Ints) -> Bools:
    """For each row whether it holds all terms of a leaf; of a prefix it is not asked."""
    held: Bools | None = None
    if not isinstance(leaf, Prefix):
        field = field_of(leaf)
        for term in terms_of(leaf):
            holders = postings.postings(field, term).rows
            stands = _contains(rows, holders)
            held = stands if held is None else held & stands
            if not held.any():
                break
    return np.ones(rows.size, np.bool_) if held is None else held


def _contains(rows: Ints, holders: Ints) -> Bools:
    """Which of the rows are among the others, which rise."""
    if not holders.size:
        return np.zeros(rows.size, np.bool_)
    held: Bools = holders.take(holders.searchsorted(rows), mode="clip") == rows
    return held
