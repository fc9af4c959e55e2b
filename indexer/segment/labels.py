"""What can be a speaker's label at the beginning of a line, by its form. `label_selection` decides which ones count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from indexer.readers.extract import Block
from indexer.segment.lexicon import any_of, ends_in_verb, key_of, lexicon, says
from indexer.segment.lines import PageLine, plain
from search.model import Span
from search.names import name_words
from search.scripts import HAN, IS_HAN, is_han

LABEL_CHARS = 70  # the longest label seen, a name with party and office, has 66 code points without its brackets
STRONG_CHARS = 140  # a label in bold may hold an office of many words
BRACKET_CHARS = 20  # longer brackets are editorial
STRONG_WORDS = 18
OUTLET_CHARS = 40  # a longer label says more than an outlet's name

_NUMBERING = re.compile(r"(?:[(\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[)\]]?\s*[、.)]\s*)?")
_CHAMBER = re.compile(
    r"(?:O SR\.|A SRA\.|O SR\.\s?/\s?A SRA\.|OS SRS\.|AS SRAS\.)\s+"
    r"(?P<name>[^–—:(]{2,80}?)\s*(?P<note>\([^)]*\))?\s*(?:[–—:]|-(?=\s))\s*"
)
_BRACKETED = re.compile(r"[\[【](?P<name>[^\]】:]{1,40})[\]】]\s*:?\s*")
_COLON = re.compile(r"(?P<name>(?:[^:\[({]|\([^)]*\)|\[[^\]]*\]){1,110}?)\s*(?:(?<!\d):(?!//)|:(?!\d))\s*")
_POINT_DASH = re.compile(r"(?P<name>[^:?!]{2,60}?)\s?\.\s?[-–—]+\s*")
_DASH = re.compile(
    r"(?P<name>[^:?!.,;\"]{2,60}?(?:\([^)]*\))?)(?:\s+[-–—|]+\s+|(?<=[A-ZÀ-ÞА-Я])[-–—|]+\s+|\s*[-–—]\s*$)"
)
_LETTER = re.compile(r"(?P<name>[QAPRВО])(?:[.:]{1,2}\s*|\s{2,}|\t|\s*[-–—]\s+)(?=\S)")
_BLANK = re.compile(r"(?P<name>_{3,})\s*:\s*")  # somebody whom the shorthand writer did not know
_FORMS = (
    ("chamber", _CHAMBER),
    ("bracket", _BRACKETED),
    ("letter", _LETTER),
    ("blank", _BLANK),
    ("colon", _COLON),
    ("point", _POINT_DASH),
    ("dash", _DASH),
)
_BARE_WORDS = {"point": 4, "dash": 5}  # words that a label before a mere dash may have

# A newspaper in brackets behind a name: who is so labelled asks.
_OUTLET_NOTE = re.compile(
    r"[(\[][^)\]]*(?:[\"《]|(?:rádio|radio|tv|jornal|folha|diario|news)\b)[^)\]]*[)\]]", re.IGNORECASE
)
# Behind a label: Markdown's end of bold, and the time at which the turn begins.
_BEHIND = re.compile(r"(?:\*\*|__)?\s*(?:[(\[]\d{1,2}:\d\d(?::\d\d)?[)\]])?\s*")
_NOTE = re.compile(r"\s*[(\[（].*?[)\]）]\s*")
_NAME_SIGNS = re.compile(r"[^,;!?\"。、《》<>/=@#*%|…]+")
# What stands around a journalist in `会后有中新社记者问及:` and is no part of the name.
_ASIDE = re.compile(
    r"^(?:会后|會後|随后|隨後|现场|現場|另?有|另?一位|另?一名|[,，\s])+(?=.*(?:记者|記者))|(?<=[记記]者)(?:问及|追问|提问|問及|追問|提問|问|問)+$"
)
_NUMBERED_QUESTION = re.compile(rf"(?:{any_of(lexicon().numbered)})\s*(?:[一二三四五六七八九十]+|\d+)")
_ASKED = re.compile(r".{0,10}(?:记者|記者|媒体|媒體|网友|網友)(?:提问|提問|问及|問及|追问|追問|问|問)")
_ANSWERED = re.compile(r".{0,8}(?:发言人|發言人|部长|部長|外长|外長|大使|总统|總統|主席)(?:答|回答|答复|答覆)")
_ADDRESSED = re.compile(rf"(?:{any_of(lexicon().numbered)})s?\s+(?:{any_of(lexicon().asked_by)})\s+\S.{{1,60}}")


class LabelKind(StrEnum):
    """What a label says of the turn it opens."""

    QUESTION = "question"  # a word for question, or a journalist or outlet
    ANSWER = "answer"
    NAME = "name"
    MODERATOR = "moderator"
    STATEMENT = "statement"
    VOICE = "voice"  # somebody unnamed, neither question nor answer


@dataclass(frozen=True, slots=True)
class Label:
    """A label: where it stands (numbering before it and separator behind it included) and the name in it.

    `name` is without brackets and separator; `note` is what stood in brackets. `certain` when the words alone say
    that it is a label; others need the page's support. `strong` when it stands out from the rest of its line,
    `alone` when nothing else is on the line. `form` says how it is set off: colon, dash, point, bracket, chamber,
    letter, heading, strong, inline.
    """

    line_number: int
    span: Span
    kind: LabelKind
    name: str
    note: str = ""
    certain: bool = False
    strong: bool = False
    alone: bool = False
    form: str = "colon"


def label_at(line: PageLine, text: str) -> Label | None:
    """The label that may open a line of the document's `text`, by its form and words alone; None when there is none."""
    lead = _NUMBERING.match(line.plain)
    skip = lead.end() if lead else 0
    for form, pattern in _FORMS:
        for start in dict.fromkeys((skip, 0)):
            match = pattern.match(line.plain, start)
            label = _label(line, text, match, form) if match else None
            if label is not None:
                return label
    return _strong_label(line, text)


