"""Scripts: which characters are Han or written without blanks, what a word is written in, how wide a sign is."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

# Ranges of regular-expression classes. Scripts written without blanks are cut into pairs of characters: Han with 々〇,
# kana, bopomofo.
HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
JOINED = HAN + "ぁ-ゖゝゞァ-ヺーヽヾㄅ-ㄯㆠ-ㆿ"

IS_HAN = re.compile(f"[{HAN}]")
IS_JOINED = re.compile(f"[{JOINED}]")


class Script(StrEnum):
    """What a run is written in."""

    JOINED = "joined"  # Han, kana: no blanks between words
    CYRILLIC = "cyrillic"
    LATIN = "latin"
    NUMBER = "number"
    OTHER = "other"


def script_of(word: str) -> Script:
    """The script of a word by its first letter; a number has none. Of words without characters of joined scripts."""
    if "a" <= word[0] <= "z":
        return Script.LATIN
    for sign in word:
        if sign.isalpha():
            code = ord(sign)
            if code < 0x250 or 0x1E00 <= code < 0x1F00:
                return Script.LATIN
            return Script.CYRILLIC if 0x400 <= code < 0x530 else Script.OTHER
    return Script.NUMBER


def is_han(text: str) -> bool:
    """Whether a text begins with a Han character."""
    return IS_HAN.match(text) is not None


class _Widths(dict[str, int]):
    """Character -> columns, for every character met so far: fewer than any text is long."""

    def __missing__(self, sign: str) -> int:
        wide = 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        self[sign] = columns = 0 if unicodedata.combining(sign) else wide
        return columns


WIDTHS = _Widths()  # columns that a character takes where Han takes two: 0, 1 or 2
