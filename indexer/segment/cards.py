"""Contact cards: runs of lines with an office, addresses and telephone numbers, which nobody speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexer.segment.lexicon import key_of, lexicon, says
from indexer.segment.lines import PageLine
from search.model import CardLine, Span

FREE_CHARS = 80  # the longest office line seen has 60 code points
HEAD_LINES = 2  # country and office; a third line in front is another card's last
ANCHOR_GAP = 5  # lines that may stand between two labels of one card: values, empty fields, the next card's head

_PHONE = re.compile(r"(?:\+|\(\+?)?\d[\d\s().+-]{4,}\d")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"(?:https?://|www\.)[^\s|]+", re.IGNORECASE)
_SOCIAL = re.compile(
    r"(?:facebook|telegram|vkontakte|vk|twitter|x|instagram|youtube|rutube|微博|微信|flickr|max)", re.IGNORECASE
)
_EMPTY = re.compile(r"[-–—]+")
_KEYED = re.compile(r"^(.{2,30}?)\s*(?:[:|]|\t)\s*(\S.*)$")


@dataclass(frozen=True, slots=True)
class ContactCard:
    """A card: its lines, the values in them, and the lines that hold an empty field."""

    lines: tuple[PageLine, ...]
    values: tuple[CardLine, ...]
    country: str = ""
    office: str = ""
    empty: tuple[PageLine, ...] = ()


@dataclass(slots=True)
class _CardBuilder:
    """A card under construction."""

    head: list[PageLine] = field(default_factory=list)
    lines: list[PageLine] = field(default_factory=list)
    empty: list[PageLine] = field(default_factory=list)
    values: list[CardLine] = field(default_factory=list)
    kind: str = ""
    bare_label: bool = False


def find_cards(lines: Sequence[PageLine]) -> tuple[ContactCard, ...]:
    """The contact cards among `lines`, in order. A run is a card when it has two labels, or one and two values."""
    cards: list[ContactCard] = []
    for zone in _zones(lines):
        cards.extend(_cards_of(zone))
    return tuple(card for card in cards if card.values)


def _zones(lines: Sequence[PageLine]) -> Iterator[Sequence[PageLine]]:
    """Runs of lines around neighbouring contact labels, with up to three head lines in front."""
    anchors = [at for at, line in enumerate(lines) if _label_kind(line) or _keyed_kind(line)]
    at = 0
    while at < len(anchors):
        last = at
        while last + 1 < len(anchors) and _joined(lines, anchors[last], anchors[last + 1]):
            last += 1
        start, end = anchors[at], anchors[last] + 1
        while end < len(lines) and (
            _is_value(lines[end])
            or _is_empty(lines[end])
            or (end == anchors[last] + 1 and _label_kind(lines[end - 1]) and _is_free(lines[end]))
        ):
            end += 1
        while start > 0 and anchors[at] - start < 3 and (_is_free(lines[start - 1]) or _is_empty(lines[start - 1])):
            start -= 1
        values = sum(_is_value(line) or bool(_keyed_kind(line)) for line in lines[start:end])
        labels = last - at + 1
        if values and (labels >= 2 or values >= 2):
            yield lines[start:end]
        at = last + 1


def _joined(lines: Sequence[PageLine], one: int, other: int) -> bool:
    """Whether the lines between two labels can belong to cards."""
    between = lines[one + 1 : other]
    free = sum(_is_free(line) and not _is_value(line) for line in between)
    return free <= ANCHOR_GAP and all(_is_value(line) or _is_empty(line) or _is_free(line) for line in between)


def _label_kind(line: PageLine) -> str:
    """The kind of field that a line opens as a label alone, or an empty string."""
    return lexicon().contact.get(key_of(line.plain), "") if len(line.plain) <= 40 else ""


def _keyed_kind(line: PageLine) -> str:
    """The kind of field of a line `label: value`, or an empty string; a telephone must have a number."""
    keyed = _KEYED.match(line.plain) if len(line.plain) <= 2 * FREE_CHARS else None
    kind = lexicon().contact.get(key_of(keyed[1]), "") if keyed else ""
    wants = {"phone": _PHONE, "fax": _PHONE, "hotline": _PHONE, "email": _EMAIL, "web": _URL}.get(kind)
    return kind if keyed and kind and (wants is None or wants.search(keyed[2])) else ""


def _is_value(line: PageLine) -> bool:
    """Whether a line is a number, an address of mail or web, or the name of a network."""
    text = line.plain.strip()
    if len(text) > FREE_CHARS:
        return False
    phone = _PHONE.match(text)
    digits = len(re.sub(r"\D", "", phone[0])) if phone else 0
    return bool(digits >= 6 or _EMAIL.search(text) or _URL.match(text) or _SOCIAL.fullmatch(text))


def _is_empty(line: PageLine) -> bool:
    """Whether a line is the mark of an empty field."""
    return bool(_EMPTY.fullmatch(line.plain.strip()))


def _is_free(line: PageLine) -> bool:
    """Whether a line can be a country, an office or an address: short, no sentence, no furniture."""
    text = line.plain.strip()
    key = key_of(text)
    if key in lexicon().ends or len(text) > FREE_CHARS or re.search(r"[?!。！？]$", text) or _is_empty(line):
        return False
    return key not in lexicon().furniture and not any(key.startswith(key_of(start)) for start, _ in lexicon().starts)


def _cards_of(zone: Sequence[PageLine]) -> Iterator[ContactCard]:
    """The cards of a run: a line that is neither label nor value opens the next one."""
    open_card = _CardBuilder()
    for at, line in enumerate(zone):
        kind = _label_kind(line)
        following = _label_kind(zone[at + 1]) if at + 1 < len(zone) else ""
        if kind == "hotline" and following and open_card.values:
            yield _closed(open_card)
            open_card = _CardBuilder()
        if kind:
            nested = open_card.bare_label and open_card.kind == "hotline"
            open_card.kind, open_card.bare_label = (open_card.kind if nested else kind), True
            open_card.lines.append(line)
        elif _keyed_kind(line):
            open_card.lines.append(line)
            open_card.values.extend(_lines_of(_keyed_kind(line), line))
            open_card.kind, open_card.bare_label = "", False
        elif _is_empty(line):
            open_card.empty.append(line)
        elif _is_value(line) or (open_card.kind in ("address", "hours") and not _opens(line, open_card)):
            open_card.lines.append(line)
            open_card.values.extend(_lines_of(_kind_of_value(line, open_card.kind), line))
            open_card.bare_label = False
        elif _trails(zone, at, open_card):
            open_card.lines.append(line)
            open_card.values.extend(_lines_of("social", line))
        else:
            if open_card.values:
                yield _closed(open_card)
                open_card = _CardBuilder()
            open_card.head.append(line)
            open_card.lines.append(line)
    yield _closed(open_card)


def _trails(zone: Sequence[PageLine], at: int, open_card: _CardBuilder) -> bool:
    """Whether a free line behind a web address names one more network: more such lines follow than a head has."""
    if not open_card.values or open_card.values[-1].kind not in ("web", "social"):
        return False
    free = 0
    while at + free < len(zone) and not (_label_kind(zone[at + free]) or _keyed_kind(zone[at + free])):
        free += 1
    return free > HEAD_LINES or at + free == len(zone)


def _opens(line: PageLine, open_card: _CardBuilder) -> bool:
    """Whether a free line after an address is the head of the next card and not a further line of the address."""
    return not open_card.bare_label and (says(line.plain, lexicon().offices) or not re.search(r"\d|,", line.plain))


def _kind_of_value(line: PageLine, kind: str) -> str:
    """The kind of a value: what it looks like where that is certain, else its label's."""
    text = line.plain.strip()
    if _EMAIL.search(text):
        return "email"
    if _SOCIAL.fullmatch(text):
        return "social"
    if _URL.match(text):
        return "web"
    return kind if kind not in ("", "email", "web") else "phone"


