"""Words of one field and the places where they stand together, as keys.

A key is `rank << 32 | position + BIAS`: the rank of the row among the candidates, so that one sorted array holds the
places in all candidates, and two words are compared by comparing two such arrays.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.engines.whoosh.clock import Clock
from search.engines.whoosh.fields import WholeField
from search.engines.whoosh.sets import NO_ROWS, Candidates, Ints, Scores, distinct, member

SHIFT = 32
BIAS = 1 << 24  # a phrase's start may lie before its first word: keys must not borrow from the rank
POSITION = (1 << SHIFT) - 1


class Words:
    """Some terms of a field. `rows`, rising, hold the two rarest of them; they are the candidates."""

    def __init__(
        self, field: WholeField, terms: Sequence[str], space: int, clock: Clock, within: Ints | None = None
    ) -> None:
        """`within`: the only rows that count; None: all. `space` is the number of all rows."""
        self._field = field
        self._clock = clock
        self._lists = {term: field.postings(term) for term in terms}
        rarest = sorted(self._lists, key=lambda term: self._lists[term].rows.size)
        # Where the candidates stand in the lists of the two rarest terms.
        self._where: dict[str, Ints] = {}
        self.rows: Ints = NO_ROWS
        if rarest and self._lists[rarest[0]].rows.size:
            self._intersect(rarest[:2], space, within)

    def _intersect(self, terms: Sequence[str], space: int, within: Ints | None) -> None:
        rows = self._lists[terms[0]].rows
        where = None
        if within is not None:
            mine, where = Candidates(within, space).meet(rows)
            rows = within.take(mine)
        if len(terms) > 1:
            mine, self._where[terms[1]] = Candidates(rows, space).meet(self._lists[terms[1]].rows)
            rows, where = rows.take(mine), mine if where is None else where.take(mine)
        self._where[terms[0]] = np.arange(rows.size) if where is None else where
        self.rows = rows

    def starts(self, terms: Sequence[str], offsets: Sequence[int] = ()) -> Ints:
        """Keys of the common position from which the terms stand at their offsets, rising; the rarest first, the others
        only in rows where it still may."""
        if len(terms) == 1:
            return self._keys(terms[0], BIAS - (offsets[0] if offsets else 0))
        apart = offsets or range(len(terms))
        order = sorted(range(len(terms)), key=lambda turn: self._lists[terms[turn]].rows.size)
        starts = self._keys(terms[order[0]], BIAS - apart[order[0]])
        for turn in order[1:]:
            if not starts.size:
                break
            # Every candidate holds the two rarest words.
            alive = None if turn == order[1] else distinct(starts >> SHIFT)
            starts = starts[member(starts, self._keys(terms[turn], BIAS - apart[turn], alive))]
        return starts

    def places(self, term: str, start: int, stop: int) -> Ints:
        """Keys of the places of one of the two rarest terms, in the candidates of ranks `start` to `stop`."""
        whole = stop - start == self.rows.size
        return self._keys(term, BIAS, None if whole else np.arange(start, stop))

    def _keys(self, term: str, shift: int, ranks: Ints | None = None) -> Ints:
        """Keys of the term's places, moved by `shift`, in the candidates of these ranks."""
        self._clock.check()
        where = self._where.get(term)
        if where is None:
            ranks, where = self._located(term, ranks)
        elif ranks is not None:
            where = where.take(ranks)
        sizes, positions = self._field.positions(term, where)
        if ranks is None:
            keys = np.arange(shift, (where.size << SHIFT) + shift, 1 << SHIFT)
        else:
            keys = ranks << SHIFT
            keys += shift
        if sizes is not None:
            keys = keys.repeat(sizes)
        keys += positions
        return keys

    def _located(self, term: str, ranks: Ints | None) -> tuple[Ints, Ints]:
        """The candidates of these ranks that hold the term, and where they stand in its list."""
        held = self._lists[term].rows
        rows = self.rows if ranks is None else self.rows.take(ranks)
        where = held.searchsorted(rows)
        found = (held.take(where, mode="clip") == rows).nonzero()[0]
        return (found if ranks is None else ranks.take(found)), where.take(found)

    def scored(self, terms: Sequence[str], ranks: Ints, boost: float) -> tuple[Ints, Scores]:
        """The candidates of these ranks, which hold all the terms, and for each the sum of the scores of every word, a
        repeated word counted as often."""
        rows, scores = self.rows.take(ranks), np.zeros(ranks.size)
        if rows.size:
            for term in terms:
                postings, where = self._lists[term], self._where.get(term)
                places = postings.rows.searchsorted(rows) if where is None else where.take(ranks)
                scores += postings.scores_at(places, boost)
        return rows, scores
