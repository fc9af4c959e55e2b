"""Positions of the terms of a phrase or NEAR in the rows that may match, as keys.

A key is `rank << 32 | position + BIAS`, where rank is the index of the row among the candidates. So one sorted array
has the positions of a term in all candidates, and two terms are compared by comparing two arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from search.engines.whoosh.reader.field_reader import FieldReader
from search.engines.whoosh.row_sets import NO_ROWS, Candidates, Ints, Scores, intersect, unique
from search.port.deadline import Deadline

SHIFT = 32
BIAS = 1 << 24  # added to positions: a phrase may begin before position 0, and must not borrow from the rank
POSITION = (1 << SHIFT) - 1
BLOCK_ROWS = 1 << 12  # candidates compared together: their keys fit into the processor's cache (bench.speed, phrase)


class PhrasePositions:
    """Positions of some terms of a field. The candidates, `rows`, ascending, have the two rarest of the terms."""

    def __init__(
        self, field: FieldReader, terms: Sequence[str], space: int, deadline: Deadline, within: Ints | None = None
    ) -> None:
        """`within`: only among these rows; None: all. `space` is the number of all rows. Postings of further terms are
        read only when needed: seldom, as most names of several words occur nowhere."""
        self._field = field
        self._deadline = deadline
        rarest = sorted(dict.fromkeys(terms), key=field.size)
        # For the two rarest terms, the indexes of the candidates in their postings.
        self._where: dict[str, Ints] = {}
        self.rows: Ints = NO_ROWS
        if rarest and field.size(rarest[0]):
            self._intersect(rarest[:2], space, within)

    def _intersect(self, terms: Sequence[str], space: int, within: Ints | None) -> None:
        rows = self._field.postings(terms[0]).rows
        where = None
        if within is not None:
            mine, where = Candidates(within, space).intersect_indexes(rows)
            rows = within.take(mine)
        if len(terms) > 1:
            mine, self._where[terms[1]] = Candidates(rows, space).intersect_indexes(self._field.postings(terms[1]).rows)
            rows, where = rows.take(mine), mine if where is None else where.take(mine)
        self._where[terms[0]] = np.arange(rows.size) if where is None else where
        self.rows = rows

    def starts(self, terms: Sequence[str], offsets: Sequence[int] = ()) -> Ints:
        """Keys of the positions from which all terms occur at their offsets, ascending. The rarest term is read first,
        the others only in rows that are still possible."""
        if len(terms) == 1:
            return self._keys(terms[0], BIAS - (offsets[0] if offsets else 0))
        apart = offsets or range(len(terms))
        order = sorted(range(len(terms)), key=lambda turn: self._field.size(terms[turn]))
        rarest, second = order[:2]
        starts = self.in_blocks(
            lambda ranks: intersect(
                self._keys(terms[rarest], BIAS - apart[rarest], ranks),
                self._keys(terms[second], BIAS - apart[second], ranks),
            )
        )
        for turn in order[2:]:
            if not starts.size:
                break
            alive = unique(starts >> SHIFT)
            starts = intersect(starts, self._keys(terms[turn], BIAS - apart[turn], alive))
        return starts

    def in_blocks(self, find: Callable[[Ints | None], Ints]) -> Ints:
        """What `find` returns for the candidates of some ranks (None: all), block by block: the keys of a block stay in
        the processor's cache."""
        size = self.rows.size
        if size <= BLOCK_ROWS:
            return find(None)
        starts = range(0, size, BLOCK_ROWS)
        return np.concatenate([find(np.arange(start, min(start + BLOCK_ROWS, size))) for start in starts])

    def position_keys(self, term: str, ranks: Ints | None) -> Ints:
        """Keys of the term's positions in the candidates of these ranks; None: in all."""
        return self._keys(term, BIAS, ranks)

    def _keys(self, term: str, shift: int, ranks: Ints | None = None) -> Ints:
        """Keys of the term's positions plus `shift`, in the candidates of these ranks."""
        self._deadline.check()
        where = self._where.get(term)
        if where is None:
            ranks, where = self._locate(term, ranks)
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

    def _locate(self, term: str, ranks: Ints | None) -> tuple[Ints, Ints]:
        """Ranks of the candidates, among those given, that have the term; and their indexes in its postings."""
        held = self._field.postings(term).rows
        rows = self.rows if ranks is None else self.rows.take(ranks)
        where = held.searchsorted(rows)
        found = (held.take(where, mode="clip") == rows).nonzero()[0]
        return (found if ranks is None else ranks.take(found)), where.take(found)

    def score(self, terms: Sequence[str], ranks: Ints, boost: float) -> tuple[Ints, Scores]:
        """The candidates of these ranks, which have all the terms; and for each the sum of the scores of all terms, a
        repeated term counted as often."""
        rows, scores = self.rows.take(ranks), np.zeros(ranks.size)
        if rows.size:
            for term in terms:
                postings, where = self._field.postings(term), self._where.get(term)
                indexes = postings.rows.searchsorted(rows) if where is None else where.take(ranks)
                scores += postings.scores_at(indexes, boost)
        return rows, scores