def _lines_of(kind: str, line: PageLine) -> Iterator[CardLine]:
    """The values of a line; several numbers in one line are several values, text behind the last is its note."""
    keyed = _KEYED.match(line.plain) if _keyed_kind(line) else None
    start = keyed.start(2) if keyed else 0
    if kind not in ("phone", "hotline", "fax"):
        yield CardLine(kind, Span(line.span.start + start, line.span.end))
        return
    found = list(_PHONE.finditer(line.plain, start))
    for at, match in enumerate(found):
        until = found[at + 1].start() if at + 1 < len(found) else len(line.plain)
        note = line.plain[match.end() : until].strip(" ,;/()")
        yield CardLine(
            kind,
            Span(line.span.start + match.start(), line.span.start + match.end()),
            re.sub(r"\D", "", match[0]),
            note,
        )


def _closed(open_card: _CardBuilder) -> ContactCard:
    """The finished card: the head's office is the line that names one, the country the line in front of it."""
    heads = [line.plain.strip() for line in open_card.head]
    at = next((at for at, head in enumerate(heads) if says(head, lexicon().offices)), None)
    if at is not None:
        office, country = heads[at], heads[at - 1] if at else ""
    else:
        country, office = (heads[0] if heads else ""), (heads[1] if len(heads) > 1 else "")
    return ContactCard(tuple(open_card.lines), tuple(open_card.values), country, office, tuple(open_card.empty))
