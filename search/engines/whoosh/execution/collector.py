"""From matching rows to a page: filters, totals, facets, order, collapsing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from search.engines.order import facets_of
from search.engines.whoosh.execution.match_set import Matches
from search.engines.whoosh.execution.top_k import Ordering, Ranked
from search.engines.whoosh.reader.index_reader import IndexReader
from search.port.lookup import Between, Facet, Hit, Keep, Lookup, Node, Page
from search.terms import Column, Part

# (tree, rows) -> for each the parts in which to look for what was found.
MatchedParts = Callable[[Node, Sequence[int]], Sequence[frozenset[Part] | None]]

COLLAPSE_SPARE = 64  # hits looked at beyond the page when collapsing, before looking again at four times as many


def collect_page(reader: IndexReader, lookup: Lookup, found: Matches, whole: bool, told: MatchedParts) -> Page:
    """The page of the units that match the tree; `whole` is false when the deadline cut the search short. `told`
    gives the parts in which to look for what was found in some rows."""
    kept = _filtered(reader, found, lookup.filters)
    hits, groups = _hits(reader, lookup, kept, lookup.offset, lookup.limit, told)
    return Page(
        hits=tuple(hits),
        total=kept.total,
        total_is_exact=whole,
        groups=groups,
        facets={column: _facet(reader, lookup, found, kept, column) for column in lookup.facets},
        partial=() if whole else ("deadline",),
    )


def total(reader: IndexReader, lookup: Lookup, found: Matches) -> int:
    """How many of the passages that match the tree the filters keep."""
    return _filtered(reader, found, lookup.filters).total


def all_hits(reader: IndexReader, lookup: Lookup, found: Matches, told: MatchedParts) -> Iterator[Hit]:
    """Every hit in order."""
    kept = _filtered(reader, found, lookup.filters)
    yield from _hits(reader, lookup, kept, 0, kept.total, told)[0]


def _filtered(reader: IndexReader, found: Matches, filters: tuple[Keep | Between, ...]) -> Matches:
    for one in filters:
        found = found.filtered(reader.filter_mask(one))
    return found


def _facet(reader: IndexReader, lookup: Lookup, found: Matches, kept: Matches, column: Column) -> tuple[Facet, ...]:
    """Units per value of the column, under the filters on other columns."""
    others = tuple(one for one in lookup.filters if one.column is not column)
    rows = (kept if len(others) == len(lookup.filters) else _filtered(reader, found, others)).rows
    values = reader.column(column)
    if len(values.sets) == 1:  # a column that no unit has
        return ()
    numbers = np.bincount(values.ordinals.take(rows), minlength=len(values.sets))
    held = numbers.nonzero()[0]
    counts: dict[str, int] = {}
    for number, units in zip(held.tolist(), numbers.take(held).tolist(), strict=True):
        for value in values.sets[number]:
            counts[value] = counts.get(value, 0) + units
    return facets_of(counts)


def _hits(
    reader: IndexReader, lookup: Lookup, kept: Matches, start: int, count: int, told: MatchedParts
) -> tuple[list[Hit], int]:
    """The hits from `start` on, `count` at most, in order; and how many there are in all."""
    if lookup.collapse is not None:
        return _collapsed(reader, lookup, kept, start, count, lookup.collapse, told)
    ranked = _best(reader, lookup, kept, start + count)[start:]
    return _to_hits(reader, lookup, [(row, score, 1) for row, score in ranked], told), kept.total


def _to_hits(
    reader: IndexReader, lookup: Lookup, chosen: Sequence[tuple[int, float, int]], told: MatchedParts
) -> list[Hit]:
    """The hits of some rows with their scores, and with how many units each stands for."""
    rows = [row for row, _, _ in chosen]
    parts = told(lookup.tree, rows) if lookup.with_parts else [None] * len(rows)
    return [
        Hit(entry, document, score, copies, held)
        for (entry, document), (_, score, copies), held in zip(reader.entries(rows), chosen, parts, strict=True)
    ]


def _best(reader: IndexReader, lookup: Lookup, kept: Matches, count: int) -> Ranked:
    return kept.top(count, Ordering(lookup.sort, reader.sorted_rows, reader.sort_ranks))


def _collapsed(
    reader: IndexReader, lookup: Lookup, kept: Matches, start: int, count: int, column: Column, told: MatchedParts
) -> tuple[list[Hit], int]:
    """The best of each group of units that share the column's first value; the others stay apart. Looks at more and
    more of the best until there are enough groups among them."""
    numbers = reader.collapse_ids(column)
    sizes = np.bincount(numbers.take(kept.rows), minlength=1)
    groups = int(sizes[0]) + int(np.count_nonzero(sizes[1:]))
    wanted = min(start + count, groups)
    looked = start + count + COLLAPSE_SPARE
    while True:
        firsts: dict[int, tuple[int, float]] = {}
        for row, score in _best(reader, lookup, kept, looked):
            number = int(numbers[row])
            firsts.setdefault(number or -1 - row, (row, score))  # one that stays apart is named by its row
        if len(firsts) >= wanted:
            break
        looked *= 4
    chosen = list(firsts.items())[start : start + count]
    copies = [(row, score, int(sizes[number]) if number > 0 else 1) for number, (row, score) in chosen]
    return _to_hits(reader, lookup, copies, told), groups
