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


def find_unlabelled(lines: Sequence[PageLine], labels: Sequence[Label]) -> Mapping[int, Role]:
    """Line number -> role of the turn that begins there without a label; empty where the page shows no such habit."""
    labelled = {label.line_number for label in labels}
    if not labels:
        return _bold(lines) or _dialogue(lines) or _alternating(lines)
    if _nobody_answers(lines, labels):
        return _after_questions(lines, labelled)
    if any(label.kind is LabelKind.QUESTION for label in labels):
        return {}
    return _before_answers(lines, labelled, {label.line_number for label in labels if label.alone})


def _nobody_answers(lines: Sequence[PageLine], labels: Sequence[Label]) -> bool:
    """Whether all labels belong to people who ask: words for question, or names whose lines mostly end so."""
    by_number = {line.number: line for line in lines}
    asking: dict[str, list[bool]] = {}
    for label in labels:
        if label.kind is LabelKind.QUESTION and label.certain:
            continue
        if label.kind not in (LabelKind.QUESTION, LabelKind.NAME):
            return False
        asking.setdefault(label.name, []).append(bool(_ENDS.search(by_number[label.line_number].plain)))
    return all(2 * sum(turns) >= len(turns) for turns in asking.values())


def _after_questions(lines: Sequence[PageLine], labelled: set[int]) -> dict[int, Role]:
    """Answers without label behind labelled questions: the first line after one that neither asks nor is set in
    bold as the question was."""
    found: dict[int, Role] = {}
    asked: PageLine | None = None
    for line in lines:
        if line.number in labelled:
            asked = line
        elif asked is not None and not _ENDS.search(line.plain) and not (_is_bold(asked) and _is_bold(line)):
            found[line.number] = Role.ANSWER
            asked = None
    return found


def _before_answers(lines: Sequence[PageLine], labelled: set[int], alone: set[int]) -> dict[int, Role]:
    """Questions without label in front of labelled answers. `alone`: labels whose words stand on the next line."""
    before = [
        lines[at - 1]
        for at in range(1, len(lines))
        if lines[at].number in labelled
        and lines[at - 1].number not in labelled
        and not (at >= 2 and lines[at - 2].number in alone)
    ]
    asking = [line for line in before if _ENDS.search(line.plain)]
    if len(asking) < FEWEST or 2 * len(asking) < len(before) or len(asking) < ASKED_BEFORE * len(labelled):
        return {}
    bold = sum(_is_bold(line) for line in asking) * 2 > len(asking)
    return {
        line.number: Role.QUESTION
        for line in before
        if len(line.plain) <= QUESTION_CHARS and (_ENDS.search(line.plain) or (bold and _is_bold(line)))
    }


def _bold(lines: Sequence[PageLine]) -> dict[int, Role]:
    """Questions in bold with plain answers."""
    bold = [at for at, line in enumerate(lines) if _is_bold(line) and line.block is not Block.HEADING]
    asking = [at for at in bold if _ENDS.search(lines[at].plain) and at + 1 < len(lines)]
    answered = [at for at in asking if not _is_bold(lines[at + 1])]
    if len(answered) < FEWEST or len(answered) < ANSWERED * len(asking) or 2 * len(asking) < len(bold):
        return {}
    starts = [at for at in bold if _TRAILS.search(lines[at].plain) and at + 1 < len(lines) and at >= asking[0]]
    return _exchanges(lines, starts, stop={at for at in bold if at not in starts})


def _dialogue(lines: Sequence[PageLine]) -> dict[int, Role]:
    """Turns that a dash opens, one line each: a dialogue as Russian and Portuguese print it."""
    dashed = [line for line in lines if line.mark in _DASHES]
    asking = [line for line in dashed if _ENDS.search(line.plain)]
    if len(asking) < FEWEST or 2 * len(asking) < len(dashed) - 1 or 2 * len(dashed) < len(lines):
        return {}
    return {line.number: Role.QUESTION if line in asking else Role.ANSWER for line in dashed}


def _alternating(lines: Sequence[PageLine]) -> dict[int, Role]:
    """Plain questions of one line, each with an answer that ends in none."""
    asking = [at for at, line in enumerate(lines) if _ENDS.search(line.plain) and len(line.plain) <= QUESTION_CHARS]
    asking = [at for at in asking if at + 1 < len(lines)]
    answered = [at for at in asking if at + 1 not in asking]
    if len(answered) < FEWEST_PLAIN or len(answered) < ANSWERED * len(asking):
        return {}
    if len(lines) - asking[0] > (ANSWER_LINES + 1) * len(answered):
        return {}
    gaps = sorted(later - sooner for sooner, later in pairwise(asking))
    if gaps[len(gaps) // 2] > ANSWER_LINES:
        return {}
    return _exchanges(lines, answered, stop=set())


def _exchanges(lines: Sequence[PageLine], starts: Sequence[int], stop: set[int]) -> dict[int, Role]:
    """Question turns at `starts`, an answer turn at the line after each; a `stop` line belongs to neither."""
    found: dict[int, Role] = {}
    for at in starts:
        if at - 1 in starts and at - 1 >= 0 and found.get(lines[at - 1].number) is Role.QUESTION:
            continue
        found[lines[at].number] = Role.QUESTION
    for at in starts:
        if at + 1 < len(lines) and at + 1 not in starts and at + 1 not in stop:
            found[lines[at + 1].number] = Role.ANSWER
    return found | {lines[at].number: Role.STATEMENT for at in stop if starts and at > starts[0]}


def _is_bold(line: PageLine) -> bool:
    """Whether a whole line stands out."""
    return line.strong_until() >= len(line.plain.rstrip()) - 2 > 0
