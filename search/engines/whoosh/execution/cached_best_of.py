"""Best-of nodes with many children, such as the names of a country: their matches are cached from query to query.

Half of the questions to an archive name one of its countries, and each country has a hundred names.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engines.whoosh.execution.leaf_scorers import LeafScorers, MultiTermLeaf
from search.engines.whoosh.execution.query_postings import QueryPostings
from search.engines.whoosh.reader.index_reader import IndexReader
from search.engines.whoosh.row_sets import Candidates, Matched, union
from search.port.leaf import Leaf
from search.port.lookup import AllOf, BestOf, Node, Term

MIN_CHILDREN = 8  # fewer are the forms of a word, which are faster to look up than to cache (bench.speed)


def is_cacheable(node: BestOf) -> bool:
    """Whether to cache the node: many shallow children of which only the best counts."""
    return len(node.children) >= MIN_CHILDREN and not node.tie and all(map(_is_shallow, node.children))


def _is_shallow(node: Node) -> bool:
    """A leaf, or a conjunction of leaves: a name in several scripts."""
    return isinstance(node, Leaf) or (
        isinstance(node, AllOf) and bool(node.children) and all(isinstance(one, Leaf) for one in node.children)
    )


def disjunction_max(parts: Sequence[Matched], tie: float, space: int) -> Matched:
    """The matches of a best-of, from those of its children. `space` is the number of all rows."""
    candidates = Candidates(union([rows for rows, _ in parts], space), space)
    total, top = np.zeros(candidates.rows.size), np.full(candidates.rows.size, -np.inf)
    for rows, scores in parts:
        mine, _ = candidates.intersect_indexes(rows)
        total[mine] += scores
        top[mine] = np.maximum(top.take(mine), scores)
    return candidates.rows, top + tie * (total - top)


class CachedBestOf:
    """Evaluates nodes that are cacheable over all rows."""

    def __init__(self, reader: IndexReader, postings: QueryPostings, leaves: LeafScorers) -> None:
        self._reader = reader
        self._postings = postings
        self._leaves = leaves

    def run(self, node: BestOf) -> Matched:
        """The rows that match, and their scores. Raises DeadlinePassed."""
        return self._reader.cached_best_of(
            node,
            lambda: disjunction_max([self._evaluate(child) for child in node.children], node.tie, self._reader.size),
        )

    def _evaluate(self, node: Node) -> Matched:
        match node:
            case Term():
                postings = self._postings.of(node)
                return postings.rows, postings.scores(node.boost)
            case AllOf():
                rows, scores = self._evaluate(node.children[0])
                for child in node.children[1:]:
                    others, more = self._evaluate(child)
                    mine, theirs = Candidates(rows, self._reader.size).intersect_indexes(others)
                    rows, scores = rows.take(mine), scores.take(mine) + more.take(theirs)
                return rows, scores
            case _:
                assert isinstance(node, MultiTermLeaf), "is_cacheable admits nothing else"
                return self._leaves.run(node)
