"""The language of a passage: by script, and for Latin letters by how common its letter groups are in each language.

The table has columns for languages that the archive does not know too: a text that looks like one of those is `und`.
Right of sentences cut to 30 characters: pt .90 to .98, en .95 to 1, es .95 (.005 of them are `und`); of whole ones pt
.98 to 1, en .99 to 1, es .96 (.0003). Of whole sentences in French, German, Italian, Dutch, Swedish, Romanian, Polish
and Turkish .97 to 1 are `und` (`bench.letter_groups` writes the table; `tests/search/analysis/test_identify.py` holds
what of this the repository can).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from search.analysis.memo import Memo
from search.languages import LANGUAGES, LATIN_TAGS
from search.scripts import IS_HAN, Script, script_of

# The longest letter group in the table.
_LONGEST = 4
# How rare something is in each language of the table is one number, so that texts are summed up at once: so many bits
# for each language, enough for any text.
_BITS = 40
_COLUMNS = "# columns: "
_FILL = "\0" * (_BITS // 8 - 1)
# A document's language counts as much as this difference of logarithms (tenths): what a short passage cannot outweigh.
_PRIOR = 40
# A text is in a language that the archive does not know when that one fits better by more than this (tenths of nats).
# At 0 one short sentence in twenty would be lost, at 300 one French sentence in sixteen be found Spanish.
_FOREIGN = 150
# Begins only where a run without blanks begins: elsewhere every character of a long Han text would be tried.
_ADDRESS = re.compile(r"(?<!\S)\S*(?:@|\.(?:com|org|gov|net|edu|ru|cn|pt|br|tv|io)\b)\S*|https?://\S*|www\.\S*")
_KANA = re.compile("[ぁ-ヿ]")
_CYRILLIC = re.compile("[Ѐ-ԯ]")
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
    evidence = _evidence(text)
    if evidence.tag:
        return evidence.tag
    if evidence.traditional is None:
        return _latin(evidence.rarities, prior)
    if evidence.traditional:
        return "zh-Hant" if evidence.traditional > 0 else "zh-Hans"
    return prior if prior in ("zh-Hans", "zh-Hant") else "zh-Hans"


def identify_runs(runs: Sequence[str], least: int) -> str | None:
    """As `identify` of folded runs with blanks between them: und for less than `least` Latin words, None when there is
    more among them than Latin words and numbers. What a run says is remembered: words come back."""
    costs = list(map(_RUN_COSTS.__getitem__, runs))
    if None in costs:
        return None
    words, rarities = divmod(sum(filter(None, costs)), _table().word)
    return _latin(rarities, "") if words >= least else "und"


def _run_cost(run: str) -> int | None:
    """The rarity of a run, and above it that it is one Latin word; 0 for a number; None for anything else."""
    script = script_of(run)
    if script is Script.NUMBER:
        return 0
    plain = _LATIN_WORD.fullmatch(run) and run.islower()
    evidence = _Evidence(rarities=_RARITIES[run]) if plain else _evidence(run)
    if script is not Script.LATIN or evidence.tag or evidence.rarities < 0:
        return None
    return evidence.rarities + _table().word


_RUN_COSTS = Memo(_run_cost)


@lru_cache(maxsize=64)  # a page that is one passage is looked at twice, with two priors
def _evidence(text: str) -> _Evidence:
    text = _ADDRESS.sub(" ", text)
    words = _LATIN_WORD.findall(text)
    latin = sum(map(len, words))
    han, cyrillic = len(IS_HAN.findall(text)), len(_CYRILLIC.findall(text))
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
        return _Evidence(_cyrillic(text))
    telling = [word.lower() for word in words if not (word.isupper() and len(word) <= _ACRONYM)]
    return _Evidence(rarities=sum(map(_RARITIES.__getitem__, telling))) if telling else _Evidence()


def _cyrillic(text: str) -> str:
    """The first language in Cyrillic letters that may have every letter of the text."""
    letters = set(text.lower())
    ours = (each for each in LANGUAGES if each.script is Script.CYRILLIC)
    return next((each.tag for each in ours if letters.isdisjoint(each.foreign_letters)), "und")


def _latin(rarities: int, prior: str) -> str:
    """The known language with the least sum of rarities, `und` where an unknown one has far less. The document's
    language has a start; in a document of an unknown language, the unknown one need not be far ahead."""
    base = prior.partition("-")[0]
    if rarities <= 0:
        return prior if base in LATIN_TAGS else "und"
    columns = _table().columns
    sums = dict(zip(columns, _unpacked(rarities, len(columns)), strict=True))
    if base in sums:
        sums[base] -= _PRIOR
    best, nearest = min(LATIN_TAGS & sums.keys(), key=sums.__getitem__), min(sums.values())
    if nearest < sums[best] - (_FOREIGN if not base or base in LATIN_TAGS else 0):
        return "und"
    return prior if best == base else best


def _unpacked(rarities: int, size: int) -> list[int]:
    return [rarities >> _BITS * place & (1 << _BITS) - 1 for place in reversed(range(size))]


def _rarity(word: str) -> int:
    """How rare the letter groups of a lower-case word are, summed."""
    edged = f"_{word}_"
    return sum([_WINDOWS[edged[at : at + _LONGEST]] for at in range(len(edged))])


def _window(letters: str) -> int:
    """How rare the letter groups are that some letters begin with, summed."""
    groups = _table().groups
    return sum(groups.get(letters[:size], 0) for size in range(1, len(letters) + 1))


_RARITIES = Memo(_rarity)
_WINDOWS = Memo(_window)


class _LetterGroups(NamedTuple):
    """`columns` are the languages; `groups` maps a letter group to how much rarer it is in each of them than where it
    is commonest, in tenths of nats, `_BITS` a language, the first one highest; `word` is one above all of them."""

    columns: tuple[str, ...]
    groups: dict[str, int]
    word: int


@cache
def _table() -> _LetterGroups:
    lines = resources.files("search.analysis").joinpath("tables/latin.txt").read_text("utf-8").splitlines()
    columns = next(line for line in lines if line.startswith(_COLUMNS)).removeprefix(_COLUMNS).split()
    zero = int.from_bytes(_FILL.join("!" * len(columns)).encode(), "big")
    rows = (line.split(" ") for line in lines if not line.startswith("#"))
    groups = {group: int.from_bytes(_FILL.join(signs).encode(), "big") - zero for group, signs in rows}
    return _LetterGroups(tuple(columns), groups, 1 << _BITS * len(columns))


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
