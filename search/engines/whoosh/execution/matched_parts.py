"""Which parts of the hits contain terms of the query, so that the highlighter can skip the others."""

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
    """For each row the parts that have all terms of some leaf of the tree, wanted or not. Of a cacheable best-of it is
    only known whether the row matches: then every part that its leaves search counts."""
    wanted = np.array(rows, np.int64)
    everywhere = np.ones(wanted.size, np.bool_)
    by_part: dict[Part, Bools] = {}
    for clause in _clauses(tree):
        unsure = [part for part in _parts(clause) if part not in by_part or not by_part[part].all()]
        if Part.BODY in unsure:
            # Always included: most hits match in the body, so that checking costs more than it saves.
            by_part[Part.BODY] = everywhere
            unsure.remove(Part.BODY)
        if unsure:
            has_terms = (
                _is_among(wanted, best_of.run(clause)[0])
                if isinstance(clause, BestOf)
                else _has_all_terms(postings, clause, wanted)
            )
            by_part |= {part: by_part[part] | has_terms if part in by_part else has_terms for part in unsure}
    columns = [(part, has_terms.tolist()) for part, has_terms in by_part.items()]
    return [frozenset(part for part, has_terms in columns if has_terms[number]) for number in range(wanted.size)]


def _parts(clause: Leaf | BestOf) -> Iterable[Part]:
    if isinstance(clause, BestOf):
        return {field_of(leaf).part for leaf in leaves(clause)}
    return (field_of(clause).part,)


def _clauses(node: Node) -> Iterator[Leaf | BestOf]:
    """The leaves of a tree; a cacheable best-of counts as one."""
    if isinstance(node, Leaf) or (
        isinstance(node, BestOf) and is_cacheable(node) and all(isinstance(child, Leaf) for child in node.children)
    ):
        yield node
    else:
        for child in children(node, unwanted=True):
            yield from _clauses(child)


def _has_all_terms(postings: QueryPostings, leaf: Leaf, rows: Ints) -> Bools:
    """For each row whether it has all terms of a leaf; for a prefix always true."""
    mask: Bools | None = None
    if not isinstance(leaf, Prefix):
        field = field_of(leaf)
        for term in terms_of(leaf):
            holders = postings.postings(field, term).rows
            has_terms = _is_among(rows, holders)
            mask = has_terms if mask is None else mask & has_terms
            if not mask.any():
                break
    return np.ones(rows.size, np.bool_) if mask is None else mask


def _is_among(rows: Ints, holders: Ints) -> Bools:
    """For each row whether it is among the others, which ascend."""
    if not holders.size:
        return np.zeros(rows.size, np.bool_)
    mask: Bools = holders.take(holders.searchsorted(rows), mode="clip") == rows
    return mask
