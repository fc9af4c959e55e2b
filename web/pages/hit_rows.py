"""Hits as they stand on the results page: pairs of question and answer on the seam.

A question and its answer that both match are two hits, and one row here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search.model import Role
from search.request import MarkKind, PassageView, Result

_SIDE = 2  # turns shown on the side that was not hit; the document has the others
_REASONS = 4  # reasons told; the marks show the others


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a hit was found: the forms in the text, the piece of the query they answer (empty when it is the same), how
    they relate, and the place when it is not the body."""

    found: tuple[str, ...]
    asked: str
    kind: MarkKind
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """What stands left (questions) and right (answers, statements, cards) of the seam, how many more turns there
    would be on each side, and the hit it came from."""

    hit: Result
    left: tuple[PassageView, ...]
    right: tuple[PassageView, ...]
    left_more: int
    right_more: int
    reasons: tuple[Reason, ...]


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
    reasons = reasons_of(hit)
    if hit.shown.role is Role.QUESTION:
        return Row(hit, (hit.shown,), hit.answers[:_SIDE], 0, max(0, len(hit.answers) - _SIDE), reasons)
    if hit.shown.role is Role.ANSWER:
        return Row(hit, hit.questions[:_SIDE], (hit.shown,), max(0, len(hit.questions) - _SIDE), 0, reasons)
    return Row(hit, (), (hit.shown,), 0, 0, reasons)


def reasons_of(hit: Result) -> tuple[Reason, ...]:
    """The reasons of a hit, each form told once: in the body when it stands there, else where it was found. Forms
    that answer the same piece in the same way share a reason; so do all that are literal."""
    places: dict[tuple[str, str, MarkKind], str] = {}
    for why in hit.why:
        key = ("" if why.kind is MarkKind.LITERAL else why.asked, why.found, why.kind)
        if why.where == "body" or key not in places:
            places[key] = why.where
    grouped: dict[tuple[str, MarkKind, str], list[str]] = {}
    for (asked, found, kind), place in places.items():
        grouped.setdefault((asked, kind, place), []).append(found)
    ordered = sorted(grouped.items(), key=lambda item: item[0][2] != "body")
    return tuple(Reason(tuple(found), asked, kind, place) for (asked, kind, place), found in ordered[:_REASONS])
