"""Speaker labels at the beginning of a line: what can be one by its form. Which ones count, the whole page decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from indexer.readers.extract import Block
from indexer.segment.lexicon import key_of, lexicon, says
from indexer.segment.lines import Row
from search.model import Span
from search.names import name_words

LABEL_CHARS = 70  # the longest label seen, a name with party and office, has 66 code points without its brackets

_NUMBERING = re.compile(r"(?:[(\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[)\]]?\s*[、.)]\s*)?")
_CHAMBER = re.compile(
    r"(?:O SR\.|A SRA\.|O SR\.\s?/\s?A SRA\.|OS SRS\.|AS SRAS\.)\s+(?P<name>[^–—:(]{2,80}?)\s*(?P<note>\([^)]*\))?\s*[–—:]\s*"
)
_BRACKETED = re.compile(r"[\[【](?P<name>[^\]】:]{1,40})[\]】]\s*:?\s*")
_COLON = re.compile(r"(?P<name>(?:[^:\[({]|\([^)]*\)|\[[^\]]*\]){1,110}?)\s*(?:(?<!\d):(?!//)|:(?!\d))\s*")
_POINT_DASH = re.compile(r"(?P<name>[^:?!]{2,60}?)\s?\.\s?[-–—]+\s*")
_DASH = re.compile(r"(?P<name>[^:?!.,]{2,60}?(?:\([^)]*\))?)\s+[-–—]\s+")
_LETTER = re.compile(r"(?P<name>[QAPRВО])(?:[.:]\s*|\s{2,}|\t|\s*[-–—]\s+)(?=\S)")
_NOTE = re.compile(r"\s*[(\[（].*?[)\]）]\s*")
_NAME_SIGNS = re.compile(r"[^,;!?\"。、《》<>/=@#*%|…]+")
_PARTICLES = frozenset(["de", "da", "do", "das", "dos", "e", "y", "del", "la", "las", "los", "van", "von", "der", "den", "di", "du", "al", "of", "the", "and", "bin", "ibn", "o", "a"])


class LabelKind(StrEnum):
    """What a label says of the turn it opens."""

    QUESTION = "question"  # a word for question, or a journalist or outlet
    ANSWER = "answer"
    NAME = "name"
    MODERATOR = "moderator"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Label:
    """A label: where it stands (numbering before it and separator behind it included) and the name in it.

    `name` is without brackets and separator; `note` is what stood in brackets. `certain` when the words alone say
    that it is a label; others need the page's support. `strong` when it stands out from the rest of its line.
    """

    row: int
    span: Span
    kind: LabelKind
    name: str
    note: str = ""
    certain: bool = False
    strong: bool = False
    alone: bool = False
    form: str = "colon"


def label_at(row: Row, text: str) -> Label | None:
    """The label that may open a line of the document's `text`, by its form and words alone; None when there is none."""
    plain = row.plain
    lead = _NUMBERING.match(plain)
    skip = lead.end() if lead else 0
    for form, pattern in (
        ("chamber", _CHAMBER), ("bracket", _BRACKETED), ("colon", _COLON), ("point", _POINT_DASH), ("letter", _LETTER), ("dash", _DASH),
    ):  # fmt: skip
        for start in dict.fromkeys((skip, 0)):
            match = pattern.match(plain, start)
            label = _label(row, text, match, form) if match else None
            if label is not None:
                return label
    return _strong_label(row, text)


def kind_of(name: str) -> tuple[LabelKind, bool] | None:
    """What the words of a label say, and whether they say it for certain; None for what cannot be a label."""
    key = key_of(_NOTE.sub(" ", name))
    words = lexicon()
    if key in words.question or re.fullmatch(
        r"(?:问题|問題|提问|提問|question|pergunta|pregunta|вопрос)\s*(?:[一二三四五六七八九十]+|\d+)", key
    ):
        return LabelKind.QUESTION, True
    if key in words.answer:
        return LabelKind.ANSWER, True
    if key in words.statement:
        return LabelKind.STATEMENT, True
    if not key or key in words.keys or key in words.contact or re.match(r"\d", key) or _ends_in_verb(key):
        return None
    if len(key) <= LABEL_CHARS and says(key, words.moderator) and _is_name(name, loose=True):
        return LabelKind.MODERATOR, True
    if _is_name(name, loose=True) and (_says_press(key, words.press) or _is_outlet(key)):
        return LabelKind.QUESTION, True
    return (LabelKind.NAME, False) if _is_name(name) else None


