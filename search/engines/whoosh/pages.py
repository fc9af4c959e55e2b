"""From matching rows to a page: filters, totals, facets, order, collapsing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from search.engines.order import facets_of
from search.engines.whoosh.matches import Matches
from search.engines.whoosh.ranking import Ordering, Ranked
from search.engines.whoosh.view import View
from search.port.lookup import Between, Facet, Hit, Keep, Lookup, Page
from search.terms import Column

SPARE = 64  # hits looked at beyond the page when collapsing, before looking again at four times as many


def page_of(view: View, lookup: Lookup, found: Matches, whole: bool) -> Page:
    """The page of the units that match the tree; `whole` is false when the deadline cut the search short."""
    kept = _filtered(view, found, lookup.filters)
    hits, groups = _hits(view, lookup, kept, lookup.offset + lookup.limit)
    return Page(
        hits=tuple(hits[lookup.offset : lookup.offset + lookup.limit]),
        total=kept.total,
        total_is_exact=whole,
        groups=groups,
        facets={column: _facet(view, lookup, found, kept, column) for column in lookup.facets},
        partial=() if whole else ("deadline",),
    )


def all_hits(view: View, lookup: Lookup, found: Matches) -> Iterator[Hit]:
    """Every hit in order."""
    kept = _filtered(view, found, lookup.filters)
    yield from _hits(view, lookup, kept, kept.total)[0]


def _filtered(view: View, found: Matches, filters: tuple[Keep | Between, ...]) -> Matches:
    for one in filters:
        found = found.kept(view.kept_rows(one))
    return found


def _facet(view: View, lookup: Lookup, found: Matches, kept: Matches, column: Column) -> tuple[Facet, ...]:
    """Units per value of the column, under the filters on other columns."""
    others = tuple(one for one in lookup.filters if one.column is not column)
    rows = (kept if len(others) == len(lookup.filters) else _filtered(view, found, others)).rows
    values = view.values(column)
    numbers = np.bincount(values.numbers.take(rows), minlength=len(values.sets))
    counts: Counter[str] = Counter()
    for number in np.flatnonzero(numbers).tolist():
        for value in values.sets[number]:
            counts[value] += int(numbers[number])
    return facets_of(counts)


def _hits(view: View, lookup: Lookup, kept: Matches, count: int) -> tuple[list[Hit], int]:
    """The first `count` hits in order, and how many there are."""
    if lookup.collapse is not None:
        return _collapsed(view, lookup, kept, count, lookup.collapse)
    hits = [Hit(one.entry, one.document, one.score) for one in _best(view, lookup, kept, count)]
    return hits, kept.total


def _best(view: View, lookup: Lookup, kept: Matches, count: int) -> list[Ranked]:
    return kept.best(count, Ordering(lookup.sort, view.dates(), view.entry, view.in_order, view.places))


def _collapsed(view: View, lookup: Lookup, kept: Matches, count: int, column: Column) -> tuple[list[Hit], int]:
    """The best of each group of units that share the column's first value; units without a value stay apart. Looks at
    more and more of the best until there are `count` groups among them."""
    numbers = view.first_values(column)
    sizes = np.bincount(numbers.take(kept.rows), minlength=1)
    groups = int(sizes[0]) + int(np.count_nonzero(sizes[1:]))
    looked = count + SPARE
    while True:
        firsts: dict[int, Ranked] = {}
        for one in _best(view, lookup, kept, looked):
            number = int(numbers[one.row])
            firsts.setdefault(number or -1 - one.row, one)  # without a value: a group of its own, named by the row
        if len(firsts) >= min(count, groups):
            break
        looked *= 4
    hits = [
        Hit(one.entry, one.document, one.score, int(sizes[number]) if number > 0 else 1)
        for number, one in firsts.items()
    ]
    return hits[:count], groups
