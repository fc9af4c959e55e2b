"""A person's name -> key: dots, brackets, offices, initials, scripts and accents folded away.

The key joins the spellings that can be derived from one another: 谢尔盖•拉夫罗夫 and 外長謝爾蓋·拉夫羅夫,
Sergey Lavrov, Serguéi Lavrov and Сергей Лавров. Names in unlike scripts (拉夫罗夫, Lavrov) are no derivation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from search.analysis.fold import fold, strip_accents
from search.languages import every_word
from search.scripts import IS_HAN

_NAME_DOTS = re.compile(r"[•·‧∙・･⋅．﹒.]")
_BRACKETED = re.compile(r"\s*[(（\[【〔][^)）\]】〕]*[)）\]】〕]?\s*")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_PATRONYMIC = re.compile(r"\w{3,}(?:vi[tc]?ch|vna|chna)")
_OFFICE_OF = re.compile(r"\b(?:of|for|the|and)\b", re.IGNORECASE)
_OF = frozenset(every_word("of"))  # behind an office, before what it is an office of
_JOINING = frozenset({*_OF, "for", "the", "and", "in", "at", "von", "van", "der", "bin", "ibn", "al", "el", "o", "a"})
_INSTITUTIONS = "部院局厅廳府馆館委会會司署处處社党黨国國"  # what a Chinese name never ends in, but a body does
_PRESS = ("记者", "記者")
_ENDS = " :：,，-–—|·•\"'“”"

# Romanisations of one sound that Portuguese, Spanish and English spell apart (Serguéi, Sergey; Dmitriy, Dmitry).
_SPELLINGS = ((r"gu(?=[ei])", "g"), (r"[jy](?![aeou])", "i"), (r"y", "i"), (r"i{2,}", "i"), (r"ks|x", "x"))


@dataclass(frozen=True, slots=True)
class NameParts:
    """A label or byline taken apart, as written: the person (empty when it names only an office), the office in
    front of or behind the name, and what follows the name after a comma."""

    person: str
    office: str = ""
    rest: str = ""


def speaker_key(name: str) -> str:
    """The key of a person or outlet: lower case, words joined by `-`; equal for spellings that can be derived.

    Brackets, name dots, titles and offices beside the name go, unless nothing else is left (`Presidente`).
    """
    words = name_words(name)
    return "-".join(words or _fold_words(_without_brackets(name)))


@lru_cache(maxsize=50_000)
def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name without offices; one word for a Han name. Empty when only an office is named."""
    person = split_name(name).person
    if IS_HAN.search(person):
        return (_fold_han(person),)
    words = _fold_words(person)
    kept = [word for word in words if word not in _table("particles")] or words
    if len(kept) == 3 and _PATRONYMIC.fullmatch(kept[1]):
        kept.pop(1)
    return tuple(kept)


@lru_cache(maxsize=50_000)
def split_name(name: str) -> NameParts:
    """A name taken apart. `President of Russia Vladimir Putin` -> Vladimir Putin, President of Russia."""
    bare = _without_brackets(name)
    if IS_HAN.search(bare):
        return _split_han(bare)
    head, _, rest = bare.partition(",")
    if rest and len(head.split()) < 2:
        head, rest = bare, ""
    words = list(_WORD.finditer(head))
    last = _office_behind([word[0] for word in words])
    if last:
        cut = words[last].start()
        return NameParts(head[:cut].strip(_ENDS), head[cut:].strip(_ENDS), rest.strip())
    start = _office_words([word[0] for word in words])
    if start and words[start - 1][0] in _OF and len(words) - start > 2:
        start += 1
    if len(words) - start > 3 and _OFFICE_OF.search(head):
        start = len(words) - (3 if words[-2][0] in _table("particles") else 2)
    if start >= len(words) or words[start][0] in _OF:
        return NameParts("", head.strip(_ENDS), rest.strip())
    at = words[start].start()
    return NameParts(head[at:].strip(_ENDS), head[:at].strip(_ENDS), rest.strip())


def _office_words(words: Sequence[str]) -> int:
    """How many words in front are an office or form of address; particles count only between such words."""
    count = 0
    for at, word in enumerate(words):
        parts = set(_fold_words(word))
        if parts and parts <= _table("before") | _table("titles"):
            count = at + 1
        elif not (word[:1].islower() and parts <= _table("particles") | {"of", "the"}):
            break
        elif count:
            count = at + 1
    return max(count, _office_end(words))


def _office_behind(words: Sequence[str]) -> int:
    """At which word an office behind a name of two words and more begins: `Bedu Almerim President of Merindal`. Up to
    its `of` it is nothing but words of offices. 0 where there is none."""
    offices = _table("before") | _table("ends")
    held = [set(_fold_words(word)) <= offices for word in words]
    at = next((at for at, office in enumerate(held) if office), 0)
    if at < 2 or any(word[:1].islower() for word in words[:at]):
        return 0
    until = next((far for far in range(at, len(words)) if words[far] in ("of", "for")), len(words))
    return at if all(held[at:until]) and (until < len(words) or until - at > 1) else 0


def _office_end(words: Sequence[str]) -> int:
    """Behind which word a name of two words and more begins, all with capitals: one that ends an office, or a word in
    lower case that no name has (`team player Bedu Almerim`). 0 where there is none."""
    for at in range(len(words) - 3, -1, -1):
        word, rest = words[at], words[at + 1 :]
        if not all(each[:1].isupper() or set(_fold_words(each)) <= _table("particles") for each in rest):
            break
        common = word.islower() and word.isalpha() and word not in _JOINING and word not in _table("particles")
        if rest[0][:1].isupper() and (common or set(_fold_words(word)) <= _table("ends")):
            return at + 1
    return 0


