"""Which of a page's possible labels count. One label alone does not show that somebody speaks; the page's habit
does."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from indexer.segment.labels import Label, LabelKind, has_office, label_at, looks_like_person
from indexer.segment.lexicon import key_of, lexicon
from indexer.segment.lines import PageLine, plain
from search.model import Span
from search.names import merge_names, name_words, same_person, speaker_key
from search.scripts import HAN, IS_HAN

ENOUGH = 3  # points from which a name counts as a label; bench.segmentation, all five kinds
OFTEN = 3  # times a label must stand to count without another beside it
ONE_LINE_CHARS = 600  # a line this long may hold a whole interview
HEADLINE_CHARS = 120  # a line behind a label that is shorter and no sentence reads as a headline

# Other labels of a telling form from which that form is the page's convention.
_ALIKE = {"bracket": 3, "heading": 2}
# A line break that a program wrote out (`\n`) ends a sentence too.
_SENTENCE_BEFORE = r"(?:(?<=[。！？!?…\"”’」.)）])|(?<=\\n))\s*"
_SEPARATOR = re.compile(r"\s*(?:[:–—|-]|\.-)\s*|\s*$")
_QUOTE = re.compile(r"\s*[\"'“‘«「『]")
_ASKS = re.compile(r"[?？][\s)）\]】”\"'’»」』]*$")


@dataclass(frozen=True, slots=True)
class _PageContext:
    """What decides whether a label counts: the page's lines by number, its title, the speakers that the format names,
    all possible labels by person or word."""

    lines: Mapping[int, PageLine]
    title: str
    speakers: Sequence[str]
    groups: Mapping[str, Sequence[Label]]
    strong: bool  # labels stand out on this page


def find_labels(
    lines: Sequence[PageLine],
    text: str,
    title: str,
    speakers: Sequence[str] = (),
    given: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Label, ...]:
    """The labels of the body `lines`, in order. `speakers` are those that the format names; `given` maps words that the
    overrides call labels to what they open."""
    own = {plain(word): LabelKind(kind) for word, kind in given.items()}
    candidates = [label for line in lines if (label := _given_label(line, own) or label_at(line, text)) is not None]
    groups = _groups(candidates)
    strong = sum(any(label.strong for label in group) for group in groups.values() if len(group) >= 2) >= 2
    page = _PageContext({line.number: line for line in lines}, title, speakers, groups, strong)
    accepted = [label for labels in page.groups.values() if _points(labels, page) >= ENOUGH for label in labels]
    accepted = _without_lone(accepted, lines)
    inline = _inline(lines, text, accepted, title)
    return tuple(sorted((*accepted, *inline), key=lambda label: label.span.start))


def _given_label(line: PageLine, given: Mapping[str, LabelKind]) -> Label | None:
    """The label that a person named, where the line begins with it and a separator."""
    for word, kind in given.items():
        if line.plain.startswith(word) and (match := _SEPARATOR.match(line.plain, len(word))):
            span = Span(line.span.start, line.span.start + match.end())
            return Label(line.number, span, kind, word, certain=True, alone=match.end() >= len(line.plain))
    return None


def _groups(candidates: Iterable[Label]) -> Mapping[str, Sequence[Label]]:
    """Labels by person or word: labels of one key stand or fall together."""
    labels = list(candidates)
    fullest = merge_names([label.name for label in labels])
    found: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        found[_person(replace(label, name=fullest[label.name]))].append(label)
    return found


def _points(labels: Sequence[Label], page: _PageContext) -> int:
    """The points of a group of labels of one person or word; from `ENOUGH` on they count."""
    if any(label.form == "letter" for label in labels):
        return ENOUGH if _letters_alternate(page.groups) else 0
    if any(label.certain for label in labels):
        return ENOUGH
    others = [group for group in page.groups.values() if group is not labels]
    if all(label.form == "strong" for label in labels):
        # A name in bold without a colon begins many a sentence; beside journalists set off alike it is a label.
        return ENOUGH * any(group[0].form == "strong" and group[0].certain for group in others)
    alike = sum(len(group) for group in others if group[0].form == labels[0].form)
    conventional = alike >= _ALIKE.get(labels[0].form, len(page.lines))
    identity = _identity(labels, page)
    if not identity and not conventional and labels[0].kind is LabelKind.NAME:
        return 0
    points = identity + ENOUGH * conventional + 2 * (labels[0].kind is LabelKind.QUESTION and labels[0].form == "colon")
    points += 2 * any(group[0].certain and group[0].kind is LabelKind.QUESTION for group in others)
    points += any(len(group) >= 2 for group in others)
    points += any(label.strong for label in labels) and page.strong
    points -= 2 * (page.strong and not any(label.strong or label.form == "heading" for label in labels))
    points -= 3 * _like_headlines(labels, page.lines)
    points -= 2 * all(_quotes(label, page.lines) for label in labels)
    return points


def _identity(labels: Sequence[Label], page: _PageContext) -> int:
    """How much shows that the label itself names a speaker: it comes back, stands out, is a person or a given
    speaker."""
    names = {label.name for label in labels}
    points = 2 * (len(labels) >= 2) + (len(labels) >= OFTEN)
    points += 2 * any(label.form == "heading" for label in labels)
    points += 2 * any(_in_title(name, page.title) or _is_given_speaker(name, page.speakers) for name in names)
    points += any(label.strong for label in labels)
    return points + (any(looks_like_person(name) for name in names) or any(has_office(name) for name in names))


def _in_title(name: str, title: str) -> bool:
    """Whether the title names the person of a label."""
    words = name_words(name)
    if not words:
        return False
    if IS_HAN.search(words[0]):
        return words[0] in re.sub(r"[\s·•]", "", key_of(title))
    return len(words[-1]) > 2 and words[-1] in speaker_key(title).split("-")


def _is_given_speaker(name: str, speakers: Sequence[str]) -> bool:
    """Whether the format names the person of a label as a speaker."""
    return any(same_person(name, other) for other in speakers)


def _like_headlines(labels: Sequence[Label], lines: Mapping[int, PageLine]) -> bool:
    """Whether most of the lines behind the labels are no sentences: `Name: what was said` in a list of links."""
    spoken = [lines[label.line_number] for label in labels if not label.alone]
    bare = sum(
        not line.ends_sentence
        and not line.plain.rstrip().endswith((",", ":", "-"))
        and len(line.plain) < HEADLINE_CHARS
        for line in spoken
    )
    return bool(spoken) and bare * 2 > len(spoken)


def _quotes(label: Label, lines: Mapping[int, PageLine]) -> bool:
    """Whether a quotation follows the label at once."""
    line = lines[label.line_number]
    return bool(_QUOTE.match(line.plain[label.span.end - line.span.start :]))


def _letters_alternate(groups: Mapping[str, Sequence[Label]]) -> bool:
    """Whether single letters (Q, A; P, R) stand for question and answer here: both kinds, or one of them often."""
    letters = [group for group in groups.values() if group[0].form == "letter"]
    kinds = {group[0].kind for group in letters}
    often = max(map(len, letters), default=0)
    others = any(len(group) >= 2 for group in groups.values() if group[0].form != "letter")
    return len(kinds) == 2 or often >= OFTEN or (often >= 2 and others)


def _without_lone(accepted: Sequence[Label], lines: Sequence[PageLine]) -> list[Label]:
    """No labels at all where all they do is to lead in quotations, or where one uncertain speaker is all there is,
    unless questions stand in or before those lines: `Name: text` alone is no conversation, however often."""
    by_number = {line.number: line for line in lines}
    if all(label.kind is LabelKind.QUESTION and _quotes(label, by_number) for label in accepted):
        return []
    if any(label.certain for label in accepted) or len({_person(label) for label in accepted}) >= 2:
        return list(accepted)
    numbers = {label.line_number for label in accepted}
    pairs = zip((None, *lines), lines, strict=False)
    asked = [line for before, line in pairs if line.number in numbers and (_asks(line) or (before and _asks(before)))]
    return list(accepted) if asked and 2 * len(asked) >= len(accepted) else []


def _person(label: Label) -> str:
    """The key of a label's name, or its words where it names nobody."""
    return speaker_key(label.name) or key_of(label.name)


