"""Scores candidates: which of some rows match a node, and how they score. The cost grows with the candidates, not with
the postings (the second phase of Lucene's two-phase iteration).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

import numpy as np

from search.engines.whoosh.execution.cached_best_of import CachedBestOf, is_cacheable
from search.engines.whoosh.execution.leaf_scorers import LeafScorers, MultiTermLeaf
from search.engines.whoosh.execution.match_bounds import cheapest_first
from search.engines.whoosh.execution.query_postings import QueryPostings
from search.engines.whoosh.reader.index_reader import IndexReader
from search.engines.whoosh.row_sets import Bools, Candidates, Ints, Matched, Scores
from search.port.deadline import Deadline
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

# Up to this many candidates, all terms of a disjunction are looked up and scored in one array (bench.speed, OR).
TERMWISE_MAX_CANDIDATES = 512

# Above this many candidates, use the dense score array (bench.speed, AND).
DENSE_MIN_CANDIDATES = 100

# For every candidate whether it matches, and its score: 0 if it does not.
MaskAndScores = tuple[Bools, Scores]


class CandidateScorer:
    """Scores the candidates of one query."""

    def __init__(
        self,
        reader: IndexReader,
        postings: QueryPostings,
        leaves: LeafScorers,
        best_of: CachedBestOf,
        deadline: Deadline,
        holds_text: Callable[[int, str], bool],
    ) -> None:
        """`holds_text(row, text)`: whether the stored text of the row contains the text."""
        self._reader = reader
        self._postings = postings
        self._leaves = leaves
        self._best_of = best_of
        self._deadline = deadline
        self._holds_text = holds_text

    def score(self, node: Node, candidates: Candidates) -> MaskAndScores:
        """Which candidates match, and their scores. Raises DeadlinePassed; NotSupported for a Near of too many
        groups."""
        self._deadline.check()
        match node:
            case Term():
                return self._term(node, candidates)
            case Phrase() | Near() | Apart() | Prefix():
                return self._leaf(node, candidates)
            case AllOf():
                _, indexes, scores = self.intersect(cheapest_first(self._reader, node), candidates)
                return _scatter(indexes, scores, candidates.rows.size)
            case AnyOf():
                return self._any(node, candidates)
            case BestOf():
                return self._best_of_children(node, candidates)
            case Without():
                return self._without(node, candidates)
            case Plus():
                return self._plus(node, candidates)
            case Verbatim():
                return self._verbatim(node, candidates)
            case Scaled():
                return self._scaled(node, candidates)
            case Keep() | Between():
                return self._reader.filter_mask(node).take(candidates.rows), np.zeros(candidates.rows.size)
            case Everything():
                return np.ones(candidates.rows.size, np.bool_), np.zeros(candidates.rows.size)
            case Nothing():
                return np.zeros(candidates.rows.size, np.bool_), np.zeros(candidates.rows.size)
            case _:
                assert_never(node)

    def intersect(self, children: Sequence[Node], candidates: Candidates) -> tuple[Ints, Ints | None, Scores]:
        """The candidates that match every child: their rows; their indexes among the candidates, None for all; their
        scores. The cheapest child comes first, and each one scores only what the ones before have left."""
        left, indexes, scores = candidates, None, None
        for child in children:
            if not left.rows.size:
                break
            chosen, more = self._matching_term(child, left) if isinstance(child, Term) else self._matching(child, left)
            indexes = chosen if indexes is None else indexes.take(chosen)
            scores = more if scores is None else scores.take(chosen) + more
            left = left.take(chosen)
        return left.rows, indexes, np.zeros(left.rows.size) if scores is None else scores

    def intersect_term(self, rarest: Term, others: Sequence[Node]) -> Matched:
        """The rows that have the rarest term and match the other nodes, cheapest first; and their scores. The term
        itself is scored last, in the rows where the others match."""
        postings = self._postings.of(rarest)
        if not others:
            return postings.rows, postings.scores(rarest.boost)
        rows, indexes, scores = self.intersect(others, Candidates(postings.rows, self._reader.size))
        own = postings.scores(rarest.boost) if indexes is None else postings.scores_at(indexes, rarest.boost)
        return rows, scores + own

    def _matching(self, node: Node, candidates: Candidates) -> tuple[Ints, Scores]:
        """The indexes of the candidates that match, and their scores."""
        mask, scores = self.score(node, candidates)
        chosen = mask.nonzero()[0]
        return chosen, scores.take(chosen)

    def _matching_term(self, term: Term, candidates: Candidates) -> tuple[Ints, Scores]:
        """`_matching` of a term."""
        self._deadline.check()
        postings = self._postings.of(term)
        field = self._reader.field(term.field)
        dense = field.dense_impacts(term.text, postings) if candidates.rows.size > DENSE_MIN_CANDIDATES else None
        if dense is None:
            chosen, in_postings = candidates.intersect_indexes(postings.rows)
            return chosen, postings.scores_at(in_postings, term.boost)
        impacts = dense.take(candidates.rows)
        chosen = (impacts > 0).nonzero()[0]
        return chosen, impacts.take(chosen) * (postings.idf * term.boost)

    def _term(self, node: Term, candidates: Candidates) -> MaskAndScores:
        postings = self._postings.of(node)
        if not candidates.prefers_lookup(postings.rows):
            indexes, in_postings = candidates.intersect_indexes(postings.rows)
            return _scatter(indexes, postings.scores_at(in_postings, node.boost), candidates.rows.size)
        at = postings.rows.searchsorted(candidates.rows)
        mask: Bools = postings.rows.take(at, mode="clip") == candidates.rows
        scores = postings.impacts.take(at, mode="clip") * (postings.idf * node.boost)
        scores *= mask
        return mask, scores

    def _leaf(self, node: MultiTermLeaf, candidates: Candidates) -> MaskAndScores:
        if not self._leaves.has_run(node):
            rows, scores = self._leaves.run(node, candidates.rows)
            return _scatter(candidates.rows.searchsorted(rows), scores, candidates.rows.size)
        return self._select(self._leaves.run(node), candidates)

    def _select(self, matched: Matched, candidates: Candidates) -> MaskAndScores:
        """Which candidates are among these matches, and their scores."""
        rows, scores = matched
        indexes, in_postings = candidates.intersect_indexes(rows)
        return _scatter(indexes, scores.take(in_postings), candidates.rows.size)

    def _any(self, node: AnyOf, candidates: Candidates) -> MaskAndScores:
        children: Sequence[Node] = node.children
        if candidates.rows.size <= TERMWISE_MAX_CANDIDATES:
            terms = [child for child in children if isinstance(child, Term)]
            children = [child for child in children if not isinstance(child, Term)]
            matched, scores = self._terms(terms, candidates.rows)
        else:
            matched, scores = np.zeros(candidates.rows.size, np.int64), np.zeros(candidates.rows.size)
        for child in children:
            mask, more = self.score(child, candidates)
            scores += more
            matched += mask
        enough: Bools = matched >= max(1, node.at_least)
        scores *= enough
        return enough, scores

    def _terms(self, terms: Sequence[Term], rows: Ints) -> tuple[Ints, Scores]:
        """How many of the terms each of a few rows has, and the sum of their scores: looked up term by term, scored all
        at once."""
        found = np.empty((len(terms), rows.size), np.int64)
        impacts = np.empty((len(terms), rows.size), np.float32)
        weights = np.empty((len(terms), 1))
        for at, term in enumerate(terms):
            postings = self._postings.of(term)
            weights[at] = postings.idf * term.boost
            if not postings.rows.size:
                found[at], impacts[at] = -1, 0
                continue
            indexes = postings.rows.searchsorted(rows)
            postings.rows.take(indexes, mode="clip", out=found[at])
            postings.impacts.take(indexes, mode="clip", out=impacts[at])
        mask = found == rows
        return mask.sum(axis=0), (impacts * weights * mask).sum(axis=0)

    def _best_of_children(self, node: BestOf, candidates: Candidates) -> MaskAndScores:
        if is_cacheable(node):
            return self._select(self._best_of.run(node), candidates)
        total, top = np.zeros(candidates.rows.size), np.full(candidates.rows.size, -np.inf)
        for child in node.children:
            mask, more = self.score(child, candidates)
            total += more
            np.maximum(top, more, out=top, where=mask)
        matched = top > -np.inf
        top[~matched] = 0
        return matched, top + node.tie * (total - top)

    def _without(self, node: Without, candidates: Candidates) -> MaskAndScores:
        mask, scores = self.score(node.wanted, candidates)
        mask = mask & ~self.score(node.unwanted, candidates)[0]
        scores *= mask
        return mask, scores

    def _plus(self, node: Plus, candidates: Candidates) -> MaskAndScores:
        mask, scores = self.score(node.required, candidates)
        indexes = mask.nonzero()[0]
        scores[indexes] += self.score(node.bonus, candidates.take(indexes))[1]
        return mask, scores

    def _verbatim(self, node: Verbatim, candidates: Candidates) -> MaskAndScores:
        mask, scores = self.score(node.child, candidates)
        mask = mask.copy()
        for at in mask.nonzero()[0].tolist():
            self._deadline.check()
            mask[at] = self._holds_text(int(candidates.rows[at]), node.text)
        scores *= mask
        return mask, scores

    def _scaled(self, node: Scaled, candidates: Candidates) -> MaskAndScores:
        mask, scores = self.score(node.child, candidates)
        chosen = self._reader.filter_mask(Keep(node.column, node.values)).take(candidates.rows)
        np.multiply(scores, node.factor, out=scores, where=chosen)
        return mask, scores


def _scatter(indexes: Ints | None, scores: Scores, size: int) -> MaskAndScores:
    """Mask and scores of `size` candidates, from the indexes (None: all) and scores of those that match."""
    if indexes is None or indexes.size == size:
        return np.ones(size, np.bool_), scores
    mask, scattered = np.zeros(size, np.bool_), np.zeros(size)
    mask[indexes] = True
    scattered[indexes] = scores
    return mask, scattered
