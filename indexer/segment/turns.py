"""Labels and lines -> turns: who follows whom, which paragraphs belong to a turn, what each turn does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.readers.extract import Block
from indexer.segment.labels import Label, LabelKind
from indexer.segment.lines import Row, trim
from search.model import Role, Span
from search.names import same_person

WRAPPED_SHARE = 0.7  # share of lines without a sentence's end from which a page counts as hard-wrapped
WRAPPED_CHARS = (35, 120)  # median length of the lines of a hard-wrapped page

_QUESTION_END = re.compile(r"[?？][\s)）\]】”\"'’»」』]*$")
_LAST_SENTENCES = 2  # a question may end in one sentence of thanks


@dataclass(frozen=True, slots=True)
class Draft:
    """A turn before it has its name: label, paragraphs, what it does."""

    label: Label | None
    paragraphs: tuple[Span, ...]
    role: Role = Role.STATEMENT
    speaker: str = ""
    heading: bool = False


def find_turns(rows: Sequence[Row], labels: Sequence[Label], text: str, officials: Sequence[str]) -> tuple[Draft, ...]:
    """The turns of the body `rows`, in order. `officials` are the names that the title or the format calls speakers."""
    drafts = _cut(rows, labels, text)
    return _with_roles(drafts, text, officials)


def paragraphs_of(rows: Sequence[Row]) -> tuple[Span, ...]:
    """One span a paragraph: a line each, or the joined lines of a hard-wrapped page."""
    if not _hard_wrapped(rows):
        return tuple(row.span for row in rows)
    joined: list[Span] = []
    for at, row in enumerate(rows):
        if at and row.gap == 0 and row.indent <= rows[at - 1].indent and row.block is Block.TEXT:
            joined[-1] = Span(joined[-1].start, row.span.end)
        else:
            joined.append(row.span)
    return tuple(joined)


def asks(text: str) -> bool:
    """Whether a turn's words end in a question, or nearly."""
    sentences = [part for part in re.findall(r"[^。！？.!?…]+[。！？.!?…]*", text.strip()) if re.search(r"\w", part)]
    return any(_QUESTION_END.search(sentence.strip()) for sentence in sentences[-_LAST_SENTENCES:])


def _cut(rows: Sequence[Row], labels: Sequence[Label], text: str) -> list[Draft]:
    """Turns by label; what stands before the first label is a turn of its own, so is a heading before a label."""
    drafts: list[Draft] = []
    by_row: dict[int, list[Label]] = {}
    for label in labels:
        by_row.setdefault(label.row, []).append(label)
    wrapped = _hard_wrapped(rows)
    open_label: Label | None = None
    open_rows: list[Row] = []
    for at, row in enumerate(rows):
        cuts = by_row.get(row.number, [])
        if cuts or _heads_turn(rows, at, by_row):
            drafts.append(_draft(open_label, open_rows, wrapped))
            open_label, open_rows = None, []
        if not cuts:
            open_rows.append(row)
            continue
        for label, piece in _pieces(row, cuts, text):
            if label is not None or piece is not None:
                drafts.append(_draft(open_label, open_rows, wrapped))
                open_label, open_rows = label, [piece] if piece is not None else []
    drafts.append(_draft(open_label, open_rows, wrapped))
    return [draft for draft in drafts if draft.label or draft.paragraphs]


def _heads_turn(rows: Sequence[Row], at: int, labelled: Mapping[int, object]) -> bool:
    """Whether a heading introduces the labelled line after it, so that it is no part of the turn before."""
    if rows[at].block is not Block.HEADING or not labelled:
        return False
    following = next((row for row in rows[at + 1 :] if row.block is not Block.HEADING), None)
    return following is not None and following.number in labelled


def _pieces(row: Row, labels: Sequence[Label], text: str) -> list[tuple[Label | None, Row | None]]:
    """A line cut at its labels: (label, the rest of the line up to the next label or None where nothing is left)."""
    ends = [*(label.span.start for label in labels[1:]), row.span.end]
    pieces: list[tuple[Label | None, Row | None]] = []
    before = trim(text, Span(row.span.start, labels[0].span.start))
    if before.end > before.start:
        pieces.append((None, replace(row, span=before)))
    for label, end in zip(labels, ends, strict=True):
        span = trim(text, Span(label.span.end, end))
        pieces.append((label, replace(row, span=span) if span.end > span.start else None))
    return pieces


def _draft(label: Label | None, rows: Sequence[Row], wrapped: bool) -> Draft:
    """A turn of a label and its lines."""
    spans = paragraphs_of(rows) if wrapped else tuple(row.span for row in rows)
    return Draft(label, spans, heading=bool(rows) and label is None and all(row.block is Block.HEADING for row in rows))


def _hard_wrapped(rows: Sequence[Row]) -> bool:
    """Whether lines were broken by width: most lack a sentence's end and have about equal length."""
    lines = [row for row in rows if row.block is Block.TEXT and row.paragraph < 0]
    if len(lines) < 8:
        return False
    lengths = sorted(len(row.plain) for row in lines)
    median = lengths[len(lengths) // 2]
    near = sum(0.75 * median <= length <= 1.25 * median for length in lengths)
    open_ends = sum(not row.ends_sentence for row in lines)
    return (
        WRAPPED_CHARS[0] <= median <= WRAPPED_CHARS[1]
        and open_ends >= WRAPPED_SHARE * len(lines)
        and near >= 0.6 * len(lines)
        and sum(row.gap == 0 for row in lines) >= 0.5 * len(lines)
    )


def _with_roles(drafts: Sequence[Draft], text: str, officials: Sequence[str]) -> tuple[Draft, ...]:
    """Each turn's role: from its label where the page has words for question or journalists, else from what is said."""
    labelled = any(draft.label and draft.label.kind is LabelKind.QUESTION for draft in drafts)
    found: list[Draft] = []
    open_question = False
    asker = ""
    for draft in drafts:
        role = _role(draft, text, labelled, open_question, asker, officials)
        if role is Role.QUESTION:
            open_question, asker = True, draft.label.name if draft.label else ""
        elif role is Role.STATEMENT and draft.label is not None:
            open_question = False
        found.append(replace(draft, role=role))
    return tuple(found)


def _role(draft: Draft, text: str, labelled: bool, open_question: bool, asker: str, officials: Sequence[str]) -> Role:
    """What one turn does, given what came before it."""
    label = draft.label
    if label is None or label.kind is LabelKind.STATEMENT:
        return Role.STATEMENT
    if label.kind is LabelKind.QUESTION:
        return Role.QUESTION
    if label.kind is LabelKind.ANSWER:
        return Role.ANSWER
    if label.kind is LabelKind.MODERATOR:
        return Role.MODERATOR
    if labelled:
        return Role.ANSWER if open_question else Role.STATEMENT
    official = any(same_person(label.name, name) for name in officials)
    words = "\n".join(span.of(text) for span in draft.paragraphs)
    if asks(words) and not (official and open_question):
        return Role.QUESTION
    return Role.ANSWER if open_question and label.name != asker else Role.STATEMENT