def same_person(short: str, full: str) -> bool:
    """Whether `short` can stand for `full` within one page: equal key, last name, first words or initials."""
    one, other = name_words(short), name_words(full)
    if not one or not other:
        return False
    if one == other:
        return True
    if IS_HAN.search(one[0]) or IS_HAN.search(other[0]):
        return len(one) == len(other) == 1 and _same_han(one[0], other[0], dotted=bool(_NAME_DOTS.search(full)))
    if len(one) > 1 and all(len(word) == 1 for word in one):
        return _initials("".join(one), other)
    if len(one) == 1:
        return one[0] == other[-1] or (len(one[0]) > 2 and one[0] in other) or _initials(one[0], other)
    if all(word in other for word in one):
        return True
    return one[-1] == other[-1] and all(
        any(word == theirs or (len(word) <= 2 and theirs.startswith(word[0])) for theirs in other) for word in one[:-1]
    )


def merge_names(names: Sequence[str]) -> Mapping[str, str]:
    """Each name of one page -> the fullest name of the same person on that page (itself where there is none).

    A short name that fits two different persons stays alone; an office alone (`Ministro`) is the one person of the
    page who is named with it.
    """
    distinct = list(dict.fromkeys(names))
    fullest: dict[str, str] = {}
    for name in distinct:
        hosts = [other for other in distinct if _fuller(other, name) or _holds(other, name)]
        keys = {speaker_key(host) for host in hosts if not any(_fuller(bigger, host) for bigger in hosts)}
        host = max(hosts, key=lambda each: len(split_name(each).person), default=name)
        fullest[name] = host if len(keys) == 1 else name
    return fullest


def names_office(text: str) -> bool:
    """Whether one of the words of a Latin text is an office (`presidente do porto`), more than a form of address."""
    return bool(set(_fold_words(text)) & (_table("before") | _table("ends")) - _table("titles") - _table("particles"))


def roles_after() -> tuple[str, ...]:
    """The Chinese words for offices that stand behind a name or end the office in front of one, longest first."""
    return every_word("after")


def _fuller(full: str, short: str) -> bool:
    """Whether `full` names the same person as `short` with more of the name."""
    one, other = name_words(short), name_words(full)
    return one != other and len("".join(other)) > len("".join(one)) and same_person(short, full)


def _holds(full: str, office: str) -> bool:
    """Whether `full` is a person named with the office that `office` names alone."""
    if name_words(office) or not name_words(full):
        return False
    wanted, held = split_name(office).office, split_name(full).office
    if IS_HAN.search(wanted):
        return bool(held) and _fold_han(held).endswith(_fold_han(wanted))
    words = _fold_words(wanted)
    return bool(words) and set(words) <= set(_fold_words(held))


def _without_brackets(name: str) -> str:
    """A name without what stands in brackets, unless that is all."""
    return (_BRACKETED.sub(" ", name).strip() or name).strip(_ENDS)


def _fold_words(text: str) -> list[str]:
    """Words of a Latin or Cyrillic name in one romanisation; initials written together stand apart."""
    folded = fold(_NAME_DOTS.sub(" ", text)).text.translate(_cyrillic())
    words = re.findall(r"[^\W_]+", strip_accents(folded).replace("'", "").replace("’", ""))
    found = []
    for word in words:
        for pattern, sign in _SPELLINGS if len(word) > 2 else ():
            word = re.sub(pattern, sign, word)
        found.append(word)
    return found


def _fold_han(text: str) -> str:
    """A Han name as one folded word: simplified, without dots, blanks, hyphens and quotes."""
    return re.sub(r"[\s'\"“”‘’《》•·‧∙・･⋅．﹒.-]", "", fold(text).text)


def _split_han(bare: str) -> NameParts:
    """A Han name behind its office (外长谢尔盖·拉夫罗夫) or in front of it (王毅外长)."""
    starts = [
        at + len(role)
        for role in roles_after()
        if (at := bare.rfind(role)) >= 0 and at + len(role) + 1 < len(bare)
    ]  # fmt: skip
    start = max(starts, default=0)
    office, person = bare[:start].strip(_ENDS), bare[start:].strip(_ENDS)
    for role in roles_after():
        if person.endswith(role):
            left = person[: -len(role)]
            named = len(left) >= 2 and (role in _PRESS or left[-1] not in _INSTITUTIONS)
            return NameParts(left, office or role) if named else NameParts("", bare)
    return NameParts(person, office)


def _same_han(one: str, other: str, dotted: bool) -> bool:
    """Whether a folded Han name is the last name (behind a dot) or the long end of another."""
    return len(one) >= 2 and other.endswith(one) and (dotted or len(one) >= 3)


def _initials(letters: str, words: Iterable[str]) -> bool:
    """Whether `dr` stands for `daniel rittner`."""
    return 2 <= len(letters) <= 4 and letters == "".join(word[0] for word in words)


@cache
def _table(name: str) -> frozenset[str]:
    """A list of words of all languages, folded as names are."""
    return frozenset(folded for word in every_word(name) for folded in _fold_words(word))


@cache
def _cyrillic() -> Mapping[int, str]:
    """Cyrillic letter -> its romanisation, for `str.translate`."""
    return {ord(pair[0]): pair[2:] for pair in every_word("romanised")}
