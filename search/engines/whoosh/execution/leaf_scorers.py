"""Evaluates the leaves of a lookup tree that have several terms: phrases, NEAR, phrases apart from others, prefixes."""

from __future__ import annotations

import numpy as np

from search.engines.whoosh.execution.phrase_positions import POSITION, SHIFT, PhrasePositions
from search.engines.whoosh.reader.index_reader import IndexReader
from search.engines.whoosh.row_sets import (
    NO_ROWS,
    NO_SCORES,
    Bools,
    Candidates,
    Ints,
    Matched,
    merge_sorted,
    unique,
)
from search.port.deadline import Deadline
from search.port.lookup import Apart, Near, Phrase, Prefix
from search.port.match import check_groups
from search.terms import Field

PREFIX_BLOCK_TERMS = 1 << 16  # terms of a prefix read between two checks of the deadline

MultiTermLeaf = Phrase | Near | Apart | Prefix
NO_MATCHES: Matched = (NO_ROWS, NO_SCORES)


class LeafScorers:
    """Evaluates the leaves of one query, each at most once over the whole index."""

    def __init__(self, reader: IndexReader, deadline: Deadline) -> None:
        self._reader = reader
        self._deadline = deadline
        self._results: dict[int, Matched] = {}  # by id(): the tree lives as long as this object

    def has_run(self, leaf: MultiTermLeaf) -> bool:
        """Whether the leaf was evaluated over the whole index."""
        return id(leaf) in self._results

    def run(self, leaf: MultiTermLeaf, within: Ints | None = None) -> Matched:
        """Rows that match, ascending, and their scores. `within`: only among these rows, ascending; None: all."""
        if within is not None:
            return self._run(leaf, within)
        found = self._results.get(id(leaf))
        if found is None:
            found = self._results[id(leaf)] = self._run(leaf, None)
        return found

    def _run(self, leaf: MultiTermLeaf, within: Ints | None) -> Matched:
        match leaf:
            case Phrase():
                return self._phrase(leaf, within)
            case Near():
                return self._near(leaf, within)
            case Apart():
                return self._apart(leaf, within)
            case Prefix():
                return self._prefix(leaf, within)

    def prefix_mask(self, prefix: Prefix) -> Bools:
        """For each row whether it has a term with the prefix."""
        return self._reader.prefix_mask(prefix.field, prefix.text, lambda: self._read_prefix(prefix))

    def _read_prefix(self, prefix: Prefix) -> Bools:
        mask = np.zeros(self._reader.size, np.bool_)
        for segment, numbers in self._reader.field(prefix.field).prefix_ranges(prefix.text):
            own = mask[segment.base : segment.base + segment.codes.size]
            for start in range(numbers.start, numbers.stop, PREFIX_BLOCK_TERMS):
                self._deadline.check()
                own[segment.postings.rows_of_range(numbers[start - numbers.start :][:PREFIX_BLOCK_TERMS])] = True
            if segment.live is not None:
                own &= segment.live
        return mask

    def _prefix(self, prefix: Prefix, within: Ints | None) -> Matched:
        """Rows of all terms with the prefix; each scores the boost."""
        mask = self.prefix_mask(prefix)
        rows = mask.nonzero()[0] if within is None else within[mask.take(within)]
        return rows, np.full(rows.size, prefix.boost)

    def _phrase(self, phrase: Phrase, within: Ints | None) -> Matched:
        """Rows where the terms occur at their offsets; the score is the sum of the terms' scores."""
        positions = self._positions(phrase.field, phrase.terms, within)
        if not positions.rows.size:
            return NO_MATCHES
        ranks = unique(positions.starts(phrase.terms, phrase.offsets) >> SHIFT)
        return positions.score(phrase.terms, ranks, phrase.boost)

    def _apart(self, apart: Apart, within: Ints | None) -> Matched:
        """Rows with an occurrence of the wanted phrase outside all occurrences of the unwanted ones."""
        wanted = apart.wanted
        positions = self._positions(wanted.field, wanted.terms, within)
        if not positions.rows.size:
            return NO_MATCHES
        firsts, length = _ranges(positions, wanted)
        free = np.ones(firsts.size, np.bool_)
        for phrase in apart.unwanted:
            free &= ~self._covered(positions.rows, firsts, length, phrase)
        return positions.score(wanted.terms, unique(firsts[free] >> SHIFT), wanted.boost)

    def _near(self, near: Near, within: Ints | None) -> Matched:
        """Rows where the groups occur within the distance of each other; the score is the sum of the terms' scores."""
        check_groups(near)
        terms = tuple(term for group in near.groups for term in group)
        positions = self._positions(near.field, terms, within)
        if not positions.rows.size or not all(near.groups):
            return NO_MATCHES
        if near.ordered or len(near.groups) == 1:
            ranks = _in_order(near, positions)
        elif len(near.groups) == 2:
            ranks = _either_way(near, positions)
        else:
            ranks = self._any_order(near, positions)
        return positions.score(terms, ranks, near.boost)

    def _positions(self, field: Field, terms: tuple[str, ...], within: Ints | None) -> PhrasePositions:
        return PhrasePositions(self._reader.field(field), terms, self._reader.size, self._deadline, within)

    def _covered(self, rows: Ints, firsts: Ints, length: int, phrase: Phrase) -> Bools:
        """Which occurrences in `rows` (keys of their first positions, common length) lie inside one of the phrase."""
        positions = self._positions(phrase.field, phrase.terms, rows)
        nowhere = np.zeros(firsts.size, np.bool_)
        if not positions.rows.size:
            return nowhere
        outer, outer_length = _ranges(positions, phrase)
        if not outer.size or outer_length < length:
            return nowhere
        # Each side numbers ranks among its own rows: convert the phrase's ranks to ours.
        rank, _ = Candidates(rows, self._reader.size).intersect_indexes(positions.rows)
        outer = (rank.take(outer >> SHIFT) << SHIFT) | (outer & POSITION)
        # All occurrences of the phrase have one length, so the last that begins at or before ours reaches furthest.
        before = outer.searchsorted(firsts, side="right") - 1
        gap = firsts - outer.take(before, mode="clip")
        covered: Bools = (before >= 0) & (gap + length <= outer_length)
        return covered

    def _any_order(self, near: Near, positions: PhrasePositions) -> Ints:
        """Ranks of the rows where three or more groups form a chain in any order. For every set of groups and every
        last group of it: where such chains end, computed from the sets with one group less. After M. Held and R. Karp,
        A dynamic programming approach to sequencing problems, 1962."""
        starts = [positions.starts(group) for group in near.groups]
        ends = {(1 << last, last): begun + (len(near.groups[last]) - 1) for last, begun in enumerate(starts)}
        everyone = (1 << len(starts)) - 1
        for chained in range(1, everyone + 1):
            members = [group for group in range(len(starts)) if chained >> group & 1]
            for last in members if len(members) > 1 else ():
                self._deadline.check()
                before = merge_sorted([ends[chained ^ 1 << last, other] for other in members if other != last])
                ends[chained, last] = _starts_after(before, starts[last], near.distance) + (len(near.groups[last]) - 1)
        return unique(merge_sorted([ends[everyone, last] for last in range(len(starts))]) >> SHIFT)


