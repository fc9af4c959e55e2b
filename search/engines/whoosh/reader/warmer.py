"""The commonest words of an index: their lists cost most to read, and are asked for most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from search.engines.whoosh.reader.field_reader import FieldReader

MIN_ROWS = 256  # rows; a shorter list is read in no time
POSTING_BYTES = 12  # of a list that is held


def most_frequent_terms(fields: Iterable[FieldReader], limit_bytes: int) -> Iterator[tuple[FieldReader, str]]:
    """The commonest terms of all fields whose lists take so many bytes together, or a few more: a term in several
    segments counts in each."""
    found = [
        (field, part.postings, part.postings.frequent_terms(MIN_ROWS)) for field in fields for part in field.segments
    ]
    sizes = np.sort(np.concatenate([sizes for _, _, (_, sizes) in found]))[::-1] if found else np.zeros(0, np.int64)
    few = int(np.searchsorted(sizes.cumsum(), limit_bytes // POSTING_BYTES))
    least = int(sizes[few]) if few < sizes.size else 0
    for field, lists, (numbers, own) in found:
        for number in numbers[own > least].tolist():
            yield field, lists.term(number).decode("utf-8", "surrogatepass")
