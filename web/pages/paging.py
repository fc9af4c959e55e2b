"""Which pages of a long list are named to the reader."""

from __future__ import annotations

from dataclasses import replace

from search.request import SearchRequest
from web.search_parameters import DEEPEST

_AROUND = 2  # pages named on either side of the current one


def paging(asked: SearchRequest, items: int) -> tuple[tuple[int, SearchRequest] | None, ...]:
    """The page numbers to show for so many items, with their searches; None for a gap."""
    last = min(-(-items // asked.size), DEEPEST // asked.size)
    near = range(asked.page - _AROUND, asked.page + _AROUND + 1)
    shown = sorted({1, *(page for page in near if 1 <= page <= last), max(last, 1)})
    listed: list[tuple[int, SearchRequest] | None] = []
    for before, page in zip([0, *shown], shown, strict=False):
        if page - before > 1:
            listed.append(None)
        listed.append((page, replace(asked, page=page)))
    return tuple(listed)