def _ranges(positions: PhrasePositions, phrase: Phrase) -> tuple[Ints, int]:
    """Keys of the first positions of the phrase's occurrences, and the distance from first to last position."""
    apart = phrase.offsets or range(len(phrase.terms))
    return positions.starts(phrase.terms, phrase.offsets) + min(apart), max(apart) - min(apart)


def _in_order(near: Near, positions: PhrasePositions) -> Ints:
    """Ranks of the rows with a chain in the groups' order: each start is near an end of the group before."""
    ends = positions.starts(near.groups[0]) + (len(near.groups[0]) - 1)
    for group in near.groups[1:]:
        if not ends.size:
            break
        ends = _starts_after(ends, positions.starts(group), near.distance) + (len(group) - 1)
    return unique(ends >> SHIFT)


def _either_way(near: Near, positions: PhrasePositions) -> Ints:
    """Ranks of the rows where two groups are within the distance, in either order."""
    if len(near.groups[0]) == len(near.groups[1]) == 1:
        (one,), (other,) = near.groups
        keys = positions.position_keys
        return positions.in_blocks(lambda ranks: _neighbours(keys(one, ranks), keys(other, ranks), near.distance))
    first, second = (positions.starts(group) for group in near.groups)
    forward = _starts_after(first + (len(near.groups[0]) - 1), second, near.distance)
    backward = _starts_after(second + (len(near.groups[1]) - 1), first, near.distance)
    ranks: Ints = np.union1d(forward >> SHIFT, backward >> SHIFT)
    return ranks


def _neighbours(one: Ints, other: Ints, distance: int) -> Ints:
    """Ranks of the rows where a position of one term and one of the other, as keys, are 1 to `distance` apart."""
    # If any two are within the distance, then so are two neighbours of different terms; one sort, which merges two
    # ascending runs, finds these. Keys are multiplied by 4, and those of the other term get 1 more: a gap between
    # neighbours is then even within one term, and 4 times the distance plus or minus 1 between the two.
    keys = np.concatenate((one, other))
    keys <<= 2
    keys[one.size :] += 1
    keys.sort(kind="stable")
    gaps = keys[1:] - keys[:-1]
    near = (gaps <= 4 * distance + 2).nonzero()[0]
    gaps = gaps.take(near)
    near = near[((gaps & 1) == 1) & (gaps > 1)]
    return unique(keys.take(near) >> (SHIFT + 2))


def _starts_after(ends: Ints, starts: Ints, distance: int) -> Ints:
    """The starts that are 1 to `distance` positions after an end."""
    if not ends.size:
        return ends
    before = ends.searchsorted(starts) - 1
    near: Ints = starts[(before >= 0) & (starts - ends.take(before, mode="clip") <= distance)]
    return near
