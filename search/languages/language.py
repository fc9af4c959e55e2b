"""What one language says of itself: a value, and the word lists that lie in its folder. Copy `dummy/` to add one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from search.scripts import Script

Words = tuple[str, ...]


class Inflections(NamedTuple):
    """The forms of a word: those that readers are shown, the dictionary form first, and every one of them."""

    shown: Words
    every: Words


def plural(stem: str, ending: str) -> Inflections:
    """A word that has its ending in the plural only (`belga~s`)."""
    forms = tuple(dict.fromkeys((stem, stem + ending)))
    return Inflections(forms, forms)


def by_endings(classes: Mapping[str, str]) -> Callable[[str, str], Inflections]:
    """Words inflected by a table: ending of the dictionary form -> all endings. Those not in it have a `plural`."""

    def inflect(stem: str, ending: str) -> Inflections:
        if ending not in classes:
            return plural(stem, ending)
        forms = tuple(stem + each for each in classes[ending].split())
        return Inflections(forms, forms)

    return inflect


def undeclined(_: str) -> Iterable[str]:
    """No cases: a name stands as it is."""
    return ()


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the archive.

    `tag` is its BCP 47 language subtag, which is also the name of its folder. `script` is the script whose runs may be
    its words. `text_tag` is the tag of a text that does not tell in which of its scripts it is, empty for `tag`.
    `snowball` names the Snowball algorithm of its stems, empty when it has none. `respell` rewrites a folded,
    accentless word before stemming (endings that the algorithm knows only accented or misses). `exact_weight` is that
    of a word as written beside its stem. `foreign_letters` are letters of its script that no word of it has. `decline`
    gives the cases of a name, `inflect` the forms of an adjective or inhabitant in the glossary: of its stem and the
    ending of its dictionary form. `iso639_2` is its code in libraries, `biblatex` maps its tags to biblatex's names,
    `locales` are those of CLDR that name places, the preferred one first.
    """

    tag: str
    script: Script
    text_tag: str = ""
    snowball: str = ""
    respell: Callable[[str], str] = str
    exact_weight: float = 0.5
    foreign_letters: str = ""
    decline: Callable[[str], Iterable[str]] = undeclined
    inflect: Callable[[str, str], Inflections] = plural
    iso639_2: str = "und"
    biblatex: Mapping[str, str] = field(default_factory=dict)
    locales: Words = ()

    @property
    def stop_words(self) -> frozenset[str]:
        """Folded, accentless words that are dropped from queries; never from the index."""
        return _stop_words(self.tag)

    def words(self, name: str) -> Words:
        """A list of `words.yaml`; empty where the language has none."""
        return _listed(self.tag, name)

    def groups(self, name: str) -> Mapping[str, Words]:
        """A list of lists of `words.yaml` by their names; empty where the language has none."""
        return {str(key): _words(listed) for key, listed in (_read(self.tag, "words").get(name) or {}).items()}

    def values(self, field_name: str) -> Mapping[str, Words]:
        """Value of a query field -> the words by which a query may name it."""
        listed = (_read(self.tag, "words").get("values") or {}).get(field_name) or {}
        return {str(value): _words(words) for value, words in listed.items()}

    @property
    def labels(self) -> Mapping[str, Any]:
        """`labels.yaml`: the words that pages use for labels and furniture."""
        return _read(self.tag, "labels")


@cache
def _stop_words(tag: str) -> frozenset[str]:
    return frozenset(_listed(tag, "stop_words"))


@cache
def _listed(tag: str, name: str) -> Words:
    return _words(_read(tag, "words").get(name))


def _words(listed: str | list[Any] | None) -> Words:
    """A text is split at its blanks; the rows of a list stand as they are."""
    return tuple(listed.split()) if isinstance(listed, str) else tuple(map(str, listed or ()))


@cache
def _read(tag: str, name: str) -> Mapping[str, Any]:
    """A file of the language's folder; empty where there is none."""
    path = resources.files("search.languages").joinpath(tag, f"{name}.yaml")
    if not path.is_file():
        return {}
    # The loader in C is ten times faster; a wheel without it falls back.
    loaded: Mapping[str, Any] | None = yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded or {}
