"""The language of a passage: by script, and for Latin letters by how common its letter groups are in each language.

The table comes from word lists alone (see its head). On NTREX sentences cut to 30 characters it is right in .92 (pt)
to .99 (en) of cases, on whole sentences in .994 to 1 (bench.relevance does not run this; tests hold the figures).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from search.analysis.memo import Memo
from search.scripts import HAN, Script, script_of

_LATIN_TAGS = ("pt", "en", "es")
# Longest letter group in the table.
_LONGEST = 4
# How rare something is in each of `_LATIN_TAGS` is one number, so that texts are summed up at once: so many bits for
# each language, enough for any text.
_BITS = 40
_SHIFTS = tuple(_BITS * place for place in range(len(_LATIN_TAGS)))
_ALL = (1 << _BITS * len(_LATIN_TAGS)) - 1
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


class _Evidence(NamedTuple):
    """What a text looks like, whatever stands around it: a tag that is certain, else how many more characters it has of
    traditional Chinese alone than of simplified, else the rarity of its words (negative: it has none that tell)."""

    tag: str = ""
    traditional: int | None = None
    rarities: int = -1


def identify(text: str, prior: str = "") -> str:
    """The BCP 47 tag of a passage: zh-Hans, zh-Hant, pt, ru, en, es or und. `prior` is the document's tag; a passage
    that says little inherits it. Without letters, or in a language that the archive does not know, it is und."""
    look = _evidence(text)
    if look.tag:
        return look.tag
    if look.traditional is None:
        return _latin(look.rarities, prior)
    if look.traditional:
        return "zh-Hant" if look.traditional > 0 else "zh-Hans"
    return prior if prior in ("zh-Hans", "zh-Hant") else "zh-Hans"


def identify_runs(runs: Sequence[str], least: int) -> str | None:
    """As `identify` of folded runs with blanks between them: und for less than `least` Latin words, None when there is
    more among them than Latin words and numbers. What a run says is remembered: words come back."""
    said = list(map(_RUN_COSTS.__getitem__, runs))
    if None in said:
        return None
    total = sum(filter(None, said))
    return _latin(total & _ALL, "") if total >> _BITS * len(_LATIN_TAGS) >= least else "und"


def _run_cost(run: str) -> int | None:
    """The rarity of a run, and before it that it is one Latin word; 0 for a number; None for anything else."""
    script = script_of(run)
    if script is Script.NUMBER:
        return 0
    plain = _LATIN_WORD.fullmatch(run) and run.islower()
    look = _Evidence(rarities=_RARITIES[run]) if plain else _evidence(run)
    if script is not Script.LATIN or look.tag or look.rarities < 0:
        return None
    return look.rarities + _ALL + 1


_RUN_COSTS = Memo(_run_cost)


@lru_cache(maxsize=64)  # a page that is one passage is looked at twice, with two priors
def _evidence(text: str) -> _Evidence:
    text = _ADDRESS.sub(" ", text)
    words = _LATIN_WORD.findall(text)
    latin = sum(map(len, words))
    han, cyrillic = len(_HAN.findall(text)), len(_CYRILLIC.findall(text))
    if not latin + han + cyrillic:
        return _Evidence("und")
    # A Han character says as much as three letters, a Cyrillic one weighs double: Latin names are common in both.
    if han and han * 3 >= latin + cyrillic:
        if len(_KANA.findall(text)) * 5 > han:  # Japanese
            return _Evidence("und")
        simplified, traditional = _script_signs()
        old, new = sum(map(traditional.__contains__, text)), sum(map(simplified.__contains__, text))
        return _Evidence(traditional=old - new)
    if cyrillic and cyrillic * 2 >= latin:
        return _Evidence("und" if _UKRAINIAN.search(text) else "ru")
    telling = [word.lower() for word in words if not (word.isupper() and len(word) <= _ACRONYM)]
    return _Evidence(rarities=sum(map(_RARITIES.__getitem__, telling))) if telling else _Evidence()


def _latin(rarities: int, prior: str) -> str:
    """The language with the least sum of rarities; the document's language has a start."""
    base = prior.partition("-")[0]
    if rarities < 0:
        return prior if base in _LATIN_TAGS else "und"
    sums = [rarities >> shift & (1 << _BITS) - 1 for shift in _SHIFTS]
    if base in _LATIN_TAGS:
        sums[_LATIN_TAGS.index(base)] -= _PRIOR
    best = _LATIN_TAGS[sums.index(min(sums))]
    return prior if best == base else best


def _rarity(word: str) -> int:
    """How rare the letter groups of a lower-case word are, summed."""
    edged = f"_{word}_"
    return sum([_WINDOWS[edged[at : at + _LONGEST]] for at in range(len(edged))])


def _window(letters: str) -> int:
    """How rare the letter groups are that some letters begin with, summed."""
    table = _table()
    return sum(table.get(letters[:size], 0) for size in range(1, len(letters) + 1))


_RARITIES = Memo(_rarity)
_WINDOWS = Memo(_window)


@cache
def _table() -> dict[str, int]:
    """Letter group -> how much rarer it is in each of `_LATIN_TAGS` than where it is commonest, tenths of nats."""
    lines = resources.files("search.analysis").joinpath("tables/latin.txt").read_text("utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {
        group: sum(int(value) << shift for value, shift in zip(values, _SHIFTS, strict=True)) for group, *values in rows
    }


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
