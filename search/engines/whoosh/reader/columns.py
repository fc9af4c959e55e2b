"""Columns of the whole index: segments joined, rows looked up by value, copies grouped. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.codec.doc_values import ColumnValues
from search.engines.whoosh.row_sets import Bools, Ints


@dataclass(frozen=True, slots=True)
class ValueIndex:
    """Which value sets of a column contain a value: the hashes of all values, ascending, and the ordinal of the set of
    each."""

    sets: Sequence[tuple[str, ...]]
    hashes: npt.NDArray[np.int64]
    ordinals: npt.NDArray[np.uint32]

    @classmethod
    def of(cls, sets: Sequence[tuple[str, ...]]) -> ValueIndex:
        """The index of a column's sets."""
        hashes = np.fromiter(map(hash, chain.from_iterable(sets)), np.int64)
        order = hashes.argsort()
        ordinals = np.arange(len(sets), dtype=np.uint32).repeat([len(one) for one in sets])
        return cls(sets, hashes[order], ordinals[order])

    def with_value(self, value: str) -> Iterator[int]:
        """The ordinals of the sets that contain the value."""
        key = hash(value)
        low, high = self.hashes.searchsorted(key, "left"), self.hashes.searchsorted(key, "right")
        return (ordinal for ordinal in self.ordinals[low:high].tolist() if value in self.sets[ordinal])


@dataclass(frozen=True, slots=True)
class RowsByOrdinal:
    """The rows of each value set of a column: those of set n are order[starts[n]:starts[n + 1]], ascending."""

    order: Ints
    starts: Ints

    @classmethod
    def of(cls, values: ColumnValues) -> RowsByOrdinal:
        """The index of a column."""
        starts = np.zeros(len(values.sets) + 1, np.int64)
        np.cumsum(np.bincount(values.ordinals, minlength=len(values.sets)), out=starts[1:])
        return cls(values.ordinals.argsort(kind="stable"), starts)

    def rows(self, ordinal: int) -> Ints:
        """The rows of a value set."""
        return self.order[self.starts[ordinal] : self.starts[ordinal + 1]]


def merge_columns(parts: Sequence[ColumnValues]) -> ColumnValues:
    """The columns of all segments as one, with one numbering of value sets."""
    if len(parts) == 1:
        return parts[0]
    known: dict[tuple[str, ...], int] = {}
    ordinals = []
    for part in parts:
        renumbered = np.array([known.setdefault(one, len(known)) for one in part.sets], np.uint32)
        ordinals.append(renumbered.take(part.ordinals))
    return ColumnValues(np.concatenate([*ordinals, np.zeros(0, np.uint32)]), list(known))


def collapse_ids_of(values: ColumnValues, live_passages: Bools) -> npt.NDArray[np.uint32]:
    """For each row the number of its group, from 1: the passages that share the first value of the column. 0 where no
    other shares it. Most passages have no copies, so that there are few groups to count."""
    known: dict[str, int] = {}
    firsts = np.array([known.setdefault(one[0], len(known) + 1) if one else 0 for one in values.sets], np.uint32)
    numbers = firsts.take(values.ordinals)
    is_shared = np.bincount(numbers[live_passages], minlength=len(known) + 1) > 1
    is_shared[0] = False
    return np.where(is_shared, is_shared.cumsum(), 0).astype(np.uint32).take(numbers)
