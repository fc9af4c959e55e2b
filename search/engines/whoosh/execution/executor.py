"""Runs a lookup tree over the index. Means what `search.port.match` says.

In two steps: rows that may match, from the lists of the rarest words; then `Probe.ask` says which of them do, and how
they score. Two kinds of trees are cheaper in one: those whose rows all score alike, and alternatives, whose scores are
summed up over all rows (`summing`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import assert_never

import numpy as np

from search.engines.whoosh.execution.bulk_scorer import BulkScorer, disjunction_of
from search.engines.whoosh.execution.cached_best_of import CachedBestOf, disjunction_max, is_cacheable
from search.engines.whoosh.execution.candidate_scorer import CandidateScorer
from search.engines.whoosh.execution.deadline import Deadline, DeadlinePassed
from search.engines.whoosh.execution.leaf_scorers import LeafScorers, MultiTermLeaf
from search.engines.whoosh.execution.match_bounds import cheapest_first, has_more_postings
from search.engines.whoosh.execution.match_set import ApproximateMatches, ConstantMatches, Matches, RowMatches
from search.engines.whoosh.execution.matched_parts import matched_parts
from search.engines.whoosh.execution.query_postings import QueryPostings
from search.engines.whoosh.reader.index_reader import IndexReader
from search.engines.whoosh.row_sets import NO_ROWS, NO_SCORES, Bools, Candidates, Ints, Scores, union
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

# A row that is only passed over costs so much less than a posting that is sorted among others.
BULK_MIN_SHARE = 50

SELECTIVE = (Term, Phrase, Near, Apart)


def is_selective(tree: Node) -> bool:
    """Whether the tree is a word's or a phrase's, or wants a word: then its rows are best found one by one."""
    return isinstance(tree, SELECTIVE) or (isinstance(tree, AllOf) and Term in map(type, tree.children))


HoldsText = Callable[[int, str], bool]


class Executor:
    """One query."""

    def __init__(
        self,
        reader: IndexReader,
        holds_text: HoldsText,
        deadline: float | None = None,
        postings: QueryPostings | None = None,
    ) -> None:
        """`holds_text(row, text)` asks the stored text of a row; `deadline` is a `time.monotonic()` value. `postings`
        may be shared by several queries that run one after the other."""
        self._reader = reader
        self._deadline = Deadline(deadline)
        self._postings = postings or QueryPostings(reader)
        self._leaves = LeafScorers(reader, self._deadline)
        self._best_of = CachedBestOf(reader, self._postings, self._leaves)
        self._scorer = CandidateScorer(reader, self._postings, self._leaves, self._best_of, self._deadline, holds_text)

    def run(self, tree: Node) -> tuple[Matches, bool]:
        """The rows that match, and whether the time sufficed. Of alternatives, those that were looked at in time count;
        of everything else, nothing. Raises NotSupported for a Near of too many groups."""
        try:
            self._deadline.check()
            if is_selective(tree):
                return RowMatches(*self._evaluate(tree)), True
            few = self._reader.sparse_filter_rows(tree) if isinstance(tree, Keep) else None
            if few is not None:
                return RowMatches(few, np.zeros(few.size)), True
            alike = self._constant_score(tree)
            if alike is not None:
                return ConstantMatches(*alike), True
            core = disjunction_of(tree)
            if core is not None and has_more_postings(self._reader, core, self._reader.size // BULK_MIN_SHARE):
                done = BulkScorer(self._reader, self._postings, self._deadline, self._leaves, self._evaluate).run(tree)
                exact = partial(self._rescore, done.tree)
                return ApproximateMatches(done.sums, done.error, exact, done.lists), done.whole
            return RowMatches(*self._evaluate(tree)), True
        except DeadlinePassed:
            return RowMatches(NO_ROWS, NO_SCORES), False

    def matched_parts(self, tree: Node, rows: Sequence[int]) -> Sequence[frozenset[Part] | None]:
        """For each of some rows that match the tree the parts in which to look for what was found; None when there is
        no time to tell."""
        try:
            return matched_parts(self._postings, self._best_of, tree, rows)
        except DeadlinePassed:
            return [None] * len(rows)

    def _rescore(self, tree: Node, rows: Ints) -> Scores:
        """The scores of rows that match the tree, however late it is."""
        self._deadline.lift()
        return self._scorer.score(tree, Candidates(rows, self._reader.size))[1]

    def _constant_score(self, node: Node) -> tuple[Bools, float] | None:
        """The rows of a tree that gives all of them one score, and the score; None: another tree."""
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
                held, score = self._reader.live_passages, 0.0
                for child in node.children:
                    part = self._constant_score(child)
                    if part is None:
                        return None
                    held, score = held & part[0], score + part[1]
                return held, score
            case Without():
                wanted = self._constant_score(node.wanted)
                if wanted is None:
                    return None
                held = wanted[0].copy()
                held[self._evaluate(node.unwanted)[0]] = False
                return held, wanted[1]
        return None

    def _evaluate(self, node: Node) -> tuple[Ints, Scores]:
        """The rows that match the node, rising, and their scores. Raises DeadlinePassed."""
        if isinstance(node, Term):
            return self._scorer.intersect_term(node, ())
        if isinstance(node, AllOf):
            first, *others = cheapest_first(self._reader, node)
            if isinstance(first, Term):
                return self._scorer.intersect_term(first, others)
            among = Candidates(self._candidates(first), self._reader.size)
            rows, _, scores = self._scorer.intersect((first, *others), among)
            return rows, scores
        if isinstance(node, MultiTermLeaf):
            return self._leaves.run(node)
        if isinstance(node, BestOf):
            if is_cacheable(node):
                return self._best_of.run(node)
            return disjunction_max([self._evaluate(child) for child in node.children], node.tie, self._reader.size)
        among = Candidates(self._candidates(node), self._reader.size)
        held, scores = self._scorer.score(node, among)
        places = held.nonzero()[0]
        return among.take(places).rows, scores.take(places)

    def _candidates(self, node: Node) -> Ints:
        """Rows, rising, among which are all that match the node: those of its rarest part."""
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
