"""Folding: the key form of a text with a map back to it. Width, case, Chinese script, name dots, zero-width signs.

Folding is free of context, so a string folds alike wherever it stands; the text itself is never altered.
Accents stay (a stemmer may need them); `plain` takes them from single words.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import charmap_build, charmap_decode, charmap_encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from search.scripts import IS_JOINED, JOINED

# Zero-width and direction signs, soft hyphen, byte order mark, variation selectors: nobody sees them.
_INVISIBLE = frozenset(
    code
    for low, high in (
        (0xAD, 0xAD),
        (0x34F, 0x34F),
        (0x61C, 0x61C),
        (0x180E, 0x180E),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x206F),
        (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF),
        (0xE0000, 0xE007F),
        (0xE0100, 0xE01EF),
    )
    for code in range(low, high + 1)
)
# Where compatibility forms, upper case and combining marks live; nothing outside changes by NFKC or lower().
_BLOCKS = ((0x80, 0x3400), (0xA640, 0xABC0), (0xF900, 0x10000), (0x10400, 0x10600), (0x1D400, 0x1D800))
_MORE_BLOCKS = ((0x10CB0, 0x10D00), (0x118A0, 0x118E0), (0x16E40, 0x16E80), (0x1E900, 0x1E950), (0x1F100, 0x1F200))
_RARE_HAN = ((0x2F800, 0x2FA20),)
# Halfwidth voicing signs compose with the kana before, though they are no marks.
_COMPOSING = frozenset((0xFF9E, 0xFF9F))

_DOTS = "•·‧∙・⋅."
# One line break is white space (hard-wrapped pages); a blank line is a break.
_GAP = re.compile(rf"(?<=[{JOINED}])(?:[ \t]*[{_DOTS}][ \t]*|[ \t\r]*\n[ \t\r]*|[ \t\r]+)(?=[{JOINED}])")
# Every gap ends so: a cheap no for most texts.
_GAP_END = re.compile(rf"[ \t\r\n{_DOTS}](?=[{JOINED}])")
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ς": "σ", "ħ": "h", "ŋ": "n", "þ": "th"}
)
# Marks that make another letter of a Cyrillic one: й, ў, ї.
_CYRILLIC_LETTERS = {("и", "\u0306"), ("у", "\u0306"), ("і", "\u0308")}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and its map: `text[i]` comes from the code points [starts[i], ends[i]) of the original.

    Without `starts` the map is one to one.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the original that became text[start:end] (not empty), combining marks included."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """The text's key form. Never raises; lone surrogates pass through."""
    try:
        return Folded(charmap_decode(charmap_encode(text, "strict", _WESTERN)[0], "strict", _WESTERN_FOLDED)[0])
    except UnicodeEncodeError:
        return fold_any(text)


def fold_any(text: str) -> Folded:
    """As `fold`, whatever the text holds."""
    simple = text.translate(_TABLE)
    folded = _fold_clusters(text) if _ODD_MARK in simple else Folded(simple)
    return _close_gaps(folded) if _GAP_END.search(folded.text) and _GAP.search(folded.text) else folded


def strip_accents(word: str) -> str:
    """A folded word without accents: ação -> acao, ёлка -> елка; й and the marks of other scripts stay."""
    return word if word.isascii() else _plain(word)


def plain_text(text: str) -> str:
    """A text folded, without accents, with single blanks: the form in which names and words are compared."""
    return " ".join(strip_accents(fold(text).text).split())


@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    kept: list[str] = []
    base = ""
    for sign in unicodedata.normalize("NFD", word):
        if not unicodedata.combining(sign):
            base = sign
        elif _is_accent(base, sign):
            continue
        kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_LETTERS)


def _is_accent(base: str, mark: str) -> bool:
    """Whether a mark only decorates its letter: Latin, Greek, and Cyrillic save й, ў, ї."""
    code = ord(base) if base else 0
    if 0x400 <= code < 0x530:
        return (base, mark) not in _CYRILLIC_LETTERS
    return code < 0x400 or 0x1E00 <= code < 0x2000


