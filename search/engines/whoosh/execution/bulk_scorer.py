"""Bulk scoring of a disjunction: the scores of every clause are added up in one array over all rows.

Fastest if there are many postings to read: each costs one addition, and the best rows are chosen only at the end. For
trees whose core is a disjunction of clauses that score above zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from search.engines.whoosh.execution.leaf_scorers import LeafScorers
from search.engines.whoosh.execution.match_bounds import MIN_BOOST, always_scores
from search.engines.whoosh.execution.match_set import Sums
from search.engines.whoosh.execution.query_postings import QueryPostings
from search.engines.whoosh.reader.index_reader import IndexReader
from search.engines.whoosh.row_sets import Ints, Scores
from search.port.deadline import Deadline, DeadlinePassed
from search.port.lookup import AllOf, AnyOf, Between, Keep, Node, Plus, Prefix, Scaled, Term, Without

FILTERS = (Keep, Between)
ROUNDING = 2.0**-24  # the relative error of one operation in single precision


def disjunction_of(tree: Node) -> AnyOf | None:
    """The disjunction at the core of a tree, if the nodes around it only scale, exclude, filter or add a bonus."""
    match tree:
        case AnyOf():
            return tree if tree.at_least <= 1 and always_scores(tree) else None
        case Without():
            return disjunction_of(tree.wanted)
        case Plus():
            return disjunction_of(tree.required) if always_scores(tree.bonus) else None
        case Scaled():
            return disjunction_of(tree.child) if tree.factor >= MIN_BOOST else None
        case AllOf():
            rest = [child for child in tree.children if not isinstance(child, FILTERS)]
            return disjunction_of(rest[0]) if len(rest) == 1 else None
        case _:
            return None


def _flatten(node: AnyOf) -> Iterator[Node]:
    """The clauses, nested disjunctions taken apart: so the evaluated part of the tree is known to the clause."""
    for child in node.children:
        if isinstance(child, AnyOf) and child.at_least <= 1:
            yield from _flatten(child)
        else:
            yield child


@dataclass(frozen=True, slots=True)
class BulkScores:
    """`sums`: the score of every row, 0 where it does not match. `error`: their relative error. `lists`: the rows of
    each term that was added. `tree`: the part evaluated before the deadline; `whole`: that is all of it."""

    sums: Sums
    error: float
    lists: list[Ints]
    tree: Node
    whole: bool


class BulkScorer:
    """Scores one query."""

    def __init__(
        self,
        reader: IndexReader,
        postings: QueryPostings,
        deadline: Deadline,
        leaves: LeafScorers,
        evaluate: Callable[[Node], tuple[Ints, Scores]],
    ) -> None:
        """`evaluate` gives the rows of any node, ascending, and their scores."""
        self._reader = reader
        self._postings = postings
        self._deadline = deadline
        self._leaves = leaves
        self._evaluate = evaluate
        self._sums: Sums = np.zeros(reader.size, np.float32)
        self._lists: list[Ints] = []
        self._steps = 3  # roundings so far: of a weight, of a product, of a sum
        self._whole = True

    def run(self, tree: Node) -> BulkScores:
        """The scores of a tree whose core is a disjunction. Raises DeadlinePassed if an exclusion was not evaluated in
        time."""
        tree = self._run(tree)
        return BulkScores(self._sums, self._steps * ROUNDING, self._lists, tree, self._whole)

    def _run(self, node: Node) -> Node:
        """Add up the scores of the node; returns the part of it that was evaluated in time."""
        match node:
            case Without():
                unwanted, _ = self._evaluate(node.unwanted)
                node = replace(node, wanted=self._run(node.wanted))
                self._sums[unwanted] = 0
            case Plus():
                node = self._plus(node)
            case Scaled():
                node = replace(node, child=self._run(node.child))
                self._steps += 2
                mask = self._reader.filter_mask(Keep(node.column, node.values))
                np.multiply(self._sums, np.float32(node.factor), out=self._sums, where=mask)
            case AllOf():
                masks = [child for child in node.children if isinstance(child, FILTERS)]
                node = AllOf((*masks, *(self._run(child) for child in node.children if child not in masks)))
                for keep in masks:
                    self._sums *= self._reader.filter_mask(keep)
            case AnyOf():
                node = self._any(node)
        return node

    def _plus(self, node: Plus) -> Node:
        required = self._run(node.required)
        if not self._whole:
            return required
        try:
            rows, scores = self._evaluate(node.bonus)
        except DeadlinePassed:
            self._whole = False
            return required
        mask = self._sums.take(rows) > 0
        self._add(rows[mask], scores[mask])
        return node

    def _any(self, node: AnyOf) -> AnyOf:
        done = []
        try:
            for child in _flatten(node):
                self._child(child)
                done.append(child)
        except DeadlinePassed:
            self._whole = False
        return node if self._whole else AnyOf(tuple(done))

    def _child(self, node: Node) -> None:
        """Add the scores of a clause."""
        self._deadline.check()
        match node:
            case Term():
                postings = self._postings.of(node)
                # Faster than `sums[rows] +=` for 64-bit rows and values of the array's own type.
                np.add.at(self._sums, postings.rows, postings.impacts * (float(postings.idf) * node.boost))
                self._lists.append(postings.rows)
                self._steps += 1
            case Prefix():
                self._sums += self._leaves.prefix_mask(node) * np.float32(node.boost)
                self._steps += 1
            case _:
                self._add(*self._evaluate(node))

    def _add(self, rows: Ints, scores: Scores) -> None:
        np.add.at(self._sums, rows, scores.astype(np.float32))
        self._steps += 1
