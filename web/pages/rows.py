"""Hits as they stand on the results page: pairs of question and answer on the seam.

A question and its answer that both match are two hits, and one row here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search.model import Role
from search.request import Result, Shown


@dataclass(frozen=True, slots=True)
class Row:
    """What stands left (questions) and right (answers, statements, cards) of the seam, and the hit it came from."""

    hit: Result
    left: tuple[Shown, ...]
    right: tuple[Shown, ...]


def rows_of(items: Iterable[Result]) -> tuple[Row, ...]:
    """The rows of a page of hits, in the hits' order; a hit that an earlier row shows already is not repeated."""
    rows: list[Row] = []
    seen: set[tuple[str, str]] = set()
    for hit in items:
        document = hit.document.id
        if (document, hit.shown.id) in seen:
            continue
        row = _row(hit)
        seen.update((document, shown.id) for shown in (*row.left, *row.right))
        rows.append(row)
    return tuple(rows)


def _row(hit: Result) -> Row:
    if hit.shown.role is Role.QUESTION:
        return Row(hit, (hit.shown,), hit.answers)
    if hit.shown.role is Role.ANSWER:
        return Row(hit, hit.questions, (hit.shown,))
    return Row(hit, (), (hit.shown,))
