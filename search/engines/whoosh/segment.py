"""What the executor needs of one segment: term numbers, postings, positions, lengths and the rows' columns, as arrays.

Rows are numbered from 0 in the segment. Deleted rows never appear in postings; rows that only hold a document's record
hold no terms and are no units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from search.terms import Column, Field

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.unsignedinteger]

NO_ROWS: Ints = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Postings:
    """The live rows that hold a term, rising, and how often; `counts` None: once in each."""

    rows: Ints
    counts: Counts | None


@dataclass(frozen=True, slots=True)
class Values:
    """A column: for each row the number of its set of values in `sets`."""

    numbers: npt.NDArray[np.unsignedinteger]
    sets: Sequence[tuple[str, ...]]


class Segment(Protocol):
    """One immutable piece of the index; safe to share between threads."""

    @property
    def name(self) -> str:
        """Its name, unique in the index."""
        ...

    @property
    def size(self) -> int:
        """The number of rows, deleted ones included."""
        ...

    @property
    def units(self) -> Bools:
        """Which rows are units and not deleted."""
        ...

    def find(self, field: Field, term: str) -> int:
        """The term's number in the field, -1 when it is not there."""
        ...

    def begins(self, field: Field, prefix: str) -> range:
        """The numbers of the terms that begin so."""
        ...

    def term(self, field: Field, number: int) -> str:
        """The term of that number; numbers are in term order (of their UTF-8 bytes)."""
        ...

    def frequency(self, field: Field, number: int) -> int:
        """How many live rows hold the term."""
        ...

    def postings(self, field: Field, number: int) -> Postings: ...

    def rows_of_range(self, field: Field, numbers: range) -> Ints:
        """The rows of all those terms, in no order, with repetitions, deleted ones perhaps among them."""
        ...

    def positions(self, field: Field, number: int, rows: Ints) -> tuple[Ints, Ints]:
        """For the given rows, rising, each of which holds the term: (index into `rows`, position) of every occurrence,
        rising."""
        ...

    def lengths(self, field: Field) -> Codes:
        """Each row's length code."""
        ...

    def values(self, column: Column) -> Values: ...

    def dates(self) -> npt.NDArray[np.int32]:
        """Each row's date as `order.date_key` gives it."""
        ...

    def entry(self, row: int) -> tuple[str, str]:
        """Entry id and document id of a unit's row."""
        ...

    def entry_ids(self) -> Sequence[str]:
        """The entry id of every row, empty where the row is no unit."""
        ...

    def record_row(self, document: str) -> int | None:
        """The live row that holds the document's record."""
        ...

    def record_rows(self) -> Sequence[int]:
        """All live rows that hold a document's record."""
        ...

    def record(self, row: int) -> bytes: ...

    def source(self, row: int) -> bytes: ...
