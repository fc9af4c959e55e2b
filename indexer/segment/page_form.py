"""The page as a whole: how it marks turns, its genre where the title does not tell, its flags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from indexer.segment.labels import Label, LabelKind
from search.model import Genre, Passage, Role, Turn

_PART = re.compile(r"[(（]\s*\d{1,2}\s*/\s*\d{1,2}\s*[)）]|第\s*[二三四五六七八九\d]+\s*页")
_SENTENCE = re.compile(r"[。！？!?.;；…]\W*$")
ITEM_CHARS = 80  # the longest headline of a list of links
FEWEST_ITEMS = 8
SINGLE_LINE_CHARS = 2_000  # a page with one line this long lost its line breaks


def form_of(text: str, labels: Sequence[Label], turns: Sequence[Turn], passages: Sequence[Passage]) -> str:
    """The turn convention: labelled_qa, named_qa, dialogue, bracket_live, unlabelled_qa, prose, listing or empty."""
    if not passages:
        return "empty"
    questions = sum(turn.role is Role.QUESTION for turn in turns)
    if not labels:
        return "unlabelled_qa" if questions else "listing" if _is_listing(passages, text) else "prose"
    if sum(label.form == "bracket" for label in labels) * 2 > len(labels):
        return "bracket_live"
    if any(label.certain and label.kind is LabelKind.QUESTION for label in labels):
        return "labelled_qa"
    return "named_qa" if questions else "dialogue"


def genre_by_form(genre: Genre, form: str, labels: Sequence[Label], turns: Sequence[Turn]) -> Genre:
    """The genre by the turns where the title tells none."""
    if genre is not Genre.OTHER:
        return genre
    askers = {label.name for label in labels if label.kind is LabelKind.QUESTION}
    if form == "labelled_qa":
        return Genre.PRESS_CONFERENCE if len(askers) > 2 else Genre.INTERVIEW
    if form in ("named_qa", "unlabelled_qa"):
        return Genre.INTERVIEW
    return Genre.STATEMENT if len(turns) == 1 and turns[0].speaker else Genre.OTHER


def flags_of(
    text: str, title: str, labels: Sequence[Label], turns: Sequence[Turn], passages: Sequence[Passage]
) -> frozenset[str]:
    """What a reader of the page should know: bilingual, partial, single_line, orphan_answer."""
    flags: set[str] = set()
    languages = Counter(passage.lang.split("-")[0] for passage in passages if passage.turn)
    languages.pop("und", None)
    if len(languages) >= 2 and languages.most_common(2)[1][1] * 3 >= languages.total():
        flags.add("bilingual")
    if _PART.search(title):
        flags.add("partial")
    if (
        any(label.form == "inline" for label in labels)
        and max(map(len, text.split("\n")), default=0) > SINGLE_LINE_CHARS
    ):
        flags.add("single_line")
    if any(turn.role is Role.ANSWER and not turn.replies_to for turn in turns):
        flags.add("orphan_answer")
    return frozenset(flags)


def _is_listing(passages: Sequence[Passage], text: str) -> bool:
    """Whether a page is a list of short items that are no sentences."""
    items = [passage.spans[0].of(text) for passage in passages]
    short = sum(len(item) < ITEM_CHARS and not _SENTENCE.search(item) for item in items)
    return len(items) >= FEWEST_ITEMS and 5 * short > 4 * len(items)
