"""Finds the names in a query text: the longest at each place, whole words, Han not across the segmenter's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from search.analysis.fold import Folded, fold
from search.analysis.stem import stem
from search.glossary.entry import GlossaryEntry
from search.glossary.glossary import EntryName, Glossary, Key, NameKind, NameToken, name_tokens, words_of
from search.glossary.inflect import all_forms
from search.languages import LANGUAGES, every_word
from search.model import Span
from search.scripts import HAN, IS_HAN

Cut = Callable[[str], Sequence[str]]

# What may stand between the tokens of one name: Кот-д’Ивуар, 刚果（金）, EE. UU., “一带一路”倡议.
_JOINT = re.compile(r"[\s\-‐-―'’‘.·•&,、/()“”\"]{0,3}")
MIN_HAN = 2  # characters: 中, 美, 俄 stand in too many words to mean a country
# A comma joins only the tokens of a name that has one: Um País, Dois Sistemas.
_LIST_SIGNS = re.compile("[,，、]")
_DOLLAR = "$"  # US$ is money
_SIGNS = re.compile(r"[\W_]+")
_ACCENTED = re.compile(r"[ß-ɏḀ-ỿ]")
_STOP_WORDS = frozenset(every_word("stop_words"))
_STEMMED = tuple(language.tag for language in LANGUAGES if language.snowball)
# Longer names are no accident even where the segmenter, which does not know them, cuts across.
_CHECKED_HAN = 3  # characters


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: `span` on the text, the entry, and the languages in which it is so called."""

    span: Span
    entry: GlossaryEntry
    langs: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Query:
    """A text being searched: as typed, folded, in tokens."""

    text: str
    folded: Folded
    tokens: Sequence[NameToken]
    glossary: Glossary

    def typed(self, piece: Sequence[NameToken]) -> str:
        """The characters of a piece as typed."""
        return self.text[slice(*self.folded.span(piece[0].start, piece[-1].end))]


def find(text: str, glossary: Glossary, cut: Cut | None = None) -> tuple[Mention, ...]:
    """The names in a text in order; several with one span where a name is that of several entries.

    `cut` is the archive's Han segmenter; without it a short Han name is also found across two words (其中|国家).
    """
    folded = fold(text)
    query = _Query(text, folded, name_tokens(folded), glossary)
    edges = _edges(folded.text, cut) if cut else frozenset()
    found: list[Mention] = []
    at = 0
    while at < len(query.tokens):
        length, aliases = _longest(query, at)
        piece = query.tokens[at : at + length]
        if aliases and _is_cut(piece, edges):
            length = 1
        elif aliases:
            found.extend(_found(query, piece, aliases))
        at += max(length, 1)
    return tuple(found)


def _longest(query: _Query, at: int) -> tuple[int, tuple[EntryName, ...]]:
    """How many tokens the longest name at a place has, and its aliases; none where a longer word blocks it."""
    for key in sorted(_keys(query, at), key=len, reverse=True):
        piece = query.tokens[at : at + len(key)]
        known = query.glossary.aliases.get(key)
        if known and all(_JOINT.fullmatch(token.before) for token in piece[1:]):
            meant = _meant(query, at, piece, known)
            if meant or any(alias.kind is NameKind.BLOCKED for alias in known):
                return len(piece), meant
    return 0, ()


def _keys(query: _Query, at: int) -> Iterator[Key]:
    """The keys that a name beginning at a place may have: of the words as they are, then of their stems."""
    tokens, lengths = query.tokens, query.glossary.lengths
    for length in lengths.get(tokens[at].text, ()):
        if at + length <= len(tokens):
            yield tuple(token.text for token in tokens[at : at + length])
    if not IS_HAN.match(tokens[at].text):
        for tag in _STEMMED:
            for length in lengths.get(stem(tag, tokens[at].text), ()):
                if at + length <= len(tokens):
                    yield tuple(stem(tag, token.text) for token in tokens[at : at + length])


