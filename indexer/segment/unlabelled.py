"""Questions that no label marks: set in bold, or alternating with answers, or standing before labelled answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from indexer.readers.extract import Block
from indexer.segment.labels import Label, LabelKind
from indexer.segment.lines import PageLine
from search.model import Role

FEWEST = 2  # bold questions with an answer each, from which bold marks questions on this page
FEWEST_PLAIN = 3  # the same for plain lines, which need the alternation as well
ANSWERED = 0.75  # share of the questions that an answer must follow
ASKED_BEFORE = 0.35  # share of labelled answers with an unlabelled question before them (several may answer one)
QUESTION_CHARS = 700  # the longest unlabelled question seen has 560 code points
ANSWER_LINES = 4  # lines an answer may have on average where only the alternation tells

# Three question marks and more are a closing quote that was lost in another encoding.
_ENDS = re.compile(r"(?<![?？])[?？]{1,2}[\s)）\]】”\"'’»」』]*$")
_DASHES = ("-", "–", "—")
_TRAILS = re.compile(r"(?:[?？]|\.\.\.|…|[.!:])[\s)）\]】”\"'’»」』]*$")


def find_unlabelled(rows: Sequence[PageLine], labels: Sequence[Label]) -> Mapping[int, Role]:
    """Line number -> role of the turn that begins there without a label; empty where the page shows no such habit."""
    labelled = {label.row for label in labels}
    if not labels:
        return _bold(rows) or _dialogue(rows) or _alternating(rows)
    if _nobody_answers(rows, labels):
        return _after_questions(rows, labelled)
    if any(label.kind is LabelKind.QUESTION for label in labels):
        return {}
    return _before_answers(rows, labelled, {label.row for label in labels if label.alone})


def _nobody_answers(rows: Sequence[PageLine], labels: Sequence[Label]) -> bool:
    """Whether all labels belong to people who ask: words for question, or names whose lines mostly end so."""
    lines = {row.number: row for row in rows}
    asking: dict[str, list[bool]] = {}
    for label in labels:
        if label.kind is LabelKind.QUESTION and label.certain:
            continue
        if label.kind not in (LabelKind.QUESTION, LabelKind.NAME):
            return False
        asking.setdefault(label.name, []).append(bool(_ENDS.search(lines[label.row].plain)))
    return all(2 * sum(turns) >= len(turns) for turns in asking.values())


def _after_questions(rows: Sequence[PageLine], labelled: set[int]) -> dict[int, Role]:
    """Answers without label behind labelled questions: the first line after one that neither asks nor is set in
    bold as the question was."""
    found: dict[int, Role] = {}
    asked: PageLine | None = None
    for row in rows:
        if row.number in labelled:
            asked = row
        elif asked is not None and not _ENDS.search(row.plain) and not (_is_bold(asked) and _is_bold(row)):
            found[row.number] = Role.ANSWER
            asked = None
    return found


def _before_answers(rows: Sequence[PageLine], labelled: set[int], alone: set[int]) -> dict[int, Role]:
    """Questions without label in front of labelled answers. `alone`: labels whose words stand on the next line."""
    before = [
        rows[at - 1]
        for at in range(1, len(rows))
        if rows[at].number in labelled
        and rows[at - 1].number not in labelled
        and not (at >= 2 and rows[at - 2].number in alone)
    ]
    asking = [row for row in before if _ENDS.search(row.plain)]
    if len(asking) < FEWEST or 2 * len(asking) < len(before) or len(asking) < ASKED_BEFORE * len(labelled):
        return {}
    bold = sum(_is_bold(row) for row in asking) * 2 > len(asking)
    return {
        row.number: Role.QUESTION
        for row in before
        if len(row.plain) <= QUESTION_CHARS and (_ENDS.search(row.plain) or (bold and _is_bold(row)))
    }


def _bold(rows: Sequence[PageLine]) -> dict[int, Role]:
    """Questions in bold with plain answers."""
    bold = [at for at, row in enumerate(rows) if _is_bold(row) and row.block is not Block.HEADING]
    asking = [at for at in bold if _ENDS.search(rows[at].plain) and at + 1 < len(rows)]
    answered = [at for at in asking if not _is_bold(rows[at + 1])]
    if len(answered) < FEWEST or len(answered) < ANSWERED * len(asking) or 2 * len(asking) < len(bold):
        return {}
    starts = [at for at in bold if _TRAILS.search(rows[at].plain) and at + 1 < len(rows) and at >= asking[0]]
    return _exchanges(rows, starts, stop={at for at in bold if at not in starts})


def _dialogue(rows: Sequence[PageLine]) -> dict[int, Role]:
    """Turns that a dash opens, one line each: a dialogue as Russian and Portuguese print it."""
    dashed = [row for row in rows if row.mark in _DASHES]
    asking = [row for row in dashed if _ENDS.search(row.plain)]
    if len(asking) < FEWEST or 2 * len(asking) < len(dashed) - 1 or 2 * len(dashed) < len(rows):
        return {}
    return {row.number: Role.QUESTION if row in asking else Role.ANSWER for row in dashed}


def _alternating(rows: Sequence[PageLine]) -> dict[int, Role]:
    """Plain questions of one line, each with an answer that ends in none."""
    asking = [at for at, row in enumerate(rows) if _ENDS.search(row.plain) and len(row.plain) <= QUESTION_CHARS]
    asking = [at for at in asking if at + 1 < len(rows)]
    answered = [at for at in asking if at + 1 not in asking]
    if len(answered) < FEWEST_PLAIN or len(answered) < ANSWERED * len(asking):
        return {}
    if len(rows) - asking[0] > (ANSWER_LINES + 1) * len(answered):
        return {}
    gaps = sorted(later - sooner for sooner, later in pairwise(asking))
    if gaps[len(gaps) // 2] > ANSWER_LINES:
        return {}
    return _exchanges(rows, answered, stop=set())


def _exchanges(rows: Sequence[PageLine], starts: Sequence[int], stop: set[int]) -> dict[int, Role]:
    """Question turns at `starts`, an answer turn at the line after each; a `stop` line belongs to neither."""
    found: dict[int, Role] = {}
    for at in starts:
        if at - 1 in starts and at - 1 >= 0 and found.get(rows[at - 1].number) is Role.QUESTION:
            continue
        found[rows[at].number] = Role.QUESTION
    for at in starts:
        if at + 1 < len(rows) and at + 1 not in starts and at + 1 not in stop:
            found[rows[at + 1].number] = Role.ANSWER
    return found | {rows[at].number: Role.STATEMENT for at in stop if starts and at > starts[0]}


def _is_bold(row: PageLine) -> bool:
    """Whether a whole line stands out."""
    return row.strong_until() >= len(row.plain.rstrip()) - 2 > 0
