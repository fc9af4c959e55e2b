"""Bytes to text. A decode without error proves nothing: candidates are ranked by how plausible their text reads.

Big5 pages decode in GB18030 without an error, Russian in windows-1252, Portuguese in windows-1251; so after a byte
order mark and strict UTF-8 every candidate, the declared encoding among them, is scored on the lines that hold
bytes beyond ASCII. The declared one has a head start, not a privilege.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from indexer.charsets import FREQUENT_HAN, LABELS, LATIN_LETTERS, LONE_LETTERS, NEUTRAL_SIGNS, RUSSIAN_LETTERS
from search.errors import UnreadableFile

SAMPLE_BYTES = 24_000  # enough for a stable mean; scoring costs some 10 ms a candidate at this size
DECLARED_BONUS = 0.4  # decides between sets that read alike (windows-1252 and iso-8859-15), loses to a clear misfit
BINARY_SHARE = 0.02  # control characters above this share: not a text (pages have none, dumps and pictures 10-30 %)
NUL_SHARE = 0.1  # above it the text is UTF-16 or none; a stray NUL in a page is far below

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "cp1251", "cp1252")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_ALPHABETIC = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏЀ-ӿ]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text without byte order mark; `encoding` is Python's name of the one used, `declared` the label as given,
    `replaced` counts the U+FFFD that stand for undecodable bytes."""

    text: str
    encoding: str
    declared: str = ""
    replaced: int = 0


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of `data`. `declared` is the charset label that the file names, in any spelling, or empty.

    Raises UnreadableFile when the bytes are no text at all (the caller adds the file's name).
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _finished(data[len(mark) :], encoding, declared)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        # UTF-16 without a mark is strict UTF-8 too, with a NUL for every Latin letter
        if text.count("\x00", 0, SAMPLE_BYTES) <= NUL_SHARE * len(text[:SAMPLE_BYTES]):
            return _checked(Decoded(text, "utf-8", declared))
    named = codec_of(declared)
    sample = _sample(data)
    candidates = [named] if named else []
    if b"\x00" in sample:
        candidates += ["utf-16-le", "utf-16-be"]
    candidates += [name for name in _CANDIDATES if name not in candidates]
    scores = {
        name: plausibility(_decode_start(sample, name)) + (DECLARED_BONUS if name == named else 0.0)
        for name in candidates
    }
    best = max(candidates, key=lambda name: scores[name])
    if b"\x00" in sample and scores[best] < 0:
        raise _no_text()
    return _finished(data, best, declared)


def codec_of(label: str) -> str:
    """Python's codec for a charset label, as browsers read it; empty when unknown."""
    return LABELS.get(label.strip().strip("\"'").lower(), "")


def plausibility(text: str) -> float:
    """How much the characters beyond ASCII look like a text of the archive's languages: the mean of their values,
    about -5 (garbage) to 2 (frequent Han characters). 0 when all is ASCII."""
    total = 0.0
    count = 0
    for word in _ALPHABETIC.finditer(text):
        beyond = sum(character > "\x7f" for character in word.group())
        if beyond:
            count += beyond
            total += beyond * _word_value(word.group(), beyond)
    for position, character in enumerate(text):
        if character > "\x7f" and not _ALPHABETIC.match(character):
            count += 1
            total += _sign_value(character, text[position - 1 : position], text[position + 1 : position + 2])
        elif character < " " and _CONTROLS.match(character):
            count += 1
            total -= 5
    return total / count if count else 0.0


def _finished(data: bytes, encoding: str, declared: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    replaced = text.count("�") - data.count("�".encode()) if encoding == "utf-8" else text.count("�")
    return _checked(Decoded(text, encoding, declared, replaced))


def _checked(decoded: Decoded) -> Decoded:
    """The value itself; raises UnreadableFile when it reads like the bytes of a picture or an archive."""
    controls = len(_CONTROLS.findall(decoded.text))
    if controls > BINARY_SHARE * len(decoded.text) and controls > 3:
        raise _no_text()
    return decoded


def _no_text() -> UnreadableFile:
    return UnreadableFile(
        "the file is not text: it holds control characters as pictures and archives do",
        "remove it from the source folder, or save it as text",
    )


def _sample(data: bytes) -> bytes:
    """The lines with bytes beyond ASCII, the first SAMPLE_BYTES of them; a newline is never part of a character in
    the candidate encodings (in UTF-16 it is, so data with NUL bytes is taken from its start)."""
    if b"\x00" in data[:SAMPLE_BYTES]:
        return data[:SAMPLE_BYTES]
    lines: list[bytes] = []
    size = position = 0
    while size < SAMPLE_BYTES and (found := _BEYOND_ASCII.search(data, position)):
        end = data.find(b"\n", found.start())
        position = len(data) if end < 0 else end
        lines.append(data[max(data.rfind(b"\n", 0, found.start()) + 1, found.start() - 20) : position][:SAMPLE_BYTES])
        size += len(lines[-1])
    return b"\n".join(lines)[:SAMPLE_BYTES]


def _decode_start(sample: bytes, encoding: str) -> str:
    """The sample decoded; a character cut off at its end is left out and does not count as an error."""
    return codecs.getincrementaldecoder(encoding)(errors="replace").decode(sample, final=False)


def _word_value(word: str, beyond: int) -> float:
    """The value of each letter beyond ASCII in a word of Latin and Cyrillic letters."""
    lowered = word.lower()
    if len(word) == 1:
        # é, à, ó are words; as Cyrillic the same bytes are й, а, у, seldom alone: longer words decide those
        return 1.0 if lowered in LONE_LETTERS else 0.3 if lowered in RUSSIAN_LETTERS else -0.5
    cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in word)
    if cyrillic:
        if cyrillic < len(word) or not _cased_like_a_word(word):
            return -1.5
        russian = sum(letter in RUSSIAN_LETTERS for letter in lowered)
        return 1.0 if russian == len(word) else (0.2 if russian * 2 > len(word) else -1.5)
    if beyond > 2 and beyond * 2 > len(word):
        return -1.5
    if not _cased_like_a_word(word):
        return -1.0
    usual = sum(letter in LATIN_LETTERS for letter in lowered)
    return 1.0 if usual == beyond else -0.5


def _cased_like_a_word(word: str) -> bool:
    """Lower case, capitalised or upper case; windows-1251 read as KOI8-R is cased like nothing else."""
    return word.islower() or word.isupper() or word[1:].islower()


def _sign_value(character: str, before: str, after: str) -> float:
    """The value of a character that is neither Latin nor Cyrillic; a Han character inside a Latin word is none."""
    if character in NEUTRAL_SIGNS:
        return 0.3
    if character == "�" or "\x80" <= character <= "\x9f" or "\ue000" <= character <= "\uf8ff":
        return -5.0
    if "一" <= character <= "鿿":
        if before.isascii() and before.islower() and after.isascii() and after.islower():
            return -2.0
        if character in FREQUENT_HAN:
            return 2.0
        return 0.7 if character in _everyday_han() else -1.0
    if "　" <= character <= "〟" or "！" <= character <= "～":
        return 1.0
    if "぀" <= character <= "ヿ" or "가" <= character <= "힣":
        return 0.2
    return -1.0


@cache
def _everyday_han() -> frozenset[str]:
    """The first levels of GB 2312 (rows 16-55) and of Big5 (A440-C67E): the characters in everyday use."""
    simplified = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    traditional = (bytes((lead, trail)) for lead in range(0xA4, 0xC7) for trail in trails)
    return frozenset(
        "".join(pair.decode("gb2312", errors="ignore") for pair in simplified)
        + "".join(pair.decode("big5", errors="ignore") for pair in traditional)
    )
