"""The forms of the glossary's words: `brasileir~o` and its other endings, the cases of Russian names and adjectives.

After `~` stands the ending of the dictionary form, which names the class; an ending that names none is that of the
plural (`belga~s`). Forms are listed rather than stemmed because a stem also matches words that only look alike
(Дания and дан, finês and fino).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from search.analysis.fold import strip_accents
from search.languages import BY_TAG

_DECLINED = "ru"  # whose paradigms these are; other languages list their endings
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


def shown_forms(lang: str, word: str) -> tuple[str, ...]:
    """The forms to show and to search: those that are not merely a longer spelling of one before (chinês, chinesa)."""
    kept: list[str] = []
    for form in _dictionary_forms(lang, word):
        if not any(strip_accents(form.lower()).startswith(strip_accents(other.lower())) for other in kept):
            kept.append(form)
    return tuple(kept)


def all_forms(lang: str, word: str) -> tuple[str, ...]:
    """Every form by which the word is recognised, the dictionary form first; a word without `~` stands as it is."""
    if "~" not in word:
        return tuple(dict.fromkeys((word, *declined(word)))) if lang == _DECLINED else (word,)
    if lang != _DECLINED:
        return _latin(lang, word)
    stem, _, ending = word.partition("~")
    return tuple(dict.fromkeys((*_dictionary_forms(lang, word), *_russian(stem, ending))))


def declined(name: str) -> Iterator[str]:
    """A Russian name in its six cases: the adjectives before its first noun and that noun. Indeclinable names: none."""
    words = name.split(" ")
    last = next((at for at, word in enumerate(words) if not _is_adjective(word, at, words)), len(words) - 1)
    columns = [_paradigms(word) for word in words[: last + 1]]
    if not all(columns):
        return
    for variant in range(len(columns[-1])):
        cases = [column[min(variant, len(column) - 1)] for column in columns]
        for forms in zip_longest(*cases, fillvalue=""):
            yield " ".join((*forms, *words[last + 1 :]))


def _latin(lang: str, word: str) -> tuple[str, ...]:
    stem, _, ending = word.partition("~")
    endings = BY_TAG[lang].endings.get(ending)
    return tuple(stem + each for each in endings.split()) if endings else tuple(dict.fromkeys((stem, stem + ending)))


def _dictionary_forms(lang: str, word: str) -> tuple[str, ...]:
    """A Latin word's forms; a Russian adjective's nominative, an inhabitant's singular and plural."""
    if "~" not in word:
        return (word,)
    if lang != _DECLINED:
        return _latin(lang, word)
    stem, _, ending = word.partition("~")
    if ending.endswith("ец"):
        stem += ending[:-2]
        return (f"{stem}ец", f"{_before_ending(stem)}цы")
    if ending == "ин":
        return (f"{stem}ин", f"{stem}е")
    if ending == "":
        return (stem, stem + ("и" if stem.endswith(_HISSING) else "ы"))
    return (stem + ending,)


def _russian(stem: str, ending: str) -> Iterable[str]:
    if ending.endswith("ец"):
        return _with(_before_ending(stem + ending[:-2]), _MAN_EC)
    return _with(stem, _MAN_IN if ending == "ин" else _ADJECTIVES.get(ending, _MAN))


def _before_ending(stem: str) -> str:
    """The stem before цы, ка: сириец, but сирийцы."""
    return f"{stem}й" if stem[-1:] in _VOWELS else stem


def _is_adjective(word: str, at: int, words: list[str]) -> bool:
    return at < len(words) - 1 and word.endswith(_ADJECTIVE_ENDINGS)


def _paradigms(word: str) -> tuple[tuple[str, ...], ...]:
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


def _with(stem: str, cases: str) -> tuple[str, ...]:
    return tuple(stem + ending.strip(".") for ending in cases.split())
