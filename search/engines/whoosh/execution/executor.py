"""Runs a lookup tree over the index; the nodes mean what `search.port.match` says.

In two phases, as in Lucene: candidate rows from the postings of the cheapest clauses, then `CandidateScorer.score` says
which of them match and how they score. Two kinds of trees are cheaper in one: those whose matches all have the same
score, and large disjunctions, which `BulkScorer` adds up over all rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import assert_never

import numpy as np

from search.engines.whoosh.execution.bulk_scorer import BulkScorer, disjunction_of
from search.engines.whoosh.execution.cached_best_of import CachedBestOf, disjunction_max, is_cacheable
from search.engines.whoosh.execution.candidate_scorer import CandidateScorer
from search.engines.whoosh.execution.leaf_scorers import LeafScorers, MultiTermLeaf
from search.engines.whoosh.execution.match_bounds import cheapest_first, has_more_postings
from search.engines.whoosh.execution.match_set import ApproximateMatches, ConstantMatches, Matches, RowMatches
from search.engines.whoosh.execution.matched_parts import matched_parts
from search.engines.whoosh.execution.query_postings import QueryPostings
from search.engines.whoosh.reader.index_reader import IndexReader
from search.engines.whoosh.row_sets import NO_ROWS, NO_SCORES, Bools, Candidates, Ints, Scores, union
from search.port.deadline import Deadline, DeadlinePassed
from search.port.lookup import (
    AllOf,
    AnyOf,
    Apart,
    BestOf,
    Between,
    Everything,
    Keep,
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
from search.terms import Part

# Scanning one row costs 1/50 of sorting one posting (bench.speed): above rows/50 postings, sum in bulk.
BULK_MIN_SHARE = 50

SELECTIVE = (Term, Phrase, Near, Apart)


def is_selective(tree: Node) -> bool:
    """Whether the tree is a term or phrase, or requires a term: then there are few candidates."""
    return isinstance(tree, SELECTIVE) or (isinstance(tree, AllOf) and Term in map(type, tree.children))


HoldsText = Callable[[int, str], bool]


class Executor:
    """Runs one query."""

    def __init__(
        self,
        reader: IndexReader,
        holds_text: HoldsText,
        deadline: float | None = None,
        postings: QueryPostings | None = None,
    ) -> None:
        """`holds_text(row, text)`: whether the stored text of the row contains the text. `deadline` is a
        `time.monotonic()` value. `postings` may be shared by queries that run one after the other."""
        self._reader = reader
        self._deadline = Deadline(deadline)
        self._postings = postings or QueryPostings(reader)
        self._leaves = LeafScorers(reader, self._deadline)
        self._best_of = CachedBestOf(reader, self._postings, self._leaves)
        self._scorer = CandidateScorer(reader, self._postings, self._leaves, self._best_of, self._deadline, holds_text)

    def run(self, tree: Node) -> tuple[Matches, bool]:
        """The rows that match, and whether the search was finished before the deadline. If not: the matches of the
        clauses of a disjunction that were evaluated in time, and nothing of any other tree. Raises NotSupported for a
        Near of too many groups."""
        try:
            self._deadline.check()
            if is_selective(tree):
                return RowMatches(*self._evaluate(tree)), True
            rows = self._reader.sparse_filter_rows(tree) if isinstance(tree, Keep) else None
            if rows is not None:
                return RowMatches(rows, np.zeros(rows.size)), True
            constant = self._constant_score(tree)
            if constant is not None:
                return ConstantMatches(*constant), True
            core = disjunction_of(tree)
            if core is not None and has_more_postings(self._reader, core, self._reader.size // BULK_MIN_SHARE):
                bulk = BulkScorer(self._reader, self._postings, self._deadline, self._leaves, self._evaluate).run(tree)
                rescore = partial(self._rescore, bulk.tree)
                return ApproximateMatches(bulk.sums, bulk.error, rescore, bulk.lists), bulk.whole
            return RowMatches(*self._evaluate(tree)), True
        except DeadlinePassed:
            return RowMatches(NO_ROWS, NO_SCORES), False

    def matched_parts(self, tree: Node, rows: Sequence[int]) -> Sequence[frozenset[Part] | None]:
        """For each of some matching rows the parts that may contain a match; None if the deadline has passed."""
        try:
            return matched_parts(self._postings, self._best_of, tree, rows)
        except DeadlinePassed:
            return [None] * len(rows)

    def _rescore(self, tree: Node, rows: Ints) -> Scores:
        """The exact scores of rows that match the tree, whatever the deadline."""
        self._deadline.lift()
        return self._scorer.score(tree, Candidates(rows, self._reader.size))[1]

    def _constant_score(self, node: Node) -> tuple[Bools, float] | None:
        """Mask and score of a tree whose matches all have the same score; None for any other tree."""
        match node:
            case Term() | AnyOf() | Phrase():
                return None
            case Everything():
                return self._reader.live_passages, 0.0
            case Keep() | Between():
                return self._reader.filter_mask(node), 0.0
            case Prefix():
                return self._leaves.prefix_mask(node), node.boost
            case AllOf():
                mask, score = self._reader.live_passages, 0.0
                for child in node.children:
                    part = self._constant_score(child)
                    if part is None:
                        return None
                    mask, score = mask & part[0], score + part[1]
                return mask, score
            case Without():
                wanted = self._constant_score(node.wanted)
                if wanted is None:
                    return None
                mask = wanted[0].copy()
                mask[self._evaluate(node.unwanted)[0]] = False
                return mask, wanted[1]
        return None

    def _evaluate(self, node: Node) -> tuple[Ints, Scores]:
        """The rows that match the node, ascending, and their scores. Raises DeadlinePassed."""
        if isinstance(node, Term):
            return self._scorer.intersect_term(node, ())
        if isinstance(node, AllOf):
            first, *others = cheapest_first(self._reader, node)
            if isinstance(first, Term):
                return self._scorer.intersect_term(first, others)
            candidates = Candidates(self._candidates(first), self._reader.size)
            rows, _, scores = self._scorer.intersect((first, *others), candidates)
            return rows, scores
        if isinstance(node, MultiTermLeaf):
            return self._leaves.run(node)
        if isinstance(node, BestOf):
            if is_cacheable(node):
                return self._best_of.run(node)
            return disjunction_max([self._evaluate(child) for child in node.children], node.tie, self._reader.size)
        candidates = Candidates(self._candidates(node), self._reader.size)
        mask, scores = self._scorer.score(node, candidates)
        indexes = mask.nonzero()[0]
        return candidates.take(indexes).rows, scores.take(indexes)

    def _candidates(self, node: Node) -> Ints:
        """Rows, ascending, that contain all matches of the node: those of its cheapest clause."""
        self._deadline.check()
        match node:
            case Term():
                return self._postings.of(node).rows
            case Phrase() | Near() | Apart() | Prefix():
                return self._leaves.run(node)[0]
            case AllOf():
                return self._candidates(cheapest_first(self._reader, node)[0])
            case BestOf() if is_cacheable(node):
                return self._best_of.run(node)[0]
            case AnyOf() | BestOf():
                return union([self._candidates(child) for child in node.children], self._reader.size)
            case Without():
                return self._candidates(node.wanted)
            case Plus():
                return self._candidates(node.required)
            case Verbatim() | Scaled():
                return self._candidates(node.child)
            case Keep() | Between():
                return self._reader.filter_mask(node).nonzero()[0]
            case Everything():
                return self._reader.live_passages.nonzero()[0]
            case Nothing():
                return NO_ROWS
            case _:
                assert_never(node)
