"""How much text an index has, summed by the values of some columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from search.engines.whoosh.reader.index_reader import IndexReader
from search.engines.whoosh.row_sets import Ints
from search.terms import Column

_MAX_COMBINATIONS = 1 << 62  # a combination of ordinals is packed into one 64-bit number


def text_volume(reader: IndexReader, by: Sequence[Column]) -> Mapping[tuple[str, ...], int]:
    """The sizes of all passages, summed for each combination of first values in the columns (empty: no value)."""
    rows = np.flatnonzero(reader.live_passages)
    sizes = np.concatenate([np.zeros(0, np.int64), *(segment.columns.sizes for segment in reader.segments)]).take(rows)
    columns = [reader.column(column) for column in by]
    combined: Ints = np.zeros(rows.size, np.int64)
    combinations = 1
    for values in columns:
        if combinations * len(values.sets) >= _MAX_COMBINATIONS:
            combined = np.unique(combined, return_inverse=True)[1]
            combinations = rows.size
        combined = combined * len(values.sets) + values.ordinals.take(rows)
        combinations *= len(values.sets)
    _, firsts, groups = np.unique(combined, return_index=True, return_inverse=True)
    found: Counter[tuple[str, ...]] = Counter()
    for row, size in zip(rows[firsts].tolist(), np.bincount(groups, sizes).tolist(), strict=True):
        sets = (values.sets[values.ordinals[row]] for values in columns)
        found[tuple(values[0] if values else "" for values in sets)] += int(size)
    return found