def _fold_clusters(text: str) -> Folded:
    """The slow road: the plain stretches at once, each odd cluster by itself."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in _CLUSTER.finditer(text):
        start, end = match.span()
        parts.append(text[done:start].translate(_SIMPLE))
        starts.extend(range(done, start))
        ends.extend(range(done + 1, start + 1))
        key = _fold_cluster(match[0])
        parts.append(key)
        starts.extend([start] * len(key))
        ends.extend([start + len(match[0].rstrip(_UNSEEN))] * len(key))
        done = end
    parts.append(text[done:].translate(_SIMPLE))
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return Folded("".join(parts), starts, ends)


@lru_cache(maxsize=10_000)
def _fold_cluster(cluster: str) -> str:
    """The key of a character with its marks; empty for invisible signs. A joined script keeps only what composes."""
    seen = "".join(sign for sign in cluster if ord(sign) not in _INVISIBLE)
    key = _bare(_fold_sign(seen))
    # NFKC would glue ①２０１９ into 12019 and a footnote's sign to its word.
    base = seen[:1]
    apart = base and unicodedata.category(base) in ("No", "So") and any(map(str.isdigit, key))
    return f" {key} " if apart and not "₀" <= base <= "₉" else key


def _bare(key: str) -> str:
    """The key without marks that stand on characters of a joined script."""
    kept = key[:1]
    for sign in key[1:]:
        if not (IS_JOINED.match(kept[-1]) and _is_mark(sign)):
            kept += sign
    return kept


def _is_mark(sign: str) -> bool:
    return ord(sign) in _COMPOSING or unicodedata.category(sign)[0] == "M"


def _fold_sign(sign: str) -> str:
    """NFKC, lower case letter by letter (a final sigma depends on its word), NFKC again, Chinese script."""
    wide = unicodedata.normalize("NFKC", sign)
    if not any(map(str.isalnum, wide)):
        # … and ¨ would become several signs of punctuation, or a blank with a mark
        return wide if len(wide) == 1 else sign
    lower = "".join(map(str.lower, wide))
    return unicodedata.normalize("NFKC", lower).translate(_SCRIPT)


def _close_gaps(folded: Folded) -> Folded:
    """Name dots and white space between two Han characters taken out, the map kept."""
    text = folded.text
    keep: list[int] = []
    parts: list[str] = []
    done = 0
    for match in _GAP.finditer(text):
        parts.append(text[done : match.start()])
        keep.extend(range(done, match.start()))
        done = match.end()
    parts.append(text[done:])
    keep.extend(range(done, len(text)))
    if folded.starts is None or folded.ends is None:
        return Folded("".join(parts), keep, [offset + 1 for offset in keep])
    starts, ends = folded.starts, folded.ends
    return Folded("".join(parts), [starts[offset] for offset in keep], [ends[offset] for offset in keep])


def _read_script() -> dict[int, str]:
    """Traditional characters and regional variants -> their simplified key."""
    lines = resources.files("search.analysis").joinpath("tables/han.txt").read_text("utf-8").splitlines()
    pairs = (pair for line in lines if not line.startswith("#") for pair in line.split())
    return {ord(pair[0]): pair[1] for pair in pairs}


def _read_simple() -> tuple[dict[int, str], list[int]]:
    """What folds one to one, and the code points that do not: expanding, invisible, combining, composing."""
    simple: dict[int, str] = {ord(sign): sign.lower() for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    odd = set(_INVISIBLE | _COMPOSING)
    for low, high in (*_BLOCKS, *_MORE_BLOCKS, *_RARE_HAN):
        for code in range(low, high):
            sign = chr(code)
            if _is_mark(sign):
                odd.add(code)
            elif code not in odd and not (unicodedata.is_normalized("NFKC", sign) and sign.lower() == sign):
                key = _fold_cluster.__wrapped__(sign)
                if len(key) != 1:
                    odd.add(code)
                elif key != sign:
                    simple[code] = key
    return {**_SCRIPT, **simple}, sorted(odd)


def _ranges(codes: Iterable[int]) -> str:
    """A character class of sorted code points."""
    spans: list[list[int]] = []
    for code in codes:
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in spans)


_SCRIPT = _read_script()
_SIMPLE, _ODD_CODES = _read_simple()
_MARK_CODES = [code for code in _ODD_CODES if _is_mark(chr(code))]
MARKS = _ranges(code for code in _MARK_CODES if code not in _INVISIBLE)
_UNSEEN = "".join(chr(code) for code in _INVISIBLE if not _is_mark(chr(code)))
# One pass folds a text and finds out whether it may be folded so: what does not fold one to one becomes this
# noncharacter. A translation is twice as fast where the table holds a character than where it does not.
_ODD_MARK = "\uffff"
_COMMON = ((0, 0x530), (0x2000, 0x2070), (0x3000, 0x3100), (0x4E00, 0xA000), (0xFF00, 0xFFF0))
_TABLE: dict[int, int | str] = {code: code for low, high in _COMMON for code in range(low, high)}
_TABLE |= {**_SIMPLE, **dict.fromkeys(_ODD_CODES, _ODD_MARK)}
# Most texts in Latin letters have no other signs than these, which fold one to one: by way of a code page of their own
# they are folded four times faster, and those in other scripts turn back at the first letter.
_SIGNS = [*range(0x80), *range(0xA1, 0x100), *map(ord, "–—“”‘’…•€")]
_PAGE = "".join(chr(code) for code in _SIGNS if _TABLE.get(code) != _ODD_MARK)
_WESTERN = charmap_build(_PAGE.ljust(256, "\ufffe"))
_WESTERN_FOLDED = _PAGE.translate(_TABLE)
# An invisible sign between a letter and its marks belongs to them.
_FOLLOWING = _ranges(sorted({*_MARK_CODES, *_INVISIBLE}))
_EXPANDING = _ranges(code for code in _ODD_CODES if code not in _INVISIBLE and not _is_mark(chr(code)))
_CLUSTER = re.compile(rf"(?:[^\W_{_FOLLOWING}]|[{_EXPANDING}])?[{_FOLLOWING}]+|[{_EXPANDING}]")