def looks_like_person(name: str) -> bool:
    """Whether a label reads as a person's name: a Han family name or a dotted name, or two capitalised words."""
    bare = _NOTE.sub(" ", name).strip()
    han = re.sub(r"\s", "", bare)
    if re.fullmatch(r"[㐀-鿿·-]+", han):
        return ("·" in han and len(han) > 4) or (2 <= len(han) <= 4 and han[0] in lexicon().surnames)
    return len([word for word in bare.split() if word[:1].isupper()]) >= 2


def has_office(name: str) -> bool:
    """Whether a label names an office or a form of address beside or instead of a name."""
    return len("".join(name_words(name))) < len(re.sub(r"\W", "", _NOTE.sub(" ", name))) - 3


def _label(row: Row, text: str, match: re.Match[str], form: str) -> Label | None:
    """A matched form as a label, if its words allow it."""
    raw = match["name"].strip()
    if len(_NOTE.sub("", raw)) > LABEL_CHARS:
        return None
    kind = (LabelKind.NAME, True) if form == "chamber" else kind_of(raw)
    if form == "letter":
        kind = (LabelKind.QUESTION if raw in "QPВ" else LabelKind.ANSWER), False
    if kind is None or (form in ("dash", "point", "bracket") and not kind[1] and not _may_be_bare(raw, form)):
        return None
    start, end = row.span.start, row.span.start + match.end()
    at = match.start("name")
    name = text[start + at : start + match.end("name")].strip()
    notes = _NOTE.findall(plain_note(name)) if form != "chamber" else [match["note"] or ""]
    return Label(
        row=row.number,
        span=Span(start, min(end, row.span.end)),
        kind=kind[0],
        name=_NOTE.sub(" ", name).strip(" ,:：") or name,
        note=" ".join(note.strip(" ()[]（）") for note in notes),
        certain=kind[1],
        strong=row.strong_until() >= match.end("name") - 1 and row.strong_until() <= match.end() + 2,
        alone=end >= row.span.end,
        form="heading" if row.block is Block.HEADING else form,
    )


def plain_note(name: str) -> str:
    """A name with full-width brackets narrowed."""
    return name.replace("（", "(").replace("）", ")")


def _strong_label(row: Row, text: str) -> Label | None:
    """A label without separator that stands out from the rest of its line (bold markup in place of a colon)."""
    until = row.strong_until()
    if not 1 < until <= LABEL_CHARS or until >= len(row.plain):
        return None
    raw = row.plain[:until].strip()
    kind = kind_of(raw)
    if kind is None or not kind[1]:
        return None
    name = text[row.span.start : row.span.start + until].strip()
    return Label(
        row.number, Span(row.span.start, row.span.start + until), kind[0], name, "", True, True, False, "strong"
    )


def _may_be_bare(name: str, form: str) -> bool:
    """Whether a name before a dash or in brackets, with no word that says so, may still be a label."""
    if form == "bracket":
        return looks_like_person(name)
    words = name.split()
    return (
        (form == "point"
        and len(words) <= 4)
        or (name.isupper() and len(name) > 2)
        or (len(words) <= 5 and has_office(name))
    )


def _is_name(name: str, loose: bool = False) -> bool:
    """Whether a label has the form of a name: no sentence signs, Han of at most 12 signs (24 with dots or `loose`),
    or at most seven words of which the outer ones are capitalised."""
    bare = _NOTE.sub(" ", name).strip()
    if not bare or (not loose and not _NAME_SIGNS.fullmatch(bare)) or re.search(r"[。！？!?;]", bare):
        return False
    if re.search(r"[㐀-鿿]", bare):
        return len(bare) <= (30 if loose or "·" in bare else 12)
    words = bare.split()
    if len(words) > (10 if loose else 7) or re.search(r"\d", bare):
        return False
    big = [word for word in words if word[:1].isupper()]
    return (
        bool(big)
        and words[0][:1].isupper()
        and (loose or all(word[:1].isupper() or word.lower() in _PARTICLES for word in words))
    )


def _ends_in_verb(key: str) -> bool:
    """Whether a clause ends in a verb of saying or counting: then a quotation or a list follows, no turn."""
    for verb in lexicon().verbs:
        if "㐀" <= verb[0] <= "鿿":
            if key.endswith(verb) and key != verb:
                return True
        elif re.search(rf"(?<!\w){re.escape(verb)}$", key):
            return True
    return False


def _says_press(key: str, words: tuple[str, ...]) -> bool:
    """Whether a label names a journalist; in Han the word stands at the end or before the name."""
    return says(key, words) and len(key) <= LABEL_CHARS


def _is_outlet(key: str) -> bool:
    """Whether a label names a news outlet and little else."""
    return len(key) <= 40 and says(key, lexicon().outlets)
