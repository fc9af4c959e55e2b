"""Where a text may be cut: between sentences, between clauses, between words; never inside a character's cluster."""

from __future__ import annotations

import re
import unicodedata

# A stop of Chinese typography ends a sentence wherever it stands; closing marks stay with it.
_CLOSING = "”’」』»）)\\]】\"'"
_WIDE_STOP = rf"[。！？；…]+[{_CLOSING}]*"
# A stop of alphabetic scripts needs a blank and a capital, a digit, a quotation mark or a dash behind it.
_NARROW_STOP = rf"[.!?]+[{_CLOSING}]*\s+(?=[«“‘\"'(¿¡—–-]*[^\W_a-zà-öø-ÿа-яё])"
_SENTENCE = re.compile(rf"{_WIDE_STOP}|{_NARROW_STOP}|\n+")
_CLAUSE = re.compile(rf"[，、：；,;:]+[{_CLOSING}]*\s*")
_ABBREVIATIONS = frozenset({
    "sr", "sra", "srs", "dr", "dra", "prof", "profa", "exa", "v.ex", "v.exa", "ex", "art", "n", "no", "cf", "p", "pp",
    "ed", "av", "g", "г", "ул", "им", "т", "т.е", "т.д", "др", "mr", "mrs", "ms", "st", "jr", "inc", "etc",
})  # fmt: skip
_LAST_WORD = re.compile(r"([\w.ªº]+)$")


def sentence_starts(text: str, low: int = 0, high: int | None = None) -> list[int]:
    """Offsets in (low, high] at which a sentence or line begins, rising."""
    stop = len(text) if high is None else high
    return [
        match.end()
        for match in _SENTENCE.finditer(text, low, min(len(text), stop + 1))
        if match.end() <= stop and not _abbreviated(text, match)
    ]


def clause_starts(text: str, low: int, high: int) -> list[int]:
    """Offsets in (low, high] right behind a comma, colon or semicolon that is not inside a number, rising."""
    found = []
    for match in _CLAUSE.finditer(text, low, high):
        inside = text[max(match.start() - 1, 0)].isdigit() and text[match.end() : match.end() + 1].isdigit()
        if not inside and match.end() <= high and can_cut(text, match.end()):
            found.append(match.end())
    return found


def can_cut(text: str, at: int) -> bool:
    """Whether a cut at `at` halves neither a word of an alphabetic script, nor a number, nor a character's cluster."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if is_combining(after) or before == "\u200d":
        return False
    return not (_spelled(before) and _spelled(after))


def is_combining(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    skin = "\U0001f3fb" <= char <= "\U0001f3ff"
    return skin or char == "\u200d" or unicodedata.category(char) in ("Mn", "Mc", "Me")


def _spelled(char: str) -> bool:
    """Letters and digits of scripts that put blanks between words, and the signs that join them."""
    return (char.isalnum() and unicodedata.category(char) != "Lo") or is_combining(char) or char in "'’-\u00ad"


def _abbreviated(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop belongs to an abbreviation or to an initial."""
    if text[match.start()] != ".":
        return False
    last = _LAST_WORD.search(text, max(0, match.start() - 12), match.start())
    if last is None:
        return False
    word = last[1].rstrip("ªº")
    return word.lower() in _ABBREVIATIONS or (len(word.rpartition(".")[2]) == 1 and word[-1].isupper())
