"""Leaves of a lookup tree run over one segment: rows that match, and their scores.

Positions are compared as keys, `rank << 32 | position + BIAS`: the rank of the row among the candidates, so that one
sorted array holds the places of all candidates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.fields import FieldPart, WholeField
from search.engines.whoosh.sets import NO_ROWS, Bools, Ints, distinct, meet, member
from search.engines.whoosh.view import View
from search.port.lookup import Apart, Near, Phrase, Prefix, Term
from search.port.match import Line, check_groups, near_ranges
from search.terms import Field

Scores = npt.NDArray[np.float64]

SHIFT = 32
BIAS = 1 << 24  # a phrase's start may lie before its first word: keys must not borrow from the rank
POSITION = (1 << SHIFT) - 1


Matched = tuple[Ints, Scores]
NONE: Matched = (NO_ROWS, np.zeros(0))


class Leaves:
    """Runs the leaves of one query over one segment."""

    def __init__(self, view: View, number: int) -> None:
        self._view = view
        self._number = number
        self._segment = view.segments[number]

    def term(self, term: Term) -> Matched:
        """Rows and scores of a term."""
        field = self._view.field(term.field)
        found = field.impacts(self._number, term.text)
        if found is None:
            return NONE
        return found[0], found[1] * np.float64(field.weight(term.text) * term.boost)

    def prefix(self, prefix: Prefix) -> Matched:
        """Rows of all terms that begin so; each scores the boost."""
        part = self._view.field(prefix.field).parts[self._number]
        numbers = part.lists.begins(prefix.text.encode("utf-8", "surrogatepass")) if part else range(0)
        if not part or not numbers:
            return NONE
        held = np.zeros(part.size, np.bool_)
        held[part.lists.rows_of_range(numbers)] = True
        held &= self._segment.units
        rows = held.nonzero()[0]
        return rows, np.full(rows.size, prefix.boost)

    def phrase(self, phrase: Phrase) -> Matched:
        """Rows where the words stand at their offsets; scores as the sum of the words."""
        words = self._words(phrase.field, phrase.terms)
        if words is None:
            return NONE
        rows = words.rows[distinct(words.starts(phrase.terms, phrase.offsets) >> SHIFT)]
        return rows, words.scores(phrase.terms, rows, phrase.boost)

    def apart(self, apart: Apart) -> Matched:
        """Rows with a place of the wanted phrase inside no place of an unwanted one."""
        wanted = apart.wanted
        words = self._words(wanted.field, wanted.terms)
        if words is None:
            return NONE
        firsts, length = _ranges(words, wanted)
        free = np.ones(firsts.size, np.bool_)
        for phrase in apart.unwanted:
            free &= ~self._covered(words.rows, firsts, length, phrase)
        rows = words.rows[distinct(firsts[free] >> SHIFT)]
        return rows, words.scores(wanted.terms, rows, wanted.boost)

    def near(self, near: Near) -> Matched:
        """Rows where one place of each group follows the other within the distance; scores as the sum of the words."""
        check_groups(near)
        terms = tuple(term for group in near.groups for term in group)
        words = self._words(near.field, terms)
        if words is None or not all(near.groups):
            return NONE
        if near.ordered or len(near.groups) == 1:
            ranks = _in_order(near, words)
        elif len(near.groups) == 2:
            ranks = _either_way(near, words)
        else:
            ranks = _any_order(near, words)
        rows = words.rows[ranks]
        return rows, words.scores(terms, rows, near.boost)

    def _words(self, field: Field, terms: Sequence[str]) -> Words | None:
        """The living rows that hold all the terms; None when there is none."""
        whole = self._view.field(field)
        part = whole.parts[self._number]
        numbers = {term: part.find(term) for term in terms} if part else {}
        if part is None or min(numbers.values(), default=-1) < 0:
            return None
        words = Words(whole, part, numbers)
        return words if words.rows.size else None

    def _covered(self, rows: Ints, firsts: Ints, length: int, phrase: Phrase) -> Bools:
        """Which of the places in `rows` (first key, common length) lie inside a place of the phrase."""
        words = self._words(phrase.field, phrase.terms)
        if words is None:
            return np.zeros(firsts.size, np.bool_)
        ours, theirs = meet(rows, words.rows)
        outer, outer_length = _ranges(words, phrase)
        # Both count ranks among their own rows: bring the phrase's to ours, leaving out rows that we do not have.
        rank = np.full(words.rows.size, -1, np.int64)
        rank[theirs] = ours
        ranks = rank[outer >> SHIFT]
        outer = (ranks << SHIFT | outer & POSITION)[ranks >= 0]
        if not outer.size or outer_length < length:
            return np.zeros(firsts.size, np.bool_)
        # The nearest place that begins at or before ours reaches furthest, all being of one length.
        before = outer.searchsorted(firsts, side="right") - 1
        gap = firsts - outer[before.clip(0)]
        covered: Bools = (before >= 0) & (gap + length <= outer_length)
        return covered


class Words:
    """Some terms of a field, and the living rows that hold them all."""

    def __init__(self, field: WholeField, part: FieldPart, numbers: Mapping[str, int]) -> None:
        self._field = field
        self._part = part
        self._numbers = numbers
        self._frequency = {term: part.lists.frequency(number) for term, number in numbers.items()}
        rarest = sorted(numbers, key=self._frequency.__getitem__)
        self._held: dict[str, Ints] = {}
        rows: Ints | None = None
        for term in rarest:
            held = self._held[term] = part.lists.rows(numbers[term])
            rows = part.living(held) if rows is None else rows[member(rows, held)]
            if not rows.size:
                break
        self.rows: Ints = NO_ROWS if rows is None else rows

    def positions(self, term: str, rows: Ints) -> tuple[Ints, Ints]:
        """For some of the rows: (index into them, position) of every occurrence of the term."""
        return self._part.lists.positions(self._numbers[term], rows, self._held[term])

    def starts(self, terms: Sequence[str], offsets: Sequence[int] = ()) -> Ints:
        """Keys of the common position from which the terms stand at their offsets, rising; the rarest first, the others
        only in rows where it still may."""
        apart = offsets or range(len(terms))
        order = sorted(range(len(terms)), key=lambda turn: self._frequency[terms[turn]])
        ranks, positions = self.positions(terms[order[0]], self.rows)
        starts = (ranks << SHIFT) + (positions + (BIAS - apart[order[0]]))
        for turn in order[1:]:
            if not starts.size:
                break
            alive = distinct(starts >> SHIFT)
            ranks, positions = self.positions(terms[turn], self.rows[alive])
            keys = (alive[ranks] << SHIFT) + (positions + (BIAS - apart[turn]))
            starts = starts[member(starts, keys)]
        return starts

    def scores(self, terms: Sequence[str], rows: Ints, boost: float) -> Scores:
        """The sum of the BM25 of every word, a repeated word counted as often."""
        scores = np.zeros(rows.size)
        if not rows.size:
            return scores
        for term in terms:
            counts = self._part.lists.counts(self._numbers[term])
            if counts is not None:
                counts = counts.take(self._held[term].searchsorted(rows))
            weight = np.float64(self._field.weight(term) * boost)
            scores += self._field.saturation(self._part, rows, counts) * weight
        return scores


def _ranges(words: Words, phrase: Phrase) -> tuple[Ints, int]:
    """Keys of the first positions of the phrase's places, and how far the last lies behind."""
    apart = phrase.offsets or range(len(phrase.terms))
    return words.starts(phrase.terms, phrase.offsets) + min(apart), max(apart) - min(apart)


