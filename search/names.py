"""A person's name -> key: dots, brackets, roles, initials, scripts and accents folded away.

The key joins the spellings that can be derived from one another: 谢尔盖•拉夫罗夫 and 外长谢尔盖·拉夫罗夫,
Sergey Lavrov, Serguéi Lavrov and Сергей Лавров. Names in unlike scripts
(拉夫罗夫, Lavrov) are joined by the alias file alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

import yaml

_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0xAD])
_NAME_DOTS = re.compile(r"[•·‧∙・･⋅．﹒.]")
_BRACKETED = re.compile(r"[(（\[【〔][^)）\]】〕]*[)）\]】〕]?")
_HAN = re.compile(r"[㐀-鿿]")
_PATRONYMIC = re.compile(r"\w{3,}(?:vi[tc]?ch|vna|chna)")

# Romanisations of one sound that Portuguese, Spanish and English spell apart (Serguéi, Sergey; Dmitriy, Dmitry).
_SPELLINGS = ((r"gu(?=[ei])", "g"), (r"[jy](?![aeou])", "i"), (r"y", "i"), (r"i{2,}", "i"), (r"ks|x", "x"))


def speaker_key(name: str) -> str:
    """The key of a person or outlet: lower case, words joined by `-`; equal for spellings that can be derived.

    Brackets, name dots, titles and roles beside the name go, unless nothing else is left (`Presidente`).
    """
    words = name_words(name)
    return "-".join(words) if words else "-".join(_words(_plain(name)))


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name without titles and roles; one word for a Han name. Empty when only roles are left."""
    plain = _plain(name)
    if _HAN.search(plain):
        return _han_words(plain)
    titles, before = _latin_words("titles"), _latin_words("before")
    words = [word for word in _words(plain) if word not in titles]
    while len(words) > 1 and words[0] in before:
        words.pop(0)
    if len(words) == 1 and words[0] in before:
        return ()
    kept = [word for word in words if word not in _latin_words("particles")] or words
    if len(kept) == 3 and _PATRONYMIC.fullmatch(kept[1]):
        kept.pop(1)
    return tuple(kept)


def same_person(short: str, full: str) -> bool:
    """Whether `short` can stand for `full` within one page: equal key, last name, first words or initials."""
    one, other = name_words(short), name_words(full)
    if not one or not other:
        return False
    if one == other:
        return True
    if _HAN.search(one[0]) or _HAN.search(other[0]):
        return len(one) == len(other) == 1 and _same_han(short, full)
    if len(one) == 1:
        return one[0] == other[-1] or (len(one[0]) > 2 and one[0] in other) or _initials(one[0], other)
    if all(word in other for word in one):
        return True
    return one[-1] == other[-1] and all(
        any(word == theirs or (len(word) <= 2 and theirs.startswith(word[0])) for theirs in other) for word in one[:-1]
    )


def merge_names(names: Sequence[str]) -> Mapping[str, str]:
    """Each name of one page -> the fullest name of the same person on that page (itself where there is none).

    A short name that fits two different persons stays alone.
    """
    distinct = list(dict.fromkeys(names))
    fullest: dict[str, str] = {}
    for name in distinct:
        hosts = [other for other in distinct if len(name_words(other)) and _fuller(other, name)]
        keys = {speaker_key(host) for host in hosts if not any(_fuller(bigger, host) for bigger in hosts)}
        host = max(hosts, key=lambda each: len(_plain(each)), default=name)
        fullest[name] = host if len(keys) == 1 else name
    return fullest


@cache
def _tables() -> Mapping[str, Sequence[str]]:
    """The words of `roles.yaml` by list name, in the file's order."""
    rows: Mapping[str, str] = yaml.safe_load(resources.files("search").joinpath("roles.yaml").read_text("utf-8"))
    return {name: tuple(words.split()) for name, words in rows.items()}


@cache
def _latin_words(table: str) -> frozenset[str]:
    """The words of a Latin table, folded as a name is."""
    return frozenset(word for row in _tables()[table] for word in _words(_plain(row)))


@cache
def _cyrillic() -> Mapping[int, str]:
    """Cyrillic letter -> its romanisation, for `str.translate`."""
    return {ord(pair[0]): pair[2:] for pair in _tables()["cyrillic"]}


def _fuller(full: str, short: str) -> bool:
    """Whether `full` names the same person as `short` with more of the name."""
    if speaker_key(full) == speaker_key(short):
        return False
    return len("".join(name_words(full))) > len("".join(name_words(short))) and same_person(short, full)


def _plain(name: str) -> str:
    """Lower-case text with invisible signs, brackets and accents gone and width folded."""
    text = unicodedata.normalize("NFKC", name.translate(_INVISIBLE))
    text = _BRACKETED.sub(" ", text) if _BRACKETED.sub("", text).strip() else text
    decomposed = unicodedata.normalize("NFD", text.lower().replace("й", "i").replace("ё", "e"))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).strip(" :：,，-–—")


def _words(plain: str) -> list[str]:
    """Words of a Latin or Cyrillic name in one romanisation; initials written together stand apart."""
    words = re.findall(r"\w+", _NAME_DOTS.sub(" ", plain.translate(_cyrillic())).replace("'", "").replace("’", ""))
    folded = []
    for word in words:
        for pattern, sign in _SPELLINGS if len(word) > 2 else ():
            word = re.sub(pattern, sign, word)
        folded.append(word)
    return folded


def _han_words(plain: str) -> tuple[str, ...]:
    """A Han name as one word, without the roles before and after it; its dots and blanks deleted."""
    text = _strip_han_roles(re.sub(r"[\s'\"“”‘’《》-]", "", _NAME_DOTS.sub("", plain)))
    return (text,) if text else ()


def _strip_han_roles(text: str) -> str:
    """`text` without a leading part that ends in a role and without roles at its end; empty when it is all role."""
    starts = [
        end for role in _tables()["after"] if (at := text.rfind(role)) >= 0 and (end := at + len(role)) + 1 < len(text)
    ]
    rest = text[max(starts, default=0) :]
    for role in _tables()["after"]:
        if rest.endswith(role):
            return rest[: -len(role)] if len(rest) - len(role) >= 2 else ""
    return rest


def _same_han(short: str, full: str) -> bool:
    """Whether a Han name is the last name (after a dot) or the dotless end of another."""
    one, other = name_words(short)[0], name_words(full)[0]
    dotted = len(_NAME_DOTS.split(_plain(full))) > 1
    return len(one) >= 2 and other.endswith(one) and (dotted or len(one) >= 3)


def _initials(letters: str, words: Iterable[str]) -> bool:
    """Whether `dr` stands for `daniel rittner`."""
    return 2 <= len(letters) <= 4 and letters == "".join(word[0] for word in words)


def roles_after() -> tuple[str, ...]:
    """The Chinese words for offices that stand behind a name or end the office in front of one."""
    return tuple(_tables()["after"])