@lru_cache(maxsize=20_000)
def kind_of(name: str) -> tuple[LabelKind, bool] | None:
    """What the words of a label say, and whether they say it for certain; None for what cannot be a label."""
    key = key_of(_NOTE.sub(" ", name))
    words = lexicon()
    if key in words.question or any(form.fullmatch(key) for form in (_NUMBERED_QUESTION, _ADDRESSED, _ASKED)):
        return LabelKind.QUESTION, True
    if _ANSWERED.fullmatch(key):
        return LabelKind.ANSWER, True
    for listed, kind in (
        (words.answer, LabelKind.ANSWER),
        (words.statement, LabelKind.STATEMENT),
        (words.voices, LabelKind.VOICE),
    ):
        if key in listed:
            return kind, True
    if not key or key in words.keys or key in words.contact or re.match(r"\d", key) or ends_in_verb(key):
        return None
    if _is_name(name, loose=True):
        if says(key, words.moderator):
            return LabelKind.MODERATOR, True
        if _names_press(key, name):
            return LabelKind.QUESTION, True
    if _is_name(re.sub(r"[《》]", "", name)) and len(key) <= OUTLET_CHARS and says(key, words.outlets):
        return LabelKind.QUESTION, False
    return (LabelKind.NAME, False) if _is_name(name) else None


def looks_like_person(name: str) -> bool:
    """Whether a label reads as a person's name: a Han family name or a dotted name, or two capitalised words."""
    bare = _NOTE.sub(" ", name).strip()
    han = re.sub(r"\s", "", bare)
    if re.fullmatch(rf"[{HAN}·•-]+", han):
        return (bool(re.search(r"[·•]", han)) and len(han) > 4) or (2 <= len(han) <= 4 and han[0] in lexicon().surnames)
    return len([word for word in bare.split() if word[:1].isupper()]) >= 2


def has_office(name: str) -> bool:
    """Whether a label names an office or a form of address beside or instead of a name."""
    return len("".join(name_words(name))) < len(re.sub(r"\W", "", _NOTE.sub(" ", name))) - 3


