"""Runs a lookup tree over one segment: rising rows and their scores. Means what `search.port.match` says."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.leaves import Leaves, Scores
from search.engines.whoosh.segment import Segment
from search.engines.whoosh.sets import NO_ROWS, Bools, Ints, meet
from search.engines.whoosh.view import View
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
from search.terms import Field


class DeadlinePassed(Exception):
    """The time of the lookup is over."""


@dataclass(frozen=True, slots=True)
class Found:
    """Matching rows of a segment, rising, and their scores."""

    rows: Ints
    scores: Scores


NOTHING_FOUND = Found(NO_ROWS, np.zeros(0))


class Execution:
    """One query over one segment."""

    def __init__(
        self,
        view: View,
        number: int,
        holds_text: Callable[[int, str], bool],
        deadline: float | None = None,
    ) -> None:
        """`number` of the segment; `holds_text(row, text)` asks the stored text of a row of the whole index."""
        self._view = view
        self._number = number
        self._base = view.bases[number]
        self._segment: Segment = view.segments[number]
        self._leaves = Leaves(view, number)
        self._holds_text = holds_text
        self._deadline = deadline

    def run_tree(self, tree: Node) -> tuple[Found, bool]:
        """The rows that match the whole tree, and whether the time sufficed. Of alternatives, those that were looked at
        in time count; of everything else, nothing."""
        try:
            if isinstance(tree, AnyOf):
                return self._any(tree, whole=False)
            return self.run(tree), True
        except DeadlinePassed:
            return NOTHING_FOUND, False

    def run(self, node: Node) -> Found:
        """The rows that match the node. Raises DeadlinePassed, and NotSupported for a Near of too many groups."""
        self._check_time()
        match node:
            case Term():
                return Found(*self._leaves.term(node))
            case Phrase():
                return Found(*self._leaves.phrase(node))
            case Prefix():
                return Found(*self._leaves.prefix(node))
            case Near():
                return Found(*self._leaves.near(node))
            case Apart():
                return Found(*self._leaves.apart(node))
            case AllOf():
                return self._all(node)
            case AnyOf():
                return self._any(node, whole=True)[0]
            case BestOf():
                return self._best(node)
            case Without():
                return self._without(node)
            case Plus():
                return self._plus(node)
            case Verbatim():
                return self._verbatim(node)
            case Scaled():
                return self._scaled(node)
            case Keep() | Between():
                return self._unscored(self._own(self._view.kept_rows(node)))
            case Everything():
                return self._unscored(self._segment.units)
            case Nothing():
                return NOTHING_FOUND
            case _:
                assert_never(node)

    def _check_time(self) -> None:
        if self._deadline is not None and time.monotonic() > self._deadline:
            raise DeadlinePassed

    def _own(self, mask: Bools) -> Bools:
        """This segment's part of a mask over the whole index."""
        return mask[self._base : self._base + self._segment.size]

    def _unscored(self, mask: Bools) -> Found:
        rows = mask.nonzero()[0]
        return Found(rows, np.zeros(rows.size))

    def _all(self, node: AllOf) -> Found:
        """Filters last, as masks; the rest rarest first, so that only survivors are carried on."""
        masks = [child for child in node.children if isinstance(child, Keep | Between)]
        rest = [child for child in node.children if not isinstance(child, Keep | Between | Everything)]
        if not rest:
            found = self._unscored(self._segment.units)
        else:
            rest.sort(key=self._estimate)
            found = self.run(rest[0])
            for child in rest[1:]:
                if not found.rows.size:
                    return NOTHING_FOUND
                other = self.run(child)
                mine, theirs = meet(found.rows, other.rows)
                found = Found(found.rows[mine], found.scores[mine] + other.scores[theirs])
        for keep in masks:
            found = _kept(found, self._own(self._view.kept_rows(keep))[found.rows])
        return found

    def _any(self, node: AnyOf, whole: bool) -> tuple[Found, bool]:
        """All children added up in one array over the segment's rows, and whether there was time for all. When only the
        `whole` will do, raises DeadlinePassed instead."""
        at_least = max(1, node.at_least)
        counted = at_least > 1 or not all(map(_is_positive, node.children))
        matched = np.zeros(self._segment.size, np.uint16) if counted else None
        scores = np.zeros(self._segment.size)
        complete = self._add_all(node, scores, matched, whole)
        rows = (scores > 0 if matched is None else matched >= at_least).nonzero()[0]
        return Found(rows, scores.take(rows)), complete

    def _add_all(self, node: AnyOf, scores: Scores, matched: npt.NDArray[np.uint16] | None, whole: bool) -> bool:
        """Add every child's scores and count where it matches; says whether there was time for all."""
        for child in node.children:
            try:
                found = self.run(child)
            except DeadlinePassed:
                if whole:
                    raise
                return False
            np.add.at(scores, found.rows, found.scores)  # with 64-bit rows quicker than scores[rows] +=
            if matched is not None:
                matched[found.rows] += 1
        return True

    def _best(self, node: BestOf) -> Found:
        best = np.full(self._segment.size, -np.inf)
        total = np.zeros(self._segment.size)
        for child in node.children:
            found = self.run(child)
            best[found.rows] = np.maximum(best[found.rows], found.scores)
            total[found.rows] += found.scores
        rows = (best > -np.inf).nonzero()[0]
        top = best.take(rows)
        return Found(rows, top + node.tie * (total.take(rows) - top))

    def _without(self, node: Without) -> Found:
        found = self.run(node.wanted)
        if not found.rows.size:
            return found
        mask = np.ones(self._segment.size, np.bool_)
        mask[self.run(node.unwanted).rows] = False
        return _kept(found, mask[found.rows])

    def _plus(self, node: Plus) -> Found:
        found = self.run(node.required)
        if not found.rows.size:
            return found
        bonus = self.run(node.bonus)
        mine, theirs = meet(found.rows, bonus.rows)
        scores = found.scores.copy()
        scores[mine] += bonus.scores[theirs]
        return Found(found.rows, scores)

    def _verbatim(self, node: Verbatim) -> Found:
        found = self.run(node.child)
        kept = np.zeros(found.rows.size, np.bool_)
        for at, row in enumerate(found.rows.tolist()):
            self._check_time()
            kept[at] = self._holds_text(self._base + row, node.text)
        return _kept(found, kept)

    def _scaled(self, node: Scaled) -> Found:
        found = self.run(node.child)
        held = self._own(self._view.kept_rows(Keep(node.column, node.values)))[found.rows]
        return Found(found.rows, np.where(held, found.scores * node.factor, found.scores))

    def _estimate(self, node: Node) -> int:
        """At most how many rows match, roughly: what to begin with."""
        match node:
            case Term():
                return self._frequency_of(node.field, node.text)
            case Phrase():
                return min((self._frequency_of(node.field, term) for term in node.terms), default=0)
            case Near():
                return min((self._frequency_of(node.field, term) for group in node.groups for term in group), default=0)
            case Apart():
                return self._estimate(node.wanted)
            case AllOf():
                return min(map(self._estimate, node.children), default=self._segment.size)
            case AnyOf() | BestOf():
                return min(self._segment.size, sum(map(self._estimate, node.children)))
            case Without():
                return self._estimate(node.wanted)
            case Plus():
                return self._estimate(node.required)
            case Verbatim() | Scaled():
                return self._estimate(node.child)
            case _:
                return self._segment.size

    def _frequency_of(self, field: Field, term: str) -> int:
        """How many rows hold the term, deleted ones included."""
        part = self._view.field(field).parts[self._number]
        number = part.find(term) if part else -1
        return part.lists.frequency(number) if part and number >= 0 else 0


def _kept(found: Found, mask: Bools) -> Found:
    return Found(found.rows[mask], found.scores[mask])


def _is_positive(node: Node) -> bool:
    """Whether every row that the node matches scores above zero, so that a sum says who matched."""
    match node:
        case Term() | Phrase() | Prefix() | Near():
            return node.boost > 0
        case Apart():
            return node.wanted.boost > 0
        case AnyOf() | AllOf():
            return bool(node.children) and all(map(_is_positive, node.children))
        case BestOf():
            return node.tie >= 0 and all(map(_is_positive, node.children))
        case _:
            return False