def _meant(query: _Query, at: int, piece: Sequence[NameToken], known: Sequence[EntryName]) -> tuple[EntryName, ...]:
    """Those of the aliases at a place that the text means."""
    typed = query.typed(piece)
    listing = any(_LIST_SIGNS.search(token.before) for token in piece[1:])
    meant = tuple(alias for alias in known if _counts(alias, typed) and (not listing or _LIST_SIGNS.search(alias.text)))
    if query.text.startswith(_DOLLAR, query.folded.span(piece[0].start, piece[-1].end)[1]):
        return ()
    personal = any(alias.text in alias.entry.personal for alias in meant)
    return () if personal and any(_names_a_person(query, *each) for each in _beside(query, at, len(piece))) else meant


def _beside(query: _Query, at: int, length: int) -> Iterator[tuple[NameToken, str]]:
    """The neighbours of a piece, each with what stands between."""
    tokens = query.tokens
    if at:
        yield tokens[at - 1], tokens[at].before
    if at + length < len(tokens):
        yield tokens[at + length], tokens[at + length].before


def _names_a_person(query: _Query, token: NameToken, gap: str) -> bool:
    """Whether a neighbour makes a person's name of the piece: Jordan Smith, but not Em Lima; Lima, Peru."""
    known = (token.text,) in query.glossary.aliases
    return gap == " " and not known and token.text not in _STOP_WORDS and query.typed([token])[:1].isupper()


def _counts(alias: EntryName, source: str) -> bool:
    """Whether the alias is meant by the characters as typed: accents may be left out, but not be others."""
    if alias.kind in (NameKind.BLOCKED, NameKind.STEMMED):
        return alias.kind is NameKind.STEMMED
    if alias.kind is NameKind.ABBR:
        return _SIGNS.sub("", source) == _SIGNS.sub("", alias.text)
    if IS_HAN.match(source):
        return len(source) >= MIN_HAN
    typed = words_of(fold(source).text)
    if any(map(_ACCENTED.search, typed)) and typed not in _spellings(alias):
        return False
    if alias.text in alias.entry.capitalised:
        return source[:1].isupper()
    if alias.text in alias.entry.guarded:
        return source[:1].isupper() or bool(_ACCENTED.search(alias.text) and typed in _spellings(alias))
    return True


def _spellings(alias: EntryName) -> set[Key]:
    """The forms of an alias as folded words, accents and all."""
    return {words_of(fold(form).text) for form in all_forms(alias.lang, alias.text)}


def _found(query: _Query, piece: Sequence[NameToken], aliases: Sequence[EntryName]) -> list[Mention]:
    """What the aliases of one place say, one for each entry."""
    start, end = query.folded.span(piece[0].start, piece[-1].end)
    if any(alias.text[-1:] in ")）" for alias in aliases) and query.text[end : end + 1] in (")", "）"):
        end += 1
    langs: dict[str, set[str]] = {}
    for alias in aliases:
        langs.setdefault(alias.entry.id, set()).add(alias.lang)
    entries = {alias.entry.id: alias.entry for alias in aliases}
    return [Mention(Span(start, end), entries[key], frozenset(langs[key])) for key in entries]


def _edges(folded: str, cut: Cut) -> frozenset[tuple[int, int]]:
    """The Han words of a folded text as [start, end)."""
    words: set[tuple[int, int]] = set()
    for run in re.finditer(f"[{HAN}]+", folded):
        at = run.start()
        for word in cut(run[0]):
            words.add((at, at + len(word)))
            at += len(word)
    return frozenset(words)


def _is_cut(piece: Sequence[NameToken], words: frozenset[tuple[int, int]]) -> bool:
    """Whether a short Han name overlaps a word without holding it or lying in it: 中国 in 其中|国家."""
    if len(piece) > _CHECKED_HAN or not IS_HAN.match(piece[0].text):
        return False
    start, end = piece[0].start, piece[-1].end
    return any(low < start < high < end or start < low < end < high for low, high in words)