def _asks(line: PageLine) -> bool:
    """Whether a line ends as a question."""
    return bool(_ASKS.search(line.plain))


def _inline(lines: Sequence[PageLine], text: str, accepted: Sequence[Label], title: str) -> Iterator[Label]:
    """Labels inside a line, behind the end of a sentence: glued turns and pages of a single line."""
    pattern = _inline_pattern([label.name for label in accepted] + list(_glued_names(lines, title)))
    heads = {label.line_number: label.span.end for label in accepted}
    asked = {key_of(label.name) for label in accepted if label.kind is LabelKind.QUESTION and label.certain}
    for line in lines:
        found = list(pattern.finditer(line.plain))
        whole = (len(line.plain) >= ONE_LINE_CHARS and len(found) >= 2) or _alternate(found)
        if line.number not in heads and not whole:
            found = [match for match in found if key_of(match["name"]) in asked]
        for match in found:
            span = Span(line.span.start + match.start("name"), line.span.start + match.end())
            if span.start >= heads.get(line.number, 0):
                name = text[span.start : line.span.start + match.end("name")]
                yield Label(line.number, span, _inline_kind(name, accepted), name, certain=True, form="inline")


def _alternate(found: Sequence[re.Match[str]]) -> bool:
    """Whether words for question and answer stand in turn inside a line, twice at least."""
    kinds = ["q" if key_of(match["name"]) in lexicon().question else "a" for match in found]
    only_words = all(key_of(match["name"]) in lexicon().question | lexicon().answer for match in found)
    return only_words and len(kinds) >= 3 and all(one != other for one, other in pairwise(kinds))


def _inline_kind(name: str, accepted: Sequence[Label]) -> LabelKind:
    """What a label inside a line says: as the same label does at the beginning of others."""
    key = key_of(name)
    if key in lexicon().question:
        return LabelKind.QUESTION
    if key in lexicon().answer:
        return LabelKind.ANSWER
    return next((label.kind for label in accepted if key_of(label.name) == key), LabelKind.NAME)


def _glued_names(lines: Sequence[PageLine], title: str) -> Iterator[str]:
    """Names in front of a colon inside the lines that the title knows too."""
    for line in lines:
        for match in re.finditer(rf"(?<=[。？！?!])\s*([{HAN}·]{{2,12}}):", line.plain):
            if _in_title(match[1], title):
                yield match[1]


def _inline_pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Question and answer words and the page's own labels, behind a sentence's end and before a colon."""
    words = (*lexicon().question, *lexicon().answer)
    han = [word for word in words if IS_HAN.match(word)]
    others = [word.capitalize() for word in words if len(word) > 4 and not IS_HAN.match(word)]
    parts = sorted({*han, *others, *(name for name in names if len(name) > 1)}, key=len, reverse=True)
    return re.compile(rf"{_SENTENCE_BEFORE}(?P<name>{'|'.join(map(re.escape, parts))})\s*:\s*")
