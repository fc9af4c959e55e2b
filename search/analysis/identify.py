"""The language of a passage: by script, and for Latin letters by how common its letter groups are in each language.

The table comes from word lists alone (see its head). On NTREX sentences cut to 30 characters it is right in .92 (pt)
to .99 (en) of cases, on whole sentences in .994 to 1 (bench.relevance does not run this; tests hold the figures).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from search.analysis.fold import HAN

_LATIN_TAGS = ("pt", "en", "es")
# Longest letter group in the table.
_LONGEST = 4
# A document's language counts as much as this difference of logarithms (tenths): what a short passage cannot outweigh.
_PRIOR = 40
# Begins only where a run without blanks begins: elsewhere every character of a long Han text would be tried.
_ADDRESS = re.compile(r"(?<!\S)\S*(?:@|\.(?:com|org|gov|net|edu|ru|cn|pt|br|tv|io)\b)\S*|https?://\S*|www\.\S*")
_HAN = re.compile(f"[{HAN}]")
_KANA = re.compile("[ぁ-ヿ]")
_CYRILLIC = re.compile("[Ѐ-ԯ]")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+")
_ACRONYM = 6  # letters; NATO, OTAN and the like say nothing of the language around them


class _Look(NamedTuple):
    """What a text looks like, whatever stands around it: a tag that is certain, else how many more characters it has of
    traditional Chinese alone than of simplified, else the rarity of its words in each of `_LATIN_TAGS` (none: it has
    none that tell)."""

    tag: str = ""
    traditional: int | None = None
    rarities: tuple[int, ...] = ()


def identify(text: str, prior: str = "") -> str:
    """The BCP 47 tag of a passage: zh-Hans, zh-Hant, pt, ru, en, es or und. `prior` is the document's tag; a passage
    that says little inherits it. Without letters, or in a language that the archive does not know, it is und."""
    look = _look(text)
    if look.tag:
        return look.tag
    if look.traditional is None:
        return _latin(look.rarities, prior)
    if look.traditional:
        return "zh-Hant" if look.traditional > 0 else "zh-Hans"
    return prior if prior in ("zh-Hans", "zh-Hant") else "zh-Hans"


@lru_cache(maxsize=64)  # a page that is one passage is looked at twice, with two priors
def _look(text: str) -> _Look:
    text = _ADDRESS.sub(" ", text)
    words = _LATIN_WORD.findall(text)
    latin = sum(map(len, words))
    han, cyrillic = len(_HAN.findall(text)), len(_CYRILLIC.findall(text))
    if not latin + han + cyrillic:
        return _Look("und")
    # A Han character says as much as three letters, a Cyrillic one weighs double: Latin names are common in both.
    if han and han * 3 >= latin + cyrillic:
        if len(_KANA.findall(text)) * 5 > han:  # Japanese
            return _Look("und")
        simplified, traditional = _script_signs()
        old, new = sum(map(traditional.__contains__, text)), sum(map(simplified.__contains__, text))
        return _Look(traditional=old - new)
    if cyrillic and cyrillic * 2 >= latin:
        return _Look("und" if _UKRAINIAN.search(text) else "ru")
    telling = [word.lower() for word in words if not (word.isupper() and len(word) <= _ACRONYM)]
    return _Look(rarities=tuple(map(sum, zip(*map(_rarity, telling), strict=True))))


def _latin(rarities: tuple[int, ...], prior: str) -> str:
    """The language with the least sum of rarities; the document's language has a start."""
    base = prior.partition("-")[0]
    if not rarities:
        return prior if base in _LATIN_TAGS else "und"
    sums = list(rarities)
    if base in _LATIN_TAGS:
        sums[_LATIN_TAGS.index(base)] -= _PRIOR
    best = _LATIN_TAGS[sums.index(min(sums))]
    return prior if best == base else best


@lru_cache(maxsize=50_000)
def _rarity(word: str) -> tuple[int, int, int]:
    """How rare the letter groups of a lower-case word are in each of `_LATIN_TAGS`, summed. Kept by word: a few
    thousand words make up most of every text."""
    table = _table()
    edged = f"_{word}_"
    portuguese = english = spanish = 0
    for start in range(len(edged)):
        for end in range(start + 1, min(start + _LONGEST, len(edged)) + 1):
            rare = table.get(edged[start:end])
            if rare:
                portuguese += rare[0]
                english += rare[1]
                spanish += rare[2]
    return portuguese, english, spanish


@cache
def _table() -> dict[str, tuple[int, ...]]:
    """Letter group -> how much rarer it is in each of `_LATIN_TAGS` than where it is commonest, tenths of nats."""
    lines = resources.files("search.analysis").joinpath("tables/latin.txt").read_text("utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {group: tuple(map(int, values)) for group, *values in rows}


@cache
def _script_signs() -> tuple[frozenset[str], frozenset[str]]:
    """Characters of simplified Chinese alone, and of traditional alone: those of the script table that the other
    side's national character set lacks."""
    lines = resources.files("search.analysis").joinpath("tables/han.txt").read_text("utf-8").splitlines()
    pairs = [pair for line in lines if not line.startswith("#") for pair in line.split()]
    simplified = frozenset(pair[1] for pair in pairs if not _encodable(pair[1], "big5"))
    return simplified, frozenset(pair[0] for pair in pairs if not _encodable(pair[0], "gb2312"))


def _encodable(sign: str, charset: str) -> bool:
    try:
        sign.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