def _label(line: PageLine, text: str, match: re.Match[str], form: str) -> Label | None:
    """A matched form as a label, if its words allow it."""
    raw = match["name"].strip(" *_")
    until = line.strong_until()
    strong = match.end("name") - 1 <= until <= match.end() + 2
    if len(_NOTE.sub("", raw)) > (STRONG_CHARS if strong else LABEL_CHARS):
        return None
    kind = _kind_of_form(raw, form) or (_kind_of_strong(raw) if strong and form == "colon" else None)
    if kind is None:
        return None
    closing = _BEHIND.match(line.plain, match.end())
    end = min(line.span.start + (closing.end() if closing else match.end()), line.span.end)
    name = text[line.span.start + match.start("name") : line.span.start + match.end("name")].strip(" *_")
    notes = [match["note"] or ""] if form == "chamber" else _NOTE.findall(plain(name))
    return Label(
        line_number=line.number,
        span=Span(line.span.start, end),
        kind=kind[0],
        name=_ASIDE.sub("", _NOTE.sub(" ", name)).strip(" ,:：，") or name,
        note=" ".join(note.strip(" ()[]（）") for note in notes),
        certain=kind[1],
        strong=strong,
        alone=end >= line.span.end,
        form="heading" if line.block is Block.HEADING else form,
    )


def _kind_of_form(raw: str, form: str) -> tuple[LabelKind, bool] | None:
    """What a label says, given how it is set off: what a mere dash or bracket sets off must look like a name."""
    if form == "chamber":
        return LabelKind.NAME, True
    if form == "letter":
        return (LabelKind.QUESTION if raw in "QPВ" else LabelKind.ANSWER), False
    if form == "blank":
        return LabelKind.VOICE, True
    kind = kind_of(raw)
    noted = " ".join(_NOTE.findall(plain(raw)))
    if kind == (LabelKind.NAME, False) and (_OUTLET_NOTE.search(raw) or says(noted, lexicon().press)):
        kind = LabelKind.QUESTION, False
    if kind is None or form == "colon" or kind == (LabelKind.QUESTION, True):
        return kind
    if form == "bracket":
        return kind if len(raw) <= BRACKET_CHARS else None
    if kind[0] is LabelKind.ANSWER:
        return kind
    if len(raw.split()) > _BARE_WORDS[form] or not _is_name(raw):
        return None
    return kind if kind[0] is LabelKind.QUESTION else (LabelKind.NAME, False)


def _kind_of_strong(raw: str) -> tuple[LabelKind, bool] | None:
    """What a label set in bold says: it may be longer than others, with commas and common words, but no sentence."""
    key = key_of(_NOTE.sub(" ", raw))
    if key in lexicon().keys or ends_in_verb(key) or re.search(r"[?!;。！？\"]", raw):
        return None
    named = looks_like_person(raw) and (raw[:1].isupper() or has_office(raw))
    return (LabelKind.NAME, False) if named and len(raw.split()) <= STRONG_WORDS else None


def _strong_label(line: PageLine, text: str) -> Label | None:
    """A label without separator that stands out from the rest of its line (bold markup in place of a colon)."""
    until = line.strong_until()
    if not 1 < until <= LABEL_CHARS or until >= len(line.plain):
        return None
    kind = kind_of(line.plain[:until].strip())
    if kind is None or not (kind[1] or looks_like_person(line.plain[:until])):
        return None
    span = Span(line.span.start, line.span.start + until)
    return Label(line.number, span, kind[0], span.of(text).strip(), certain=kind[1], strong=True, form="strong")


def _names_press(key: str, name: str) -> bool:
    """Whether a label names a journalist: the word in front, or at the end (in Han a short name may follow)."""
    for word in lexicon().press:
        if is_han(word):
            if re.search(rf"{word}(?:[{HAN}]{{0,4}}|[{HAN}]+·[{HAN}·]+)(?:问及|追问)?$", key):
                return True
        elif re.match(rf"{re.escape(word)}(?!\w)", key) or (
            re.search(rf"(?<!\w){re.escape(word)}", key) and _is_name(name)
        ):
            return True
    return False


def _is_name(name: str, loose: bool = False) -> bool:
    """Whether a label has the form of a name: no sentence signs, Han of at most 12 signs (30 with dots or `loose`),
    or at most seven words (`loose`: ten), all capitalised but for particles (`loose`: the first)."""
    bare = _NOTE.sub(" ", name).strip()
    if not bare or (not loose and not _NAME_SIGNS.fullmatch(bare)) or re.search(r"[。！？!?;]", bare):
        return False
    if IS_HAN.search(bare):
        return len(bare) <= (30 if loose or re.search(r"[·•]", bare) else 12)
    words = bare.split()
    if len(words) > (10 if loose else 7) or re.search(r"\d", bare) or not words[0][:1].isupper():
        return False
    return loose or all(word[:1].isupper() or word.lower() in lexicon().particles for word in words)
