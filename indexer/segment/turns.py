"""Labels and lines -> turns: who follows whom, which paragraphs belong to a turn, what each turn does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from indexer.readers.extract import Block
from indexer.segment.labels import Label
from indexer.segment.lexicon import key_of
from indexer.segment.lines import PageLine, trim
from indexer.segment.turn_draft import TurnDraft
from search.model import Role, Span

WRAPPED_SHARE = 0.7  # share of lines without a sentence's end from which a page counts as hard-wrapped
FEWEST_WRAPPED = 8  # lines that show how a page is set
HEADING_CHARS = 80  # the longest line of a table of contents
WRAPPED_CHARS = (35, 120)  # median length of the lines of a hard-wrapped page


def find_turns(
    rows: Sequence[PageLine], labels: Sequence[Label], unlabelled: Mapping[int, Role], text: str
) -> tuple[TurnDraft, ...]:
    """The turns of the body `rows`, in order, still without roles where a label must tell them.

    A label opens a turn, so does a line of `unlabelled` with its role; what stands before the first one is a turn
    of its own, so is a heading in front of a label.
    """
    by_row: dict[int, list[Label]] = {}
    for label in labels:
        by_row.setdefault(label.row, []).append(label)
    wrapped = _hard_wrapped(rows)
    listed = _contents(rows, by_row)
    drafts: list[TurnDraft] = []
    label_open: Label | None = None
    role = Role.STATEMENT
    lines: list[PageLine] = []
    for at, row in enumerate(rows):
        cuts = by_row.get(row.number, [])
        opens = row.number in unlabelled
        if cuts or opens or _heads_turn(rows, at, by_row, listed):
            drafts.append(_draft(label_open, lines, wrapped, role))
            label_open, lines, role = None, [], unlabelled.get(row.number, Role.STATEMENT)
        if not cuts:
            lines.append(row)
            continue
        for piece in _pieces(row, cuts, text):
            drafts.append(_draft(label_open, lines, wrapped, role))
            label_open, lines, role = piece[0], [piece[1]] if piece[1] is not None else [], Role.STATEMENT
    drafts.append(_draft(label_open, lines, wrapped, role))
    return tuple(draft for draft in drafts if draft.label or draft.paragraphs)


def _joined(rows: Sequence[PageLine]) -> tuple[Span, ...]:
    """The lines of a hard-wrapped page joined to paragraphs: an empty line or a deeper indent opens one."""
    joined: list[Span] = []
    for at, row in enumerate(rows):
        if at and row.gap == 0 and row.indent <= rows[at - 1].indent and row.block is Block.TEXT:
            joined[-1] = Span(joined[-1].start, row.span.end)
        else:
            joined.append(row.span)
    return tuple(joined)


def _contents(rows: Sequence[PageLine], labelled: Mapping[int, object]) -> frozenset[str]:
    """The items of a table of contents, folded: short lines before the first label that stand on the page again."""
    before = list(takewhile(lambda row: row.number not in labelled, rows))
    short = [row for row in rows if len(row.plain) <= HEADING_CHARS and not row.ends_sentence] if before else []
    counts = Counter(key_of(row.plain) for row in short)
    return frozenset(key for row in before if counts[key := key_of(row.plain)] >= 2 and key)


def _heads_turn(rows: Sequence[PageLine], at: int, labelled: Mapping[int, object], listed: frozenset[str]) -> bool:
    """Whether a heading introduces the labelled line after it, so that it is no part of the turn before."""
    if not labelled:
        return False
    if rows[at].block is not Block.HEADING:
        named = rows[at].number not in labelled and at + 1 < len(rows) and rows[at + 1].number in labelled
        return named and not rows[at].ends_sentence and bool(listed) and key_of(rows[at].plain) in listed
    following = next((row for row in rows[at + 1 :] if row.block is not Block.HEADING), None)
    return following is not None and following.number in labelled


def _pieces(row: PageLine, labels: Sequence[Label], text: str) -> list[tuple[Label | None, PageLine | None]]:
    """A line cut at its labels: (label, the rest of the line up to the next label or None where nothing is left)."""
    ends = [*(label.span.start for label in labels[1:]), row.span.end]
    pieces: list[tuple[Label | None, PageLine | None]] = []
    before = trim(text, Span(row.span.start, labels[0].span.start))
    if before.end > before.start:
        pieces.append((None, replace(row, span=before)))
    for label, end in zip(labels, ends, strict=True):
        span = trim(text, Span(label.span.end, end))
        pieces.append((label, replace(row, span=span) if span.end > span.start else None))
    return pieces


def _draft(label: Label | None, rows: Sequence[PageLine], wrapped: bool, role: Role) -> TurnDraft:
    """A turn of a label and its lines."""
    spans = _joined(rows) if wrapped else tuple(row.span for row in rows)
    heading = bool(rows) and label is None and all(row.block is Block.HEADING for row in rows)
    return TurnDraft(label, spans, role, heading)


def _hard_wrapped(rows: Sequence[PageLine]) -> bool:
    """Whether lines were broken by width: those that another follows at once mostly lack a sentence's end and have
    about equal length, and they are most of the page."""
    every = [row for row in rows if row.block is Block.TEXT and row.paragraph < 0]
    lines = [row for row, after in pairwise(every) if after.gap == 0]
    if len(every) < FEWEST_WRAPPED or 2 * len(lines) < len(every):
        return False
    lengths = sorted(len(row.plain) for row in lines)
    median = lengths[len(lengths) // 2]
    near = sum(0.75 * median <= length <= 1.25 * median for length in lengths)
    open_ends = sum(not row.ends_sentence for row in lines)
    return (
        WRAPPED_CHARS[0] <= median <= WRAPPED_CHARS[1]
        and open_ends >= WRAPPED_SHARE * len(lines)
        and near >= 0.6 * len(lines)
    )
