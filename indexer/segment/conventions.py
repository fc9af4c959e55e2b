"""Which of a page's possible labels count: no label alone shows that somebody speaks, the page's convention does."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from indexer.segment.labels import Label, LabelKind, has_office, label_at, looks_like_person
from indexer.segment.lexicon import key_of, lexicon
from indexer.segment.lines import Row
from search.model import Span
from search.names import name_words, same_person, speaker_key

ENOUGH = 3  # points from which a name counts as a label; bench.segmentation, all five kinds
ONE_LINE_CHARS = 600  # a line this long may hold a whole interview

_SENTENCE_BEFORE = r"(?<=[。！？!?…\"”’」.)）])\s*"
_QUOTE = re.compile(r"\s*[\"'“‘«「『]")


def find_labels(rows: Sequence[Row], text: str, title: str, known: Sequence[str] = ()) -> tuple[Label, ...]:
    """The labels of the body `rows`, in order. `known` are names that the format gives as speakers."""
    candidates = {row.number: label for row in rows if (label := label_at(row, text)) is not None}
    groups = _groups(candidates.values())
    points = {key: _points(labels, groups, rows, title, known) for key, labels in groups.items()}
    accepted = [label for label in candidates.values() if points[_group_key(label)] >= ENOUGH]
    accepted = _without_lone(accepted, rows)
    inline = _inline(rows, text, accepted, title)
    return tuple(sorted((*accepted, *inline), key=lambda label: label.span.start))


def _group_key(label: Label) -> str:
    """Labels of one key stand or fall together."""
    return speaker_key(label.name) or key_of(label.name)


def _groups(labels: Iterator[Label] | Sequence[Label] | object) -> Mapping[str, list[Label]]:
    """Labels by key."""
    found: dict[str, list[Label]] = defaultdict(list)
    for label in labels:  # type: ignore[attr-defined]
        found[_group_key(label)].append(label)
    return found


def _points(
    labels: Sequence[Label], groups: Mapping[str, list[Label]], rows: Sequence[Row], title: str, known: Sequence[str]
) -> int:
    """How much speaks for a group of like labels (`ENOUGH` and more: they count)."""
    first = labels[0]
    if first.form == "letter":
        return ENOUGH if _letters_alternate(groups) else 0
    if first.certain:
        return ENOUGH
    by_number = {row.number: row for row in rows}
    others = [group for key, group in groups.items() if key != _group_key(first)]
    points = 2 * (len(labels) >= 2)
    points += 2 * (_in_title(first.name, title) or any(same_person(first.name, name) for name in known))
    points += any(label.strong for label in labels) + looks_like_person(first.name) + has_office(first.name)
    points += 2 * (first.form == "heading")
    points += 2 * any(group[0].certain and group[0].kind is LabelKind.QUESTION for group in others)
    points += any(len(group) >= 2 for group in others)
    points -= 3 * _like_headlines(labels, by_number)
    points -= 2 * all(_quotes(label, by_number) for label in labels)
    return points


def _in_title(name: str, title: str) -> bool:
    """Whether the title names the person of a label."""
    words = name_words(name)
    folded = "".join(name_words(title)) if re.search(r"[㐀-鿿]", title) else ""
    if not words:
        return False
    if re.search(r"[㐀-鿿]", words[0]):
        return words[0] in re.sub(r"[\s·•]", "", key_of(title)) or words[0] in folded
    titled = set(re.split(r"-", speaker_key(title)))
    return len(words[-1]) > 2 and words[-1] in titled


def _like_headlines(labels: Sequence[Label], rows: Mapping[int, Row]) -> bool:
    """Whether most of the lines behind the labels are no sentences: `Name: what was said` in a list of links."""
    spoken = [rows[label.row] for label in labels if not label.alone]
    if not spoken:
        return False
    bare = sum(not row.ends_sentence and len(row.plain) < 120 for row in spoken)
    return bare * 2 > len(spoken)


def _quotes(label: Label, rows: Mapping[int, Row]) -> bool:
    """Whether a quotation follows the label at once."""
    row = rows[label.row]
    return bool(_QUOTE.match(row.plain[label.span.end - row.span.start :]))


def _letters_alternate(groups: Mapping[str, list[Label]]) -> bool:
    """Whether single letters (Q, A; P, R) stand for question and answer here: both kinds, or one of them often."""
    letters = [group[0].kind for group in groups.values() if group[0].form == "letter"]
    often = [len(group) for group in groups.values() if group[0].form == "letter"]
    return len(set(letters)) == 2 or max(often, default=0) >= 3


def _without_lone(accepted: Sequence[Label], rows: Sequence[Row]) -> list[Label]:
    """No labels at all where a single uncertain one is all there is: one `Name: text` is no conversation."""
    certain = any(label.certain for label in accepted)
    if certain or len(accepted) >= 2:
        return list(accepted)
    return [label for label in accepted if label.alone or label.strong or label.row == rows[0].number]


def _inline(rows: Sequence[Row], text: str, accepted: Sequence[Label], title: str) -> Iterator[Label]:
    """Labels inside a line, behind the end of a sentence: glued turns and pages of a single line."""
    names = Counter(label.name for label in accepted if label.kind is not LabelKind.QUESTION or label.certain)
    words = [*names, *_words_of_title(rows, title)]
    pattern = _inline_pattern(words)
    heads = {label.row: label for label in accepted}
    for row in rows:
        found = list(pattern.finditer(row.plain))
        if row.number not in heads and not (len(row.plain) >= ONE_LINE_CHARS and len(found) >= 2):
            continue
        for match in found:
            span = Span(row.span.start + match.start("name"), row.span.start + match.end())
            if span.start <= heads[row.number].span.start if row.number in heads else False:
                continue
            name = text[span.start : row.span.start + match.end("name")]
            key = key_of(name)
            kind = (
                LabelKind.QUESTION
                if key in lexicon().question
                else LabelKind.ANSWER
                if key in lexicon().answer
                else LabelKind.NAME
            )
            yield Label(row.number, span, kind, name, certain=True, form="inline")


def _words_of_title(rows: Sequence[Row], title: str) -> Iterator[str]:
    """Names in front of a colon inside the lines that the title knows too."""
    for row in rows:
        for match in re.finditer(r"(?<=[。？！?!])\s*([㐀-鿿·]{2,12}):", row.plain):
            if _in_title(match[1], title):
                yield match[1]


def _inline_pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Question and answer words and the page's own labels, behind a sentence's end."""
    han = [word for word in (*lexicon().question, *lexicon().answer) if "㐀" <= word[0] <= "鿿"]
    latin = [
        word.capitalize()
        for word in (*lexicon().question, *lexicon().answer)
        if len(word) > 4 and not "㐀" <= word[0] <= "鿿"
    ]
    words = sorted(
        {*han, *latin, *(re.sub(r"\s+", " ", name) for name in names if len(name) > 1)}, key=len, reverse=True
    )
    return re.compile(rf"{_SENTENCE_BEFORE}(?P<name>{'|'.join(map(re.escape, words)) or '(?!)'})\s*:\s*")
