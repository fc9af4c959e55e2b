"""Leaves of a lookup tree: phrases, near words, beginnings of words. Rows that match, and their scores."""

from __future__ import annotations

import numpy as np

from search.engines.whoosh.execution.deadline import Clock
from search.engines.whoosh.execution.phrase_positions import POSITION, SHIFT, Words
from search.engines.whoosh.reader.index_reader import View
from search.engines.whoosh.row_sets import (
    NO_ROWS,
    NO_SCORES,
    Bools,
    Candidates,
    Ints,
    Matched,
    distinct,
    side_by_side,
)
from search.port.lookup import Apart, Near, Phrase, Prefix
from search.port.match import check_groups
from search.terms import Field

TERMS_AT_ONCE = 1 << 16  # of a prefix, between two looks at the clock

Leaf = Phrase | Near | Apart | Prefix
NONE: Matched = (NO_ROWS, NO_SCORES)


class Leaves:
    """Runs the leaves of one query, each over the whole index once."""

    def __init__(self, view: View, clock: Clock) -> None:
        self._view = view
        self._clock = clock
        self._known: dict[int, Matched] = {}  # by identity: the tree lives as long as we do

    def is_known(self, leaf: Leaf) -> bool:
        """Whether the leaf was run over the whole index."""
        return id(leaf) in self._known

    def run(self, leaf: Leaf, within: Ints | None = None) -> Matched:
        """Rows that match, rising, and their scores. `within`: the only rows that count, rising; None: all."""
        if within is not None:
            return self._run(leaf, within)
        found = self._known.get(id(leaf))
        if found is None:
            found = self._known[id(leaf)] = self._run(leaf, None)
        return found

    def _run(self, leaf: Leaf, within: Ints | None) -> Matched:
        match leaf:
            case Phrase():
                return self._phrase(leaf, within)
            case Near():
                return self._near(leaf, within)
            case Apart():
                return self._apart(leaf, within)
            case Prefix():
                return self._prefix(leaf, within)

    def begun(self, prefix: Prefix) -> Bools:
        """Which of all rows hold a term that begins so."""
        return self._view.begun_rows(prefix.field, prefix.text, lambda: self._begun(prefix))

    def _begun(self, prefix: Prefix) -> Bools:
        held = np.zeros(self._view.size, np.bool_)
        for part, numbers in self._view.field(prefix.field).begun(prefix.text):
            own = held[part.base : part.base + part.codes.size]
            for start in range(numbers.start, numbers.stop, TERMS_AT_ONCE):
                self._clock.check()
                own[part.lists.rows_of_range(numbers[start - numbers.start :][:TERMS_AT_ONCE])] = True
            if part.live is not None:
                own &= part.live
        return held

    def _prefix(self, prefix: Prefix, within: Ints | None) -> Matched:
        """Rows of all terms that begin so; each scores the boost."""
        held = self.begun(prefix)
        rows = held.nonzero()[0] if within is None else within[held.take(within)]
        return rows, np.full(rows.size, prefix.boost)

    def _phrase(self, phrase: Phrase, within: Ints | None) -> Matched:
        """Rows where the words stand at their offsets; scores as the sum of the words."""
        words = self._words(phrase.field, phrase.terms, within)
        if not words.rows.size:
            return NONE
        ranks = distinct(words.starts(phrase.terms, phrase.offsets) >> SHIFT)
        return words.scored(phrase.terms, ranks, phrase.boost)

    def _apart(self, apart: Apart, within: Ints | None) -> Matched:
        """Rows with a place of the wanted phrase inside no place of an unwanted one."""
        wanted = apart.wanted
        words = self._words(wanted.field, wanted.terms, within)
        if not words.rows.size:
            return NONE
        firsts, length = _ranges(words, wanted)
        free = np.ones(firsts.size, np.bool_)
        for phrase in apart.unwanted:
            free &= ~self._covered(words.rows, firsts, length, phrase)
        return words.scored(wanted.terms, distinct(firsts[free] >> SHIFT), wanted.boost)

    def _near(self, near: Near, within: Ints | None) -> Matched:
        """Rows where one place of each group follows the other within the distance; scores as the sum of the words."""
        check_groups(near)
        terms = tuple(term for group in near.groups for term in group)
        words = self._words(near.field, terms, within)
        if not words.rows.size or not all(near.groups):
            return NONE
        if near.ordered or len(near.groups) == 1:
            ranks = _in_order(near, words)
        elif len(near.groups) == 2:
            ranks = _either_way(near, words)
        else:
            ranks = self._any_order(near, words)
        return words.scored(terms, ranks, near.boost)

    def _words(self, field: Field, terms: tuple[str, ...], within: Ints | None) -> Words:
        return Words(self._view.field(field), terms, self._view.size, self._clock, within)

    def _covered(self, rows: Ints, firsts: Ints, length: int, phrase: Phrase) -> Bools:
        """Which of the places in `rows` (first key, common length) lie inside a place of the phrase."""
        words = self._words(phrase.field, phrase.terms, rows)
        nowhere = np.zeros(firsts.size, np.bool_)
        if not words.rows.size:
            return nowhere
        outer, outer_length = _ranges(words, phrase)
        if not outer.size or outer_length < length:
            return nowhere
        # Both count ranks among their own rows: bring the phrase's to ours.
        rank, _ = Candidates(rows, self._view.size).meet(words.rows)
        outer = (rank.take(outer >> SHIFT) << SHIFT) | (outer & POSITION)
        # The nearest place that begins at or before ours reaches furthest, all being of one length.
        before = outer.searchsorted(firsts, side="right") - 1
        gap = firsts - outer.take(before, mode="clip")
        covered: Bools = (before >= 0) & (gap + length <= outer_length)
        return covered

    def _any_order(self, near: Near, words: Words) -> Ints:
        """Ranks of the rows where three or more groups form a chain in some order: for every set of groups and each of
        them as its last, where such chains end, from the sets of one group fewer. After M. Held and R. Karp, A dynamic
        programming approach to sequencing problems, 1962."""
        starts = [words.starts(group) for group in near.groups]
        ends = {(1 << last, last): begun + (len(near.groups[last]) - 1) for last, begun in enumerate(starts)}
        everyone = (1 << len(starts)) - 1
        for chained in range(1, everyone + 1):
            members = [group for group in range(len(starts)) if chained >> group & 1]
            for last in members if len(members) > 1 else ():
                self._clock.check()
                before = side_by_side([ends[chained ^ 1 << last, other] for other in members if other != last])
                ends[chained, last] = _followed(before, starts[last], near.distance) + (len(near.groups[last]) - 1)
        return distinct(side_by_side([ends[everyone, last] for last in range(len(starts))]) >> SHIFT)


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
    if len(near.groups[0]) == len(near.groups[1]) == 1:
        (one,), (other,) = near.groups
        return words.in_blocks(
            lambda ranks: _neighbours(words.places(one, ranks), words.places(other, ranks), near.distance)
        )
    first, second = (words.starts(group) for group in near.groups)
    forward = _followed(first + (len(near.groups[0]) - 1), second, near.distance)
    backward = _followed(second + (len(near.groups[1]) - 1), first, near.distance)
    ranks: Ints = np.union1d(forward >> SHIFT, backward >> SHIFT)
    return ranks


def _neighbours(one: Ints, other: Ints, distance: int) -> Ints:
    """Ranks of the rows where a place of one kind and one of the other, given as keys, are 1 to `distance` apart."""
    # Two within the distance mean two neighbours of different kinds within it: one sort, which merges two rising runs,
    # finds them. Four times the key, and one more for the other kind, so that a gap says all: it is even between two
    # of a kind, one more or less than four times their distance between others.
    keys = np.concatenate((one, other))
    keys <<= 2
    keys[one.size :] += 1
    keys.sort(kind="stable")
    gaps = keys[1:] - keys[:-1]
    near = (gaps <= 4 * distance + 2).nonzero()[0]
    gaps = gaps.take(near)
    near = near[((gaps & 1) == 1) & (gaps > 1)]
    return distinct(keys.take(near) >> (SHIFT + 2))


def _followed(ends: Ints, starts: Ints, distance: int) -> Ints:
    """The starts that come 1 to `distance` positions after an end."""
    if not ends.size:
        return ends
    before = ends.searchsorted(starts) - 1
    near: Ints = starts[(before >= 0) & (starts - ends.take(before, mode="clip") <= distance)]
    return near
