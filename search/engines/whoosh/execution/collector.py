"""From matching rows to a page: filters, totals, facets, order, collapsing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from search.engines.order import facets_of
from search.engines.whoosh.execution.match_set import Matches
from search.engines.whoosh.execution.top_k import Ordering, Ranked
from search.engines.whoosh.reader.index_reader import View
from search.port.lookup import Between, Facet, Hit, Keep, Lookup, Node, Page
from search.terms import Column, Part

# (tree, rows) -> for each the parts in which to look for what was found.
Told = Callable[[Node, Sequence[int]], Sequence[frozenset[Part] | None]]

SPARE = 64  # hits looked at beyond the page when collapsing, before looking again at four times as many


def page_of(view: View, lookup: Lookup, found: Matches, whole: bool, told: Told) -> Page:
    """The page of the units that match the tree; `whole` is false when the deadline cut the search short. `told`
    gives the parts in which to look for what was found in some rows."""
    kept = _filtered(view, found, lookup.filters)
    hits, groups = _hits(view, lookup, kept, lookup.offset, lookup.limit, told)
    return Page(
        hits=tuple(hits),
        total=kept.total,
        total_is_exact=whole,
        groups=groups,
        facets={column: _facet(view, lookup, found, kept, column) for column in lookup.facets},
        partial=() if whole else ("deadline",),
    )


def total(view: View, lookup: Lookup, found: Matches) -> int:
    """How many of the passages that match the tree the filters keep."""
    return _filtered(view, found, lookup.filters).total


def all_hits(view: View, lookup: Lookup, found: Matches, told: Told) -> Iterator[Hit]:
    """Every hit in order."""
    kept = _filtered(view, found, lookup.filters)
    yield from _hits(view, lookup, kept, 0, kept.total, told)[0]


def _filtered(view: View, found: Matches, filters: tuple[Keep | Between, ...]) -> Matches:
    for one in filters:
        found = found.kept(view.kept_rows(one))
    return found


def _facet(view: View, lookup: Lookup, found: Matches, kept: Matches, column: Column) -> tuple[Facet, ...]:
    """Units per value of the column, under the filters on other columns."""
    others = tuple(one for one in lookup.filters if one.column is not column)
    rows = (kept if len(others) == len(lookup.filters) else _filtered(view, found, others)).rows
    values = view.values(column)
    if len(values.sets) == 1:  # a column that no unit has
        return ()
    numbers = np.bincount(values.numbers.take(rows), minlength=len(values.sets))
    held = numbers.nonzero()[0]
    counts: dict[str, int] = {}
    for number, units in zip(held.tolist(), numbers.take(held).tolist(), strict=True):
        for value in values.sets[number]:
            counts[value] = counts.get(value, 0) + units
    return facets_of(counts)


def _hits(view: View, lookup: Lookup, kept: Matches, start: int, count: int, told: Told) -> tuple[list[Hit], int]:
    """The hits from `start` on, `count` at most, in order; and how many there are in all."""
    if lookup.collapse is not None:
        return _collapsed(view, lookup, kept, start, count, lookup.collapse, told)
    ranked = _best(view, lookup, kept, start + count)[start:]
    return _told(view, lookup, [(row, score, 1) for row, score in ranked], told), kept.total


def _told(view: View, lookup: Lookup, chosen: Sequence[tuple[int, float, int]], told: Told) -> list[Hit]:
    """The hits of some rows with their scores, and with how many units each stands for."""
    rows = [row for row, _, _ in chosen]
    parts = told(lookup.tree, rows) if lookup.with_parts else [None] * len(rows)
    return [
        Hit(entry, document, score, copies, held)
        for (entry, document), (_, score, copies), held in zip(view.entries(rows), chosen, parts, strict=True)
    ]


def _best(view: View, lookup: Lookup, kept: Matches, count: int) -> Ranked:
    return kept.best(count, Ordering(lookup.sort, view.in_order, view.places))


def _collapsed(
    view: View, lookup: Lookup, kept: Matches, start: int, count: int, column: Column, told: Told
) -> tuple[list[Hit], int]:
    """The best of each group of units that share the column's first value; the others stay apart. Looks at more and
    more of the best until there are enough groups among them."""
    numbers = view.groups(column)
    sizes = np.bincount(numbers.take(kept.rows), minlength=1)
    groups = int(sizes[0]) + int(np.count_nonzero(sizes[1:]))
    wanted = min(start + count, groups)
    looked = start + count + SPARE
    while True:
        firsts: dict[int, tuple[int, float]] = {}
        for row, score in _best(view, lookup, kept, looked):
            number = int(numbers[row])
            firsts.setdefault(number or -1 - row, (row, score))  # one that stays apart is named by its row
        if len(firsts) >= wanted:
            break
        looked *= 4
    chosen = list(firsts.items())[start : start + count]
    copies = [(row, score, int(sizes[number]) if number > 0 else 1) for number, (row, score) in chosen]
    return _told(view, lookup, copies, told), groups
