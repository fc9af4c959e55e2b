"""The postings of one field of one segment, read from mapped arrays. Those of deleted rows are included."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from search.byte_strings import Array
from search.engines.whoosh.codec.array_file import Group, narrowest, read_byte_strings
from search.engines.whoosh.codec.inverted_index import InvertedField
from search.engines.whoosh.codec.sorted_strings import SortedStrings
from search.engines.whoosh.row_sets import Bools, Ints

UNWRITTEN: Array = np.zeros(0, np.uint8)


class PostingsReader:
    """Terms, postings and positions of a field. Terms are numbered in the order of their UTF-8 bytes."""

    def __init__(self, dictionary: Group, postings: Group, positions: Group) -> None:
        self._terms = read_byte_strings(dictionary, "terms")
        self._dictionary = dictionary
        # To read single numbers of a memoryview costs a fraction of what it costs with an array.
        self._first, self._frequency, self._widths, self._gap_at, self._position_at = (
            dictionary[name].data for name in ("first", "frequency", "widths", "gap_at", "position_at")
        )
        # By width code. Code 0: the term has one row, and no gap.
        self._gaps = (UNWRITTEN, postings["gaps1"], postings["gaps2"], postings["gaps3"])
        self._first_bits = postings["first_bits"]  # a bit for each position: whether it is the first of its row
        self.all_positions: Array = positions["positions"]  # of all terms, joined
        self._sorted_terms = SortedStrings(self._terms)

    @property
    def size(self) -> int:
        """The number of terms."""
        return len(self._terms)

    def term(self, number: int) -> bytes:
        return self._terms[number]

    def terms(self, numbers: range) -> list[bytes]:
        """The terms of a range of numbers."""
        return self._terms.some(numbers)

    def terms_from(self, number: int = 0) -> Iterator[bytes]:
        """The terms in order, from a number on."""
        return (self._terms[one] for one in range(number, self.size))

    def lower_bound(self, term: bytes) -> int:
        """The number of the first term that is not less than `term`."""
        return self._sorted_terms.lower_bound(term)

    def find(self, term: bytes) -> int:
        """The number of a term; -1 if it is not there."""
        number = self.lower_bound(term)
        return number if number < self.size and self._terms[number] == term else -1

    def prefix_range(self, prefix: bytes) -> range:
        """The numbers of the terms with the prefix. 0xFF never occurs in UTF-8, so prefix + 0xFF sorts after all of
        them."""
        return range(self.lower_bound(prefix), self.lower_bound(prefix + b"\xff") if prefix else self.size)

    def frequency(self, number: int) -> int:
        """How many rows have the term."""
        found: int = self._frequency[number]
        return found

    def frequent_terms(self, least: int) -> tuple[Ints, Ints]:
        """The numbers of the terms in at least `least` rows, and how many rows have each."""
        frequencies = self._dictionary["frequency"]
        numbers = (frequencies >= least).nonzero()[0]
        return numbers, frequencies.take(numbers).astype(np.int64)

    def posting_count(self, numbers: range) -> int:
        """How many postings the terms of a range have in all."""
        return int(self._dictionary["frequency"][numbers.start : numbers.stop].sum(dtype=np.int64))

    def rows(self, number: int) -> Ints:
        """The rows that have the term, ascending."""
        size = self._frequency[number]
        rows = np.empty(size, np.int64)
        rows[0] = self._first[number]
        width = self._widths[number]
        if width:
            start = self._gap_at[number]
            rows[1:] = self._gaps[width][start : start + size - 1]
            rows.cumsum(out=rows)
        return rows

    def frequencies(self, numbers: range, live: Bools | None) -> list[int]:
        """How many rows that are not deleted have each of the terms (`live` None: nothing is deleted)."""
        span = slice(numbers.start, numbers.stop)
        found: Ints = self._dictionary["frequency"][span]
        if live is None:
            return list(found.tolist())
        found = live[self._dictionary["first"][span]].astype(np.int64)
        for own, sizes, rows in self._delta_rows(numbers):
            found[own - numbers.start] += np.add.reduceat(live[rows], np.cumsum(sizes) - sizes, dtype=np.int64)
        return list(found.tolist())

    def counts(self, number: int) -> Array | None:
        """How many positions the term has in each of its rows; None: one."""
        start, stop = self._position_range(number)
        return None if stop - start == self.frequency(number) else self._counts(self._firsts(start, stop), stop - start)

    def position_slices(self, number: int) -> tuple[Ints, Array | None]:
        """For each row of the term where its positions begin in `all_positions`, and how many they are; None: one."""
        start, stop = self._position_range(number)
        if stop - start == self.frequency(number):
            return np.arange(start, stop), None
        starts = self._firsts(start, stop)
        counts = self._counts(starts, stop - start)
        starts += start
        return starts, counts

    def _counts(self, firsts: Ints, size: int) -> Array:
        """How many positions each row has, given where each row begins and how many there are in all."""
        few = size - firsts.size < 255  # then no row has more than 255
        counts = np.empty(firsts.size, np.uint8 if few else np.uint32)
        np.subtract(firsts[1:], firsts[:-1], out=counts[:-1], casting="unsafe")
        counts[-1] = size - firsts[-1]
        return counts if few or int(counts.max()) > 255 else counts.astype(np.uint8)

    def _position_range(self, number: int) -> tuple[int, int]:
        """Where the positions of the term begin and end."""
        return self._position_at[number], self._position_at[number + 1]

    def _firsts(self, start: int, stop: int) -> Ints:
        """Which of the positions [start, stop) are the first of their row, counted from `start`."""
        bits = np.unpackbits(self._first_bits[start >> 3 : (stop + 7) >> 3])
        # As booleans: NumPy finds nonzero ones ten times as fast as among numbers.
        return bits[start & 7 : (start & 7) + stop - start].view(np.bool_).nonzero()[0]

    def rows_of_range(self, numbers: range) -> Ints:
        """The rows of a range of terms, in no order, with repetitions. The gaps of neighbours of one width lie
        together, so one running sum decodes them all."""
        if not numbers:
            return np.zeros(0, np.int64)
        found = [self._dictionary["first"][numbers.start : numbers.stop].astype(np.int64)]
        return np.concatenate([*found, *(rows for _, _, rows in self._delta_rows(numbers))])

    def _delta_rows(self, numbers: range) -> Iterator[tuple[Ints, Ints, Ints]]:
        """For each width the terms with gaps of that width; how many rows each has after its first; and these rows."""
        widths = self._dictionary["widths"][numbers.start : numbers.stop]
        for code in (1, 2, 3):
            own = np.flatnonzero(widths == code) + numbers.start
            if not own.size:
                continue
            sizes = self._dictionary["frequency"][own].astype(np.int64) - 1
            start = int(self._dictionary["gap_at"][own[0]])
            sums = np.cumsum(self._gaps[code][start : start + int(sizes.sum())], dtype=np.int64)
            starts = np.cumsum(sizes) - sizes
            bases = self._dictionary["first"][own].astype(np.int64)
            bases[1:] -= sums[starts[1:] - 1]
            yield own, sizes, sums + np.repeat(bases, sizes)

    def positions(self, number: int, row: int) -> list[int]:
        """The positions of the term in a row that has it, ascending."""
        at = int(self.rows(number).searchsorted(row))
        starts, counts = self.position_slices(number)
        start = int(starts[at])
        found: list[int] = self.all_positions[start : start + (1 if counts is None else int(counts[at]))].tolist()
        return found

    def postings_of(self, numbers: range) -> InvertedField:
        """The postings of a range of terms."""
        span = slice(numbers.start, numbers.stop)
        frequency = self._dictionary["frequency"][span].astype(np.int64)
        starts = np.cumsum(frequency) - frequency
        codes = self._dictionary["widths"][span]
        widths = np.repeat(codes, frequency)
        widths[starts] = 0
        gaps = np.zeros(widths.size, np.uint32)
        for code in (1, 2, 3):
            own = widths == code
            if own.any():
                at = int(self._dictionary["gap_at"][span][codes == code][0])
                gaps[own] = self._gaps[code][at : at + np.count_nonzero(own)]
        sums = np.cumsum(gaps, dtype=np.int64)
        sums -= np.repeat(sums[starts] - self._dictionary["first"][span], frequency)
        bounds = self._dictionary["position_at"]
        start, stop = int(bounds[numbers.start]), int(bounds[numbers.stop])
        counts = narrowest(np.diff(self._firsts(start, stop), append=np.int64(stop - start)))
        return InvertedField(
            self._terms.some(numbers), frequency, sums.astype(np.uint32), counts, self.all_positions[start:stop]
        )
