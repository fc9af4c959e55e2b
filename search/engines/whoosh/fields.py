"""A field of the whole index: its statistics, and its lists in every segment, ready to be scored."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from search.engines import bm25
from search.engines.whoosh.arrayfile import Array
from search.engines.whoosh.cache import ByteCache
from search.engines.whoosh.lists import Lists
from search.engines.whoosh.segment import Segment
from search.engines.whoosh.sets import Bools, Codes, Ints
from search.terms import Field

Impacts = npt.NDArray[np.float32]
Kept = tuple[Ints, Impacts]

REMEMBERED = 50_000  # terms whose weight is kept


class FieldPart:
    """The field in one segment."""

    def __init__(self, lists: Lists, segment: Segment, codes: Codes) -> None:
        self.lists = lists
        self.size = segment.size
        self.codes = codes
        self.live: Bools | None = segment.live

    def find(self, term: str) -> int:
        """The term's number, -1 when it is not there."""
        return self.lists.find(term.encode("utf-8", "surrogatepass"))

    def living(self, rows: Ints) -> Ints:
        """Those of the rows that are not deleted."""
        return rows if self.live is None else rows[self.live[rows]]

    def frequency(self, number: int) -> int:
        """How many living rows hold the term."""
        if self.live is None:
            return self.lists.frequency(number)
        return int(np.count_nonzero(self.live[self.lists.rows(number)]))


class WholeField:
    """The field in all segments; `parts[n]` is None where segment n has none of it."""

    def __init__(self, field: Field, segments: Sequence[Segment], units: int, cache: ByteCache[Kept]) -> None:
        lists = [segment.lists(field) for segment in segments]
        self.parts = tuple(
            FieldPart(own, segment, segment.lengths(field)) if own is not None else None
            for own, segment in zip(lists, segments, strict=True)
        )
        self._units = units
        self._key = field.name
        self._cache = cache
        self._weights: dict[str, float] = {}
        counts = np.zeros(256, np.int64)
        for part, segment in zip(self.parts, segments, strict=True):
            if part is not None:
                counts += np.bincount(part.codes[segment.units], minlength=256)
        self._average = float(counts @ np.array(bm25.LENGTHS)) / max(1, units)

    def frequency(self, term: str) -> int:
        """In how many living units the term stands."""
        numbers = ((part, part.find(term)) for part in self.parts if part is not None)
        return sum(part.frequency(number) for part, number in numbers if number >= 0)

    def weight(self, term: str) -> float:
        """The term's idf."""
        weight = self._weights.get(term)
        if weight is None:
            if len(self._weights) >= REMEMBERED:
                self._weights.clear()
            weight = self._weights[term] = bm25.idf(self._units, self.frequency(term))
        return weight

    @cached_property
    def _table(self) -> Impacts:
        return bm25.table(self._average)

    @cached_property
    def _once(self) -> Impacts:
        """The table's row of terms that stand once."""
        return self._table[256:512].copy()

    def saturation(self, part: FieldPart, rows: Ints, counts: Array | None) -> Impacts:
        """BM25 without idf and boost in each row: one look-up in a table of frequency and length code."""
        codes = part.codes.take(rows)
        if counts is None:
            return self._once.take(codes)
        if counts.dtype != np.uint8:  # a list of wide counts: some do not stand in the table
            return bm25.saturation(counts, bm25.norms(self._average).take(codes))
        place = counts.astype(np.uint16)
        place <<= 8
        place |= codes
        return self._table.take(place)

    def impacts(self, number: int, term: str) -> Kept | None:
        """The living rows of segment `number` that hold the term, and its saturation in each; None: not there."""
        part = self.parts[number]
        found = part.find(term) if part is not None else -1
        if part is None or found < 0:
            return None

        def make() -> tuple[Kept, int]:
            rows, counts = part.lists.rows(found), part.lists.counts(found)
            if part.live is not None:
                alive = part.live[rows]
                rows, counts = rows[alive], None if counts is None else counts[alive]
            impacts = self.saturation(part, rows, counts)
            return (rows, impacts), rows.nbytes + impacts.nbytes

        return self._cache.get((self._key, number, found), make)
