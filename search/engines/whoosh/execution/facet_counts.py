"""Facets: how many matches each value of a column has."""

from __future__ import annotations

import numpy as np

from search.engines.order import facets_of
from search.engines.whoosh.execution.match_set import Matches
from search.engines.whoosh.reader.index_reader import IndexReader
from search.port.lookup import Between, Facet, Keep, Lookup
from search.terms import Column


def apply_filters(reader: IndexReader, found: Matches, filters: tuple[Keep | Between, ...]) -> Matches:
    """The matches that all filters keep."""
    for one in filters:
        found = found.filtered(reader.filter_mask(one))
    return found


def count_facet(
    reader: IndexReader, lookup: Lookup, found: Matches, kept: Matches, column: Column
) -> tuple[Facet, ...]:
    """How many matches each value of the column has. Filters on the column itself are ignored; `kept` are the matches
    under all filters."""
    others = tuple(one for one in lookup.filters if one.column is not column)
    rows = (kept if len(others) == len(lookup.filters) else apply_filters(reader, found, others)).rows
    values = reader.column(column)
    if len(values.sets) == 1:  # a column that no passage has
        return ()
    counts = np.bincount(values.ordinals.take(rows), minlength=len(values.sets))
    ordinals = counts.nonzero()[0]
    by_value: dict[str, int] = {}
    for ordinal, passages in zip(ordinals.tolist(), counts.take(ordinals).tolist(), strict=True):
        for value in values.sets[ordinal]:
            by_value[value] = by_value.get(value, 0) + passages
    return facets_of(by_value)
