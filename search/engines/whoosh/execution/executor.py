"""Runs a lookup tree over the index. Means what `search.port.match` says.

In two steps: rows that may match, from the lists of the rarest words; then `Probe.ask` says which of them do, and how
they score. Two kinds of trees are cheaper in one: those whose rows all score alike, and alternatives, whose scores are
summed up over all rows (`summing`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

import numpy as np

from search.engines.whoosh.execution.bulk_scorer import Summing, alternatives
from search.engines.whoosh.execution.cached_best_of import Names, are_names, best_of
from search.engines.whoosh.execution.candidate_scorer import Probe
from search.engines.whoosh.execution.deadline import Clock, DeadlinePassed
from search.engines.whoosh.execution.leaf_scorers import Leaf, Leaves
from search.engines.whoosh.execution.match_bounds import is_large, rarest_first
from search.engines.whoosh.execution.match_set import Alike, Listed, Matches, Summed
from search.engines.whoosh.execution.matched_parts import parts_held
from search.engines.whoosh.execution.query_postings import Fetched
from search.engines.whoosh.reader.index_reader import View
from search.engines.whoosh.row_sets import NO_ROWS, NO_SCORES, Bools, Candidates, Ints, Scores, united
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
PASSED_OVER = 50

LISTED = (Term, Phrase, Near, Apart)


def is_listed(tree: Node) -> bool:
    """Whether the tree is a word's or a phrase's, or wants a word: then its rows are best found one by one."""
    return isinstance(tree, LISTED) or (isinstance(tree, AllOf) and Term in map(type, tree.children))


HoldsText = Callable[[int, str], bool]


class Execution:
    """One query."""

    def __init__(
        self, view: View, holds_text: HoldsText, deadline: float | None = None, postings: Fetched | None = None
    ) -> None:
        """`holds_text(row, text)` asks the stored text of a row; `deadline` is a `time.monotonic()` value. `postings`
        may be shared by several queries that run one after the other."""
        self._view = view
        self._clock = Clock(deadline)
        self._fetched = postings or Fetched(view)
        self._leaves = Leaves(view, self._clock)
        self._names = Names(view, self._fetched, self._leaves)
        self._probe = Probe(view, self._fetched, self._leaves, self._names, self._clock, holds_text)

    def run(self, tree: Node) -> tuple[Matches, bool]:
        """The rows that match, and whether the time sufficed. Of alternatives, those that were looked at in time count;
        of everything else, nothing. Raises NotSupported for a Near of too many groups."""
        try:
            self._clock.check()
            if is_listed(tree):
                return Listed(*self._found(tree)), True
            few = self._view.few_kept(tree) if isinstance(tree, Keep) else None
            if few is not None:
                return Listed(few, np.zeros(few.size)), True
            alike = self._alike(tree)
            if alike is not None:
                return Alike(*alike), True
            core = alternatives(tree)
            if core is not None and is_large(self._view, core, self._view.size // PASSED_OVER):
                done = Summing(self._view, self._fetched, self._clock, self._leaves, self._found).run(tree)
                return Summed(done.sums, done.error, lambda rows: self._exact(done.tree, rows), done.lists), done.whole
            return Listed(*self._found(tree)), True
        except DeadlinePassed:
            return Listed(NO_ROWS, NO_SCORES), False

    def told(self, tree: Node, rows: Sequence[int]) -> Sequence[frozenset[Part] | None]:
        """For each of some rows that match the tree the parts in which to look for what was found; None when there is
        no time to tell."""
        try:
            return parts_held(self._fetched, self._names, tree, rows)
        except DeadlinePassed:
            return [None] * len(rows)

    def _exact(self, tree: Node, rows: Ints) -> Scores:
        """The scores of rows that match the tree, however late it is."""
        self._clock.stop()
        return self._probe.ask(tree, Candidates(rows, self._view.size))[1]

    def _alike(self, node: Node) -> tuple[Bools, float] | None:
        """The rows of a tree that gives all of them one score, and the score; None: another tree."""
        match node:
            case Term() | AnyOf() | Phrase():
                return None
            case Everything():
                return self._view.units, 0.0
            case Keep() | Between():
                return self._view.kept_rows(node), 0.0
            case Prefix():
                return self._leaves.begun(node), node.boost
            case AllOf():
                held, score = self._view.units, 0.0
                for child in node.children:
                    part = self._alike(child)
                    if part is None:
                        return None
                    held, score = held & part[0], score + part[1]
                return held, score
            case Without():
                wanted = self._alike(node.wanted)
                if wanted is None:
                    return None
                held = wanted[0].copy()
                held[self._found(node.unwanted)[0]] = False
                return held, wanted[1]
        return None

    def _found(self, node: Node) -> tuple[Ints, Scores]:
        """The rows that match the node, rising, and their scores. Raises DeadlinePassed."""
        if isinstance(node, Term):
            return self._probe.joined(node, ())
        if isinstance(node, AllOf):
            first, *others = rarest_first(self._view, node)
            if isinstance(first, Term):
                return self._probe.joined(first, others)
            among = Candidates(self._candidates(first), self._view.size)
            rows, _, scores = self._probe.narrowed((first, *others), among)
            return rows, scores
        if isinstance(node, Leaf):
            return self._leaves.run(node)
        if isinstance(node, BestOf):
            if are_names(node):
                return self._names.run(node)
            return best_of([self._found(child) for child in node.children], node.tie, self._view.size)
        among = Candidates(self._candidates(node), self._view.size)
        held, scores = self._probe.ask(node, among)
        places = held.nonzero()[0]
        return among.chosen(places).rows, scores.take(places)

    def _candidates(self, node: Node) -> Ints:
        """Rows, rising, among which are all that match the node: those of its rarest part."""
        self._clock.check()
        match node:
            case Term():
                return self._fetched.of(node).rows
            case Phrase() | Near() | Apart() | Prefix():
                return self._leaves.run(node)[0]
            case AllOf():
                return self._candidates(rarest_first(self._view, node)[0])
            case BestOf() if are_names(node):
                return self._names.run(node)[0]
            case AnyOf() | BestOf():
                return united([self._candidates(child) for child in node.children], self._view.size)
            case Without():
                return self._candidates(node.wanted)
            case Plus():
                return self._candidates(node.required)
            case Verbatim() | Scaled():
                return self._candidates(node.child)
            case Keep() | Between():
                return self._view.kept_rows(node).nonzero()[0]
            case Everything():
                return self._view.units.nonzero()[0]
            case Nothing():
                return NO_ROWS
            case _:
                assert_never(node)
