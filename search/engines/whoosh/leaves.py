"""Leaves of a lookup tree run over one segment: rows that match, and their scores.

Positions are compared as keys, `rank << 32 | position + BIAS`: the rank of the row among the candidates, so that one
sorted array holds the places of all candidates.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.segment import NO_ROWS, Ints, Postings, Segment
from search.engines.whoosh.sets import distinct, meet, member
from search.engines.whoosh.view import View
from search.port.lookup import Apart, Near, Phrase, Prefix, Term
from search.port.match import Line, check_groups, near_ranges
from search.terms import Field

Scores = npt.NDArray[np.float64]

SHIFT = 32
BIAS = 1 << 24  # a phrase's start may lie before its first word: keys must not borrow from the rank
POSITION = (1 << SHIFT) - 1


class Leaves:
    """Runs the leaves of one query over one segment."""

    def __init__(self, view: View, segment: Segment) -> None:
        self._view = view
        self._segment = segment
        self._postings: dict[tuple[Field, int], Postings] = {}

    def term(self, term: Term) -> tuple[Ints, Scores]:
        """Rows and scores of a term."""
        rows, impacts = self._view.impacts(self._segment, term.field, term.text)
        return rows, impacts * np.float64(self._view.weight(term.field, term.text) * term.boost)

    def prefix(self, prefix: Prefix) -> tuple[Ints, Scores]:
        """Rows of all terms that begin so; each scores the boost."""
        held = np.zeros(self._segment.size, np.bool_)
        held[self._segment.rows_of_range(prefix.field, self._segment.begins(prefix.field, prefix.text))] = True
        rows = np.flatnonzero(held & self._segment.units)
        return rows, np.full(rows.size, prefix.boost)

    def phrase(self, phrase: Phrase) -> tuple[Ints, Scores]:
        """Rows where the words stand at their offsets; scores as the sum of the words."""
        numbers = self._numbers(phrase.field, phrase.terms)
        if not numbers:
            return NO_ROWS, np.zeros(0)
        rows = self._holding(phrase.field, numbers)
        starts = self._starts(phrase.field, numbers, phrase.offsets, rows)
        rows = rows[distinct(starts >> SHIFT)]
        return rows, self._score(phrase.field, phrase.terms, numbers, rows, phrase.boost)

    def apart(self, apart: Apart) -> tuple[Ints, Scores]:
        """Rows with a place of the wanted phrase inside no place of an unwanted one."""
        wanted = apart.wanted
        rows, _ = self.phrase(wanted)
        numbers = self._numbers(wanted.field, wanted.terms)
        if not rows.size:
            return rows, np.zeros(0)
        firsts, length = self._ranges(wanted, numbers, rows)
        free = np.ones(firsts.size, np.bool_)
        for phrase in apart.unwanted:
            free &= ~self._covered(firsts, length, phrase, rows)
        rows = rows[distinct(firsts[free] >> SHIFT)]
        return rows, self._score(wanted.field, wanted.terms, numbers, rows, wanted.boost)

    def near(self, near: Near) -> tuple[Ints, Scores]:
        """Rows where one place of each group follows the other within the distance; scores as the sum of the words."""
        check_groups(near)
        words = tuple(term for group in near.groups for term in group)
        numbers = self._numbers(near.field, words)
        if not numbers or not all(near.groups):
            return NO_ROWS, np.zeros(0)
        rows = self._holding(near.field, numbers)
        if near.ordered or len(near.groups) == 1:
            ranks = self._in_order(near, rows)
        elif len(near.groups) == 2:
            ranks = self._either_way(near, rows)
        else:
            ranks = self._any_order(near, numbers, words, rows)
        rows = rows[ranks]
        return rows, self._score(near.field, words, numbers, rows, near.boost)

    # ---- places

    def _numbers(self, field: Field, terms: Sequence[str]) -> list[int]:
        """The terms' numbers; empty when one of them is not there."""
        numbers = [self._segment.find(field, term) for term in terms]
        return [] if min(numbers, default=-1) < 0 else numbers

    def _posting(self, field: Field, number: int) -> Postings:
        found = self._postings.get((field, number))
        if found is None:
            found = self._postings[field, number] = self._segment.postings(field, number)
        return found

    def _holding(self, field: Field, numbers: Sequence[int]) -> Ints:
        """The rows that hold all the terms, the rarest looked at first."""
        rarest = sorted(set(numbers), key=lambda number: self._segment.frequency(field, number))
        rows = self._posting(field, rarest[0]).rows
        for number in rarest[1:]:
            if not rows.size:
                break
            rows = rows[member(rows, self._posting(field, number).rows)]
        return rows

    def _keys(self, field: Field, number: int, rows: Ints) -> Ints:
        ranks, positions = self._segment.positions(field, number, rows)
        return (ranks << SHIFT) + (positions + BIAS)

    def _starts(self, field: Field, numbers: Sequence[int], offsets: Sequence[int], rows: Ints) -> Ints:
        """Keys of the common position from which all terms stand at their offsets, rising."""
        apart = offsets or range(len(numbers))
        order = sorted(range(len(numbers)), key=lambda n: self._segment.frequency(field, numbers[n]))
        starts = NO_ROWS
        for turn, n in enumerate(order):
            if turn and not starts.size:
                break
            if not turn:
                starts = self._keys(field, numbers[n], rows) - apart[n]
                continue
            alive = distinct(starts >> SHIFT)
            keys = self._keys(field, numbers[n], rows[alive])
            keys = (alive[keys >> SHIFT] << SHIFT | keys & POSITION) - apart[n]
            starts = starts[member(starts, keys)]
        return starts

    def _ranges(self, phrase: Phrase, numbers: Sequence[int], rows: Ints) -> tuple[Ints, int]:
        """Keys of the first positions of the phrase's places, and how far the last lies behind."""
        apart = phrase.offsets or range(len(numbers))
        starts = self._starts(phrase.field, numbers, phrase.offsets, rows)
        return starts + min(apart), max(apart) - min(apart)

    def _covered(self, firsts: Ints, length: int, phrase: Phrase, rows: Ints) -> npt.NDArray[np.bool_]:
        """Which of the places (first key, common length) lie inside a place of the phrase."""
        numbers = self._numbers(phrase.field, phrase.terms)
        if not numbers:
            return np.zeros(firsts.size, np.bool_)
        holding = self._holding(phrase.field, numbers)
        ranks, _ = meet(rows, holding)
        outer, outer_length = self._ranges(phrase, numbers, rows[ranks])
        outer = ranks[outer >> SHIFT] << SHIFT | outer & POSITION
        if not outer.size or outer_length < length:
            return np.zeros(firsts.size, np.bool_)
        # The nearest place that begins at or before ours reaches furthest, all being of one length.
        before = outer.searchsorted(firsts, side="right") - 1
        gap = firsts - outer[np.maximum(before, 0)]
        covered: npt.NDArray[np.bool_] = (before >= 0) & (gap + length <= outer_length)
        return covered

    def _groups(self, near: Near, rows: Ints) -> list[Ints]:
        """For each group the keys where its phrase begins."""
        numbers = [self._numbers(near.field, group) for group in near.groups]
        return [self._starts(near.field, group, (), rows) for group in numbers]

    def _in_order(self, near: Near, rows: Ints) -> Ints:
        """Ranks of the rows with a chain in the groups' order: each next start has its nearest end before it."""
        groups = self._groups(near, rows)
        ends = groups[0] + (len(near.groups[0]) - 1)
        for starts, group in zip(groups[1:], near.groups[1:], strict=True):
            if not ends.size:
                break
            before = ends.searchsorted(starts) - 1
            follows = (before >= 0) & (starts - ends[np.maximum(before, 0)] <= near.distance)
            ends = starts[follows] + (len(group) - 1)
        return distinct(ends >> SHIFT)

    def _either_way(self, near: Near, rows: Ints) -> Ints:
        """Ranks of the rows where two groups stand close, in either order."""
        one, other = self._groups(near, rows)
        behind = len(near.groups[0]) - 1, len(near.groups[1]) - 1
        forward = _followed(one + behind[0], other, near.distance)
        backward = _followed(other + behind[1], one, near.distance)
        return np.union1d(forward >> SHIFT, backward >> SHIFT)

    def _any_order(self, near: Near, numbers: Sequence[int], words: Sequence[str], rows: Ints) -> Ints:
        """Ranks of the rows where three or more groups form a chain in some order: asked of the matcher, row by row."""
        places: dict[int, dict[str, tuple[int, ...]]] = {}
        for word, number in dict(zip(words, numbers, strict=True)).items():
            ranks, positions = self._segment.positions(near.field, number, rows)
            bounds = ranks.searchsorted(np.arange(rows.size + 1)).tolist()
            for rank in range(rows.size):
                found = positions[bounds[rank] : bounds[rank + 1]].tolist()
                places.setdefault(rank, {})[word] = tuple(found)
        matching = [rank for rank, line in places.items() if near_ranges(near, Line(line, {}))]
        return np.array(matching, np.int64)

    def _score(self, field: Field, terms: Sequence[str], numbers: Sequence[int], rows: Ints, boost: float) -> Scores:
        """The sum of the BM25 of every word, a repeated word counted as often, in rows that hold them all."""
        scores = np.zeros(rows.size)
        for term, number in zip(terms, numbers, strict=True):
            held = self._posting(field, number)
            at = held.rows.searchsorted(rows)
            here = Postings(rows, None if held.counts is None else held.counts.take(at))
            impacts = self._view.saturation(self._segment, field, here)
            scores += impacts * np.float64(self._view.weight(field, term) * boost)
        return scores


def _followed(ends: Ints, starts: Ints, distance: int) -> Ints:
    """The starts that come 1 to `distance` positions after an end."""
    if not ends.size:
        return ends
    before = ends.searchsorted(starts) - 1
    return starts[(before >= 0) & (starts - ends[np.maximum(before, 0)] <= distance)]
