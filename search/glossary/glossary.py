"""The glossary ready for finding: every form of every name under the tokens that a text is cut into."""

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

# A character of a script without blanks, or a word: the tokens that `search.analysis.runs` counts.
_TOKEN = re.compile(rf"[{JOINED}]|(?:[^\W_{JOINED}][{MARKS}]*)+")
_ONE_WORD = re.compile("[a-zа-я]+")
_CHARACTERS = re.compile(rf"[{JOINED}]+")
_NO_ACCENTS = re.compile(rf"[\0-\x7fа-я{JOINED}]*")
_APART = "\x1f"  # a sign that no name has and folding keeps


class NameKind(StrEnum):
    """What kind of name an alias is."""

    NAME = "name"
    ADJ = "adj"
    ABBR = "abbr"
    STEMMED = "stemmed"  # a term of several words, in any of their forms
    BLOCKED = "blocked"  # not the entry: a longer word that swallows its name


@dataclass(frozen=True, slots=True)
class NameToken:
    """A Han character or a word without accents, and its place [start, end) on the folded text. `before` is what
    stands between it and the token before."""

    text: str
    start: int
    end: int
    before: str


@dataclass(frozen=True, slots=True)
class EntryName:
    """A name of an entry as listed, in one language."""

    entry: GlossaryEntry
    lang: str
    text: str
    kind: NameKind


Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """Entries and their aliases. `aliases` holds those of a key (the texts of its tokens, or for a term their stems);
    `lengths` says, for the first of a key, how many tokens its aliases have, longest first."""

    entries: Mapping[str, GlossaryEntry]
    aliases: Mapping[Key, Sequence[EntryName]]
    lengths: Mapping[str, Sequence[int]]


def name_tokens(folded: Folded) -> list[NameToken]:
    """The tokens of a folded text in order; signs and blanks are in none."""
    tokens: list[NameToken] = []
    done = 0
    for match in _TOKEN.finditer(folded.text):
        start, end = match.span()
        tokens.append(NameToken(strip_accents(match[0]), start, end, folded.text[done:start]))
        done = end
    return tokens


def words_of(text: str) -> Key:
    """The texts of a folded text's tokens, accents and all."""
    return tuple(_TOKEN.findall(text))


def keys_of(texts: Sequence[str]) -> list[Key]:
    """The key of each name: the texts of its tokens. Names are folded together, which is many times faster."""
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
    tokens = _TOKEN.findall(text)
    return tuple(tokens) if _NO_ACCENTS.fullmatch(text) else tuple(map(strip_accents, tokens))


def glossary_of(entries: Iterable[GlossaryEntry]) -> Glossary:
    """The glossary of entries with distinct ids."""
    by_id = {entry.id: entry for entry in entries}
    listed = [pair for entry in by_id.values() for pair in _forms(entry)]
    keyed = list(zip(keys_of([form for form, _ in listed]), (alias for _, alias in listed), strict=True))
    aliases: dict[Key, list[EntryName]] = {}
    lengths: dict[str, set[int]] = {}
    for key, alias in chain(keyed, _stemmed(keyed)):
        known = aliases.get(key)
        if known is None:
            aliases[key] = [alias]
            lengths.setdefault(key[0] if key else "", set()).add(len(key))
        elif known[-1] is not alias:
            known.append(alias)
    return Glossary(by_id, aliases, {token: sorted(known, reverse=True) for token, known in lengths.items()})


def _stemmed(keyed: Iterable[tuple[Key, EntryName]]) -> Iterator[tuple[Key, EntryName]]:
    """The stems of terms of several words. One word's stem is shared by too many others, and so are those of names."""
    for key, alias in keyed:
        term = alias.entry.type is EntryType.TERM and alias.kind is NameKind.NAME
        if term and len(key) > 1 and BY_TAG[alias.lang].snowball:
            yield tuple(stem(alias.lang, word) for word in key), replace(alias, kind=NameKind.STEMMED)


def _forms(entry: GlossaryEntry) -> Iterator[tuple[str, EntryName]]:
    """Every form of every word of the entry with the alias that it is a form of."""
    for kind, words in ((NameKind.NAME, entry.names), (NameKind.ADJ, entry.adj)):
        for lang, listed in words.items():
            for word in listed:
                alias = EntryName(entry, lang, word, kind)
                yield from ((form, alias) for form in all_forms(lang, word))
    for lang, listed in entry.abbr.items():
        yield from ((word, EntryName(entry, lang, word, NameKind.ABBR)) for word in listed)
    yield from ((word, EntryName(entry, "", word, NameKind.BLOCKED)) for word in entry.blocked)
