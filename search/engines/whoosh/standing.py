"""In which parts of some units the leaves of a tree stand, so that nobody reads the other parts for marks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engines.whoosh.fetched import Fetched
from search.engines.whoosh.sets import Bools, Ints
from search.port.leaf import Leaf, field_of, leaves, terms_of
from search.port.lookup import Node, Prefix
from search.terms import Part


def parts_held(fetched: Fetched, tree: Node, rows: Sequence[int]) -> list[frozenset[Part]]:
    """For each row the parts in which a leaf of the tree, wanted or not, may stand: all its terms are there."""
    looked = np.array(rows, np.int64)
    held: dict[Part, Bools] = {}
    for leaf in leaves(tree, unwanted=True):
        part = field_of(leaf).part
        known = held.get(part)
        if known is None:
            # The body is always read: most hits match by it, so that asking would be dearer than looking.
            held[part] = np.ones(looked.size, np.bool_) if part is Part.BODY else _holding(fetched, leaf, looked)
        elif not known.all():
            known |= _holding(fetched, leaf, looked)
    columns = [(part, stands.tolist()) for part, stands in held.items()]
    return [frozenset(part for part, stands in columns if stands[number]) for number in range(looked.size)]


def _holding(fetched: Fetched, leaf: Leaf, rows: Ints) -> Bools:
    """For each row whether it holds all terms of a leaf; of a prefix it is not asked."""
    held: Bools | None = None
    if not isinstance(leaf, Prefix):
        field = field_of(leaf)
        for term in terms_of(leaf):
            holders = fetched.postings(field, term).rows
            if not holders.size:
                return np.zeros(rows.size, np.bool_)
            stands: Bools = holders.take(holders.searchsorted(rows), mode="clip") == rows
            held = stands if held is None else held & stands
            if not held.any():
                break
    return np.ones(rows.size, np.bool_) if held is None else held
