"""Han words -> pinyin without tones. Reading needs pypinyin (1 s, 58 MB), so it happens when a table is built."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import product

from search.analysis.fold import fold, strip_accents
from search.scripts import HAN

Syllables = tuple[str, ...]

# Read otherwise in a name than in a word; GB/T 28039-2011 romanises persons by these.
SURNAMES = {
    "曾": "zeng", "仇": "qiu", "区": "ou", "单": "shan", "解": "xie", "查": "zha", "任": "ren", "华": "hua",
    "朴": "piao", "冼": "xian", "盖": "ge", "缪": "miao", "翟": "zhai", "尹": "yin", "逄": "pang", "乐": "yue",
    "召": "shao", "覃": "qin", "黑": "he", "秘": "bi", "员": "yun", "折": "she", "种": "chong", "洗": "xian",
    "纪": "ji", "那": "na", "宁": "ning", "葛": "ge", "万俟": "mo qi", "尉迟": "yu chi", "长孙": "zhang sun",
    "单于": "chan yu", "澹台": "tan tai", "令狐": "ling hu",
}  # fmt: skip
_FOLDED_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_NOT_HAN = re.compile(f"[^{HAN}]+")
_TONES = re.compile(r"[1-5]\b|(?<=[a-z])[1-5]")
_MOST_READINGS = 8  # of one string of characters, when a query is compared


def readings(word: str) -> tuple[Syllables, ...]:
    """The ways to read a folded Han word or name, the likeliest first: by the dictionary of phrases, and with its
    first characters as a surname. Characters of other scripts are passed over."""
    han = _NOT_HAN.sub("", word)
    if not han:
        return ()
    spoken = _spoken(han)
    surname = next((SURNAMES[han[:size]].split() for size in (2, 1) if han[:size] in SURNAMES), [])
    named = (*surname, *spoken[len(surname) :]) if surname and len(han) > 1 else spoken
    return (spoken,) if named == spoken else (spoken, named)


def name_readings(name: str) -> tuple[Syllables, ...]:
    """As `readings`, for what is known to be a person: the surname's reading comes first."""
    return readings(name)[::-1]


def initials(syllables: Syllables) -> str:
    """The first letters: lflf."""
    return "".join(syllable[0] for syllable in syllables)


def typed_pinyin(text: str) -> str:
    """What was typed as the letters of a pinyin key: accents, tone digits, blanks and apostrophes go, v is ü is u;
    empty when it holds anything else."""
    letters = _TONES.sub("", strip_accents(fold(text).text)).replace("v", "u")
    letters = re.sub(r"[\s'’\-]", "", letters)
    return letters if re.fullmatch("[a-z]+", letters) else ""


def alike(syllables: Iterable[str]) -> Syllables:
    """Syllables in which sounds that are often confused are made one: zh z, ch c, sh s, n l; -ng -n."""
    return tuple(map(_alike, syllables))


@cache
def _alike(syllable: str) -> str:
    for pair, sound in _FOLDED_INITIALS:
        if syllable.startswith(pair) and len(syllable) > len(pair):
            syllable = sound + syllable[len(pair) :]
            break
    return syllable[:-1] if syllable.endswith(("ang", "eng", "ing")) else syllable


def readings_of_signs(signs: Iterable[str]) -> dict[str, Syllables]:
    """The readings of single characters, the commonest first; characters without one are left out."""
    return {sign: spoken for sign in signs if (spoken := _readings_of(sign))}


@cache
def _readings_of(sign: str) -> Syllables:
    from pypinyin.pinyin_dict import pinyin_dict

    spoken = [_written(strip_accents(reading)) for reading in pinyin_dict.get(ord(sign), "").split(",") if reading]
    own = SURNAMES[sign].split() if sign in SURNAMES else []
    return tuple(dict.fromkeys((*spoken, *own)))


def spellings(text: str, table: dict[str, Syllables]) -> tuple[Syllables, ...]:
    """The ways to read a string of Han characters, sign by sign; empty when one of them is in no table."""
    if any(sign not in table for sign in text):
        return ()
    first: tuple[Syllables, ...] = ()
    for chosen in product(*(table[sign] for sign in text)):
        first = (*first, chosen)
        if len(first) >= _MOST_READINGS:
            break
    return first


def _spoken(han: str) -> Syllables:
    """The likeliest reading: what `pypinyin.lazy_pinyin` gives, from its tables without its detours (seven times as
    fast; a test holds them equal)."""
    cut, phrases = _phrases()
    found: list[str] = []
    for piece in cut(han):
        phrase = phrases.get(piece)
        found.extend([_toneless(syllables[0]) for syllables in phrase] if phrase else filter(None, map(_single, piece)))
    return tuple(found)


@cache
def _phrases() -> tuple[Callable[[str], Iterable[str]], Mapping[str, Sequence[Sequence[str]]]]:
    """How a string is cut into phrases and characters, and the readings of each character of a phrase."""
    from pypinyin.constants import PHRASES_DICT
    from pypinyin.seg.mmseg import seg

    return seg.cut, PHRASES_DICT


@cache
def _single(sign: str) -> str:
    """The commonest reading of a character; empty for one without."""
    from pypinyin.constants import PINYIN_DICT

    return _toneless(PINYIN_DICT.get(ord(sign), "").partition(",")[0])


@cache
def _toneless(syllable: str) -> str:
    from pypinyin import Style
    from pypinyin.style import convert

    return _written(convert(syllable, Style.NORMAL, True, syllable))


def _written(syllable: str) -> str:
    """A syllable as it is typed without ü."""
    return syllable.replace("v", "u")
