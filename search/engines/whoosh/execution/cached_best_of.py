"""The names of one thing: many alternatives of which the best counts. What they match is kept from query to query: half
of an archive's questions name one of its countries, and each has a hundred names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engines.whoosh.execution.leaf_scorers import Leaf, Leaves
from search.engines.whoosh.execution.query_postings import Fetched
from search.engines.whoosh.reader.index_reader import View
from search.engines.whoosh.row_sets import Candidates, Matched, united
from search.port.lookup import AllOf, BestOf, Node, Term

LEAST = 8  # fewer alternatives are forms of a word, which are quicker looked up than kept


def are_names(node: BestOf) -> bool:
    """Whether the node looks like the names of one thing: many, none of them deep, the best counting and no other."""
    return len(node.children) >= LEAST and not node.tie and all(map(_is_name, node.children))


def _is_name(node: Node) -> bool:
    """A word or a phrase, or several where a name is written in several scripts."""
    return isinstance(node, Term | Leaf) or (
        isinstance(node, AllOf) and bool(node.children) and all(isinstance(one, Term | Leaf) for one in node.children)
    )


def best_of(parts: Sequence[Matched], tie: float, space: int) -> Matched:
    """What a best-of matches whose children match the parts. `space` is the number of all rows."""
    among = Candidates(united([rows for rows, _ in parts], space), space)
    total, top = np.zeros(among.rows.size), np.full(among.rows.size, -np.inf)
    for rows, scores in parts:
        mine, _ = among.meet(rows)
        total[mine] += scores
        top[mine] = np.maximum(top.take(mine), scores)
    return among.rows, top + tie * (total - top)


class Names:
    """Runs nodes that `are_names`, over all rows."""

    def __init__(self, view: View, fetched: Fetched, leaves: Leaves) -> None:
        self._view = view
        self._fetched = fetched
        self._leaves = leaves

    def run(self, node: BestOf) -> Matched:
        """The rows that have one of the names, and their scores. Raises DeadlinePassed."""
        return self._view.matched(
            node, lambda: best_of([self._found(child) for child in node.children], node.tie, self._view.size)
        )

    def _found(self, node: Node) -> Matched:
        match node:
            case Term():
                postings = self._fetched.of(node)
                return postings.rows, postings.scores(node.boost)
            case AllOf():
                rows, scores = self._found(node.children[0])
                for child in node.children[1:]:
                    others, more = self._found(child)
                    mine, theirs = Candidates(rows, self._view.size).meet(others)
                    rows, scores = rows.take(mine), scores.take(mine) + more.take(theirs)
                return rows, scores
            case _:
                assert isinstance(node, Leaf), "are_names lets nothing else in"
                return self._leaves.run(node)