def _in_order(near: Near, words: Words) -> Ints:
    """Ranks of the rows with a chain in the groups' order: each next start has its nearest end before it."""
    ends = words.starts(near.groups[0]) + (len(near.groups[0]) - 1)
    for group in near.groups[1:]:
        if not ends.size:
            break
        ends = _followed(ends, words.starts(group), near.distance) + (len(group) - 1)
    return distinct(ends >> SHIFT)


def _either_way(near: Near, words: Words) -> Ints:
    """Ranks of the rows where two groups stand close, in either order."""
    one, other = (words.starts(group) for group in near.groups)
    if len(near.groups[0]) == len(near.groups[1]) == 1:
        # Two words within the distance mean two neighbours of different source within it: one sort finds them.
        places = np.concatenate((one * 2, other * 2 + 1))
        places.sort(kind="stable")
        gaps = (places[1:] >> 1) - (places[:-1] >> 1)
        close = (gaps <= near.distance) & (gaps > 0) & ((places[1:] ^ places[:-1]) & 1).astype(np.bool_)
        second: Ints = places[1:][close]
        return distinct(second >> SHIFT + 1)
    forward = _followed(one + (len(near.groups[0]) - 1), other, near.distance)
    backward = _followed(other + (len(near.groups[1]) - 1), one, near.distance)
    ranks: Ints = np.union1d(forward >> SHIFT, backward >> SHIFT)
    return ranks


def _any_order(near: Near, words: Words) -> Ints:
    """Ranks of the rows where three or more groups form a chain in some order: asked of the matcher, row by row."""
    lines: list[dict[str, tuple[int, ...]]] = [{} for _ in range(words.rows.size)]
    bounds = np.arange(words.rows.size + 1)
    for term in {term for group in near.groups for term in group}:
        ranks, positions = words.positions(term, words.rows)
        cuts = ranks.searchsorted(bounds).tolist()
        for line, (start, end) in zip(lines, pairwise(cuts), strict=True):
            line[term] = tuple(positions[start:end].tolist())
    return np.array([rank for rank, line in enumerate(lines) if near_ranges(near, Line(line, {}))], np.int64)


def _followed(ends: Ints, starts: Ints, distance: int) -> Ints:
    """The starts that come 1 to `distance` positions after an end."""
    if not ends.size:
        return ends
    before = ends.searchsorted(starts) - 1
    near: Ints = starts[(before >= 0) & (starts - ends[before.clip(0)] <= distance)]
    return near
