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
    lines: Sequence[PageLine], labels: Sequence[Label], unlabelled: Mapping[int, Role], text: str
) -> tuple[TurnDraft, ...]:
    """The turns of the body `lines`, in order, still without roles where a label must tell them.

    A label opens a turn, so does a line of `unlabelled` with its role; what stands before the first one is a turn
    of its own, so is a heading in front of a label.
    """
    by_line: dict[int, list[Label]] = {}
    for label in labels:
        by_line.setdefault(label.line_number, []).append(label)
    wrapped = _hard_wrapped(lines)
    listed = _contents(lines, by_line)
    drafts: list[TurnDraft] = []
    label_open: Label | None = None
    role = Role.STATEMENT
    spoken: list[PageLine] = []
    for at, line in enumerate(lines):
        cuts = by_line.get(line.number, [])
        opens = line.number in unlabelled
        if cuts or opens or _heads_turn(lines, at, by_line, listed):
            drafts.append(_turn_draft(label_open, spoken, wrapped, role))
            label_open, spoken, role = None, [], unlabelled.get(line.number, Role.STATEMENT)
        if not cuts:
            spoken.append(line)
            continue
        for piece in _cut_at_labels(line, cuts, text):
            drafts.append(_turn_draft(label_open, spoken, wrapped, role))
            label_open, spoken, role = piece[0], [piece[1]] if piece[1] is not None else [], Role.STATEMENT
    drafts.append(_turn_draft(label_open, spoken, wrapped, role))
    return tuple(draft for draft in drafts if draft.label or draft.paragraphs)


def _joined(lines: Sequence[PageLine]) -> tuple[Span, ...]:
    """The lines of a hard-wrapped page joined to paragraphs: an empty line or a deeper indent opens one."""
    joined: list[Span] = []
    for at, line in enumerate(lines):
        if at and line.gap == 0 and line.indent <= lines[at - 1].indent and line.block is Block.TEXT:
            joined[-1] = Span(joined[-1].start, line.span.end)
        else:
            joined.append(line.span)
    return tuple(joined)


def _contents(lines: Sequence[PageLine], labelled: Mapping[int, object]) -> frozenset[str]:
    """The items of a table of contents, folded: short lines before the first label that stand on the page again."""
    before = list(takewhile(lambda line: line.number not in labelled, lines))
    short = [line for line in lines if len(line.plain) <= HEADING_CHARS and not line.ends_sentence] if before else []
    counts = Counter(key_of(line.plain) for line in short)
    return frozenset(key for line in before if counts[key := key_of(line.plain)] >= 2 and key)


def _heads_turn(lines: Sequence[PageLine], at: int, labelled: Mapping[int, object], listed: frozenset[str]) -> bool:
    """Whether a heading introduces the labelled line after it, so that it is no part of the turn before."""
    if not labelled:
        return False
    if lines[at].block is not Block.HEADING:
        named = lines[at].number not in labelled and at + 1 < len(lines) and lines[at + 1].number in labelled
        return named and not lines[at].ends_sentence and bool(listed) and key_of(lines[at].plain) in listed
    following = next((line for line in lines[at + 1 :] if line.block is not Block.HEADING), None)
    return following is not None and following.number in labelled


def _cut_at_labels(line: PageLine, labels: Sequence[Label], text: str) -> list[tuple[Label | None, PageLine | None]]:
    """A line cut at its labels: (label, the rest of the line up to the next label or None where nothing is left)."""
    ends = [*(label.span.start for label in labels[1:]), line.span.end]
    pieces: list[tuple[Label | None, PageLine | None]] = []
    before = trim(text, Span(line.span.start, labels[0].span.start))
    if before.end > before.start:
        pieces.append((None, replace(line, span=before)))
    for label, end in zip(labels, ends, strict=True):
        span = trim(text, Span(label.span.end, end))
        pieces.append((label, replace(line, span=span) if span.end > span.start else None))
    return pieces


def _turn_draft(label: Label | None, lines: Sequence[PageLine], wrapped: bool, role: Role) -> TurnDraft:
    """A turn of a label and its lines."""
    spans = _joined(lines) if wrapped else tuple(line.span for line in lines)
    heading = bool(lines) and label is None and all(line.block is Block.HEADING for line in lines)
    return TurnDraft(label, spans, role, heading)


def _hard_wrapped(lines: Sequence[PageLine]) -> bool:
    """Whether lines were broken by width: those that another follows at once mostly lack a sentence's end and have
    about equal length, and they are most of the page."""
    every = [line for line in lines if line.block is Block.TEXT and line.paragraph < 0]
    followed = [line for line, after in pairwise(every) if after.gap == 0]
    if len(every) < FEWEST_WRAPPED or 2 * len(followed) < len(every):
        return False
    lengths = sorted(len(line.plain) for line in followed)
    median = lengths[len(lengths) // 2]
    near = sum(0.75 * median <= length <= 1.25 * median for length in lengths)
    open_ends = sum(not line.ends_sentence for line in followed)
    return (
        WRAPPED_CHARS[0] <= median <= WRAPPED_CHARS[1]
        and open_ends >= WRAPPED_SHARE * len(followed)
        and near >= 0.6 * len(followed)
    )
