"""The terms whose postings are worth reading before the first query: the most frequent ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from search.engines.whoosh.reader.field_reader import FieldReader

MIN_ROWS = 256  # rows of a term; shorter postings are read in a few microseconds
POSTING_BYTES = 12  # of a cached posting: 8 for the row, 4 for the impact


def most_frequent_terms(fields: Iterable[FieldReader], limit_bytes: int) -> Iterator[tuple[FieldReader, str]]:
    """The most frequent terms of all fields whose postings fit into `limit_bytes`, about; with the field of each. A
    term of several segments is counted in each."""
    found = [
        (field, segment.postings, segment.postings.frequent_terms(MIN_ROWS))
        for field in fields
        for segment in field.segments
    ]
    sizes = np.sort(np.concatenate([sizes for _, _, (_, sizes) in found]))[::-1] if found else np.zeros(0, np.int64)
    fitting = int(np.searchsorted(sizes.cumsum(), limit_bytes // POSTING_BYTES))
    threshold = int(sizes[fitting]) if fitting < sizes.size else 0
    for field, postings, (numbers, own) in found:
        for number in numbers[own > threshold].tolist():
            yield field, postings.term(number).decode("utf-8", "surrogatepass")
