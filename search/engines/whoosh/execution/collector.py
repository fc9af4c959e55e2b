"""From matching rows to a page of hits: filters, totals, order, collapsing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.execution.facet_counts import apply_filters, count_facet
from search.engines.whoosh.execution.match_set import Matches
from search.engines.whoosh.execution.top_k import Ordering, Ranked
from search.engines.whoosh.reader.index_reader import IndexReader
from search.port.lookup import Hit, Lookup, Node, Page
from search.terms import Part

# (tree, rows) -> for each row the parts that may contain a match.
MatchedParts = Callable[[Node, Sequence[int]], Sequence[frozenset[Part] | None]]

COLLAPSE_SPARE = 64  # hits read beyond the page when collapsing; if they are too few, four times as many are read


def collect_page(reader: IndexReader, lookup: Lookup, found: Matches, whole: bool, matched_parts: MatchedParts) -> Page:
    """The page of the rows that match the tree; `whole` is false if the deadline cut the search short. `matched_parts`
    gives the parts of some rows that may contain a match."""
    matches = apply_filters(reader, found, lookup.filters)
    hits, groups = _hits(reader, lookup, matches, matched_parts)
    return Page(
        hits=tuple(hits),
        total=matches.total,
        total_is_exact=whole,
        groups=groups,
        facets={column: count_facet(reader, lookup, found, matches, column) for column in lookup.facets},
        partial=() if whole else ("deadline",),
    )


def total(reader: IndexReader, lookup: Lookup, found: Matches) -> int:
    """How many of the passages that match the tree the filters keep."""
    return apply_filters(reader, found, lookup.filters).total


def all_hits(reader: IndexReader, lookup: Lookup, found: Matches, matched_parts: MatchedParts) -> Iterator[Hit]:
    """All hits in order."""
    matches = apply_filters(reader, found, lookup.filters)
    yield from _hits(reader, replace(lookup, offset=0, limit=matches.total), matches, matched_parts)[0]


def _hits(reader: IndexReader, lookup: Lookup, matches: Matches, matched_parts: MatchedParts) -> tuple[list[Hit], int]:
    """The hits of the page in order, and how many hits there are in all."""
    stop = lookup.offset + lookup.limit
    if lookup.collapse is None:
        chosen = [(row, score, 1) for row, score in _top(reader, lookup, matches, stop)]
        groups = matches.total
    else:
        chosen, groups = _collapse(reader, lookup, matches, reader.collapse_ids(lookup.collapse), stop)
    chosen = chosen[lookup.offset : stop]
    rows = [row for row, _, _ in chosen]
    parts = matched_parts(lookup.tree, rows) if lookup.with_parts else [None] * len(rows)
    return [
        Hit(entry, document, score, copies, row_parts)
        for (entry, document), (_, score, copies), row_parts in zip(reader.entries(rows), chosen, parts, strict=True)
    ], groups


def _top(reader: IndexReader, lookup: Lookup, matches: Matches, count: int) -> Ranked:
    return matches.top(count, Ordering(lookup.sort, reader.sorted_rows, reader.sort_ranks))


def _collapse(
    reader: IndexReader, lookup: Lookup, matches: Matches, collapse_ids: npt.NDArray[np.uint32], count: int
) -> tuple[list[tuple[int, float, int]], int]:
    """(row, score, copies) of the best passage of each group, the first `count` or more; and how many groups there are.
    Reads more and more of the best passages until they contain enough groups."""
    sizes = np.bincount(collapse_ids.take(matches.rows), minlength=1)
    groups = int(sizes[0]) + int(np.count_nonzero(sizes[1:]))
    looked = count + COLLAPSE_SPARE
    while True:
        firsts: dict[int, tuple[int, float]] = {}
        for row, score in _top(reader, lookup, matches, looked):
            group = int(collapse_ids[row])
            firsts.setdefault(group or -1 - row, (row, score))  # not collapsed: a group of its own, by its row
        if len(firsts) >= min(count, groups):
            break
        looked *= 4
    return [(*best, int(sizes[group]) if group > 0 else 1) for group, best in firsts.items()], groups
