"""The glossary ready for finding: every form of every name under the units that a text is cut into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from search.analysis.fold import MARKS, Folded, fold, strip_accents
from search.analysis.stem import stem
from search.glossary.entry import EntryType, GlossaryEntry
from search.glossary.inflect import all_forms
from search.languages import BY_TAG
from search.scripts import JOINED

# A character of a script without blanks, or a word: the units that `search.analysis.runs` counts.
_UNIT = re.compile(rf"[{JOINED}]|(?:[^\W_{JOINED}][{MARKS}]*)+")
_ONE_WORD = re.compile("[a-zа-я]+")
_CHARACTERS = re.compile(rf"[{JOINED}]+")
_NO_ACCENTS = re.compile(rf"[\0-\x7fа-я{JOINED}]*")
_APART = "\x1f"  # a sign that no name has and folding keeps


class Sort(StrEnum):
    """What kind of name an alias is."""

    NAME = "name"
    ADJ = "adj"
    ABBR = "abbr"
    STEMMED = "stemmed"  # a term of several words, in any of their forms
    BLOCKED = "blocked"  # not the entry: a longer word that swallows its name


@dataclass(frozen=True, slots=True)
class Unit:
    """A Han character or a word without accents, and its place [start, end) on the folded text. `before` is what
    stands between it and the unit before."""

    text: str
    start: int
    end: int
    before: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of an entry as listed, in one language."""

    entry: GlossaryEntry
    lang: str
    text: str
    sort: Sort


Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """Entries and their aliases. `aliases` holds those of a key (the texts of its units, or for a term their stems);
    `lengths` says, for the first of a key, how many units its aliases have, longest first."""

    entries: Mapping[str, GlossaryEntry]
    aliases: Mapping[Key, Sequence[Alias]]
    lengths: Mapping[str, Sequence[int]]


def units_of(folded: Folded) -> list[Unit]:
    """The units of a folded text in order; signs and blanks are in none."""
    units: list[Unit] = []
    done = 0
    for match in _UNIT.finditer(folded.text):
        start, end = match.span()
        units.append(Unit(strip_accents(match[0]), start, end, folded.text[done:start]))
        done = end
    return units


def words_of(text: str) -> Key:
    """The texts of a folded text's units, accents and all."""
    return tuple(_UNIT.findall(text))


def keys_of(texts: Sequence[str]) -> list[Key]:
    """The key of each name: the texts of its units. Names are folded together, which is many times faster."""
    if not texts:
        return []
    folded = fold(_APART.join(texts)).text.split(_APART)
    return [_key(text) for text in folded]


def _key(text: str) -> Key:
    """The key of one folded name; the commonest kinds by short cuts."""
    if _ONE_WORD.fullmatch(text):
        return (text,)
    if _CHARACTERS.fullmatch(text):
        return tuple(text)
    units = _UNIT.findall(text)
    return tuple(units) if _NO_ACCENTS.fullmatch(text) else tuple(map(strip_accents, units))


def glossary_of(entries: Iterable[GlossaryEntry]) -> Glossary:
    """The glossary of entries with distinct ids."""
    by_id = {entry.id: entry for entry in entries}
    listed = [pair for entry in by_id.values() for pair in _forms(entry)]
    keyed = list(zip(keys_of([form for form, _ in listed]), (alias for _, alias in listed), strict=True))
    aliases: dict[Key, list[Alias]] = {}
    lengths: dict[str, set[int]] = {}
    for key, alias in chain(keyed, _stemmed(keyed)):
        known = aliases.get(key)
        if known is None:
            aliases[key] = [alias]
            lengths.setdefault(key[0] if key else "", set()).add(len(key))
        elif known[-1] is not alias:
            known.append(alias)
    return Glossary(by_id, aliases, {unit: sorted(known, reverse=True) for unit, known in lengths.items()})


def _stemmed(keyed: Iterable[tuple[Key, Alias]]) -> Iterator[tuple[Key, Alias]]:
    """The stems of terms of several words. One word's stem is shared by too many others, and so are those of names."""
    for key, alias in keyed:
        term = alias.entry.type is EntryType.TERM and alias.sort is Sort.NAME
        if term and len(key) > 1 and BY_TAG[alias.lang].snowball:
            yield tuple(stem(alias.lang, word) for word in key), replace(alias, sort=Sort.STEMMED)


def _forms(entry: GlossaryEntry) -> Iterator[tuple[str, Alias]]:
    """Every form of every word of the entry with the alias that it is a form of."""
    for sort, words in ((Sort.NAME, entry.names), (Sort.ADJ, entry.adj)):
        for lang, listed in words.items():
            for word in listed:
                alias = Alias(entry, lang, word, sort)
                if lang == "ru" or "~" in word:
                    yield from ((form, alias) for form in all_forms(lang, word))
                else:
                    yield word, alias
    for lang, listed in entry.abbr.items():
        yield from ((word, Alias(entry, lang, word, Sort.ABBR)) for word in listed)
    yield from ((word, Alias(entry, "", word, Sort.BLOCKED)) for word in entry.blocked)
