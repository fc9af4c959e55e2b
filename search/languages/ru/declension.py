"""Russian names in their six cases; adjectives and names of inhabitants in all of their forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from search.languages.language import Inflections, Words

_ADJECTIVES: Mapping[str, str] = {
    "ий": "ий ая ое ие ого ой ому ую им ом их ими",
    "ый": "ый ая ое ые ого ой ому ую ым ом ых ыми",
}
# Inhabitants: men, women, several. A dot is the bare stem.
_MAN_EC = "ца цу цем це цы цев цам цами цах ка ки ку кой"
_MAN_IN = "ин ина ину ином ине е . ам ами ах ка ки ку кой"
_MAN = ". а у ом е ов ам ами ах"
_HISSING = tuple("гкхшчж")
# Six cases (nominative, genitive, dative, accusative, instrumental, prepositional) by the nominative's ending.
_CASES: tuple[tuple[str, str], ...] = (
    ("ая", "ая ой ой ую ой ой"),
    ("яя", "яя ей ей юю ей ей"),
    ("ое", "ое ого ому ое ым ом"),
    ("ые", "ые ых ым ые ыми ых"),
    ("ие", "ие их им ие ими их"),
    ("ый", "ый ого ому ый ым ом"),
    ("кий", "кий кого кому кий ким ком"),
    ("ия", "ия ии ии ию ией ии"),
    ("а", "а ы е у ой е"),
    ("я", "я и е ю ей е"),
    ("й", "й я ю й ем е"),
    ("цы", "цы цев цам цы цами цах"),
    ("о", "о а у о ом е"),
)
_ADJECTIVE_ENDINGS = ("ая", "яя", "ое", "ые", "ие", "ый", "кий")
_PLURAL = ("ы ов ам ы ами ах", "ы . ам ы ами ах")  # Нидерландов, Филиппин
_SOFT = ("ь и и ь ью и", "ь я ю ь ем е")  # feminine and masculine nouns end alike
_FEMININE_AFTER_HISSING = "а и е у ой е"
_VOWELS = frozenset("аеёиоуыэюя")
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")


def inflect(stem: str, ending: str) -> Inflections:
    """An adjective, shown in its nominative; an inhabitant, in the singular and the plural."""
    if ending.endswith("ец"):
        stem += ending[:-2]
        return _shown_with(_before_ending(stem), _MAN_EC, f"{stem}ец", f"{_before_ending(stem)}цы")
    if ending == "ин":
        return _shown_with(stem, _MAN_IN, f"{stem}ин", f"{stem}е")
    if ending == "":
        return _shown_with(stem, _MAN, stem, stem + ("и" if stem.endswith(_HISSING) else "ы"))
    return _shown_with(stem, _ADJECTIVES.get(ending, _MAN), stem + ending)


def _shown_with(stem: str, endings: str, *shown: str) -> Inflections:
    return Inflections(shown, tuple(dict.fromkeys((*shown, *_with(stem, endings)))))


def decline(name: str) -> Iterator[str]:
    """A name in its six cases: the adjectives before its first noun and that noun. Indeclinable names: none."""
    words = name.split(" ")
    last = next((at for at, word in enumerate(words) if not _is_adjective(word, at, words)), len(words) - 1)
    columns = [_paradigms(word) for word in words[: last + 1]]
    if not all(columns):
        return
    for variant in range(len(columns[-1])):
        cases = [column[min(variant, len(column) - 1)] for column in columns]
        for forms in zip_longest(*cases, fillvalue=""):
            yield " ".join((*forms, *words[last + 1 :]))


def _before_ending(stem: str) -> str:
    """The stem before цы, ка: сириец, but сирийцы."""
    return f"{stem}й" if stem[-1:] in _VOWELS else stem


def _is_adjective(word: str, at: int, words: list[str]) -> bool:
    return at < len(words) - 1 and word.endswith(_ADJECTIVE_ENDINGS)


def _paradigms(word: str) -> tuple[Words, ...]:
    """The six cases of one word; twice for words in ь; none for words that do not change."""
    if word.endswith("ь"):
        return tuple(_with(word[:-1], cases) for cases in _SOFT)
    if word.endswith("ы") and not word.endswith("цы"):
        return tuple(_with(word[:-1], cases) for cases in _PLURAL)
    if word.endswith("а") and word[-2:-1] in _HISSING:
        return (_with(word[:-1], _FEMININE_AFTER_HISSING),)
    for ending, cases in _CASES:
        # Того, Перу: short names in о are words of their own in another case
        if word.endswith(ending) and not (ending == "о" and len(word) < 6):
            return (_with(word[: -len(ending)], cases),)
    if word[-1:] in _CONSONANTS:
        return (_with(word, ". а у . ом е"),)
    return ()


def _with(stem: str, cases: str) -> Words:
    return tuple(stem + ending.strip(".") for ending in cases.split())
