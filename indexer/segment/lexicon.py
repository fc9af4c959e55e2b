"""The words that pages use for labels, furniture and cards: `labels.yaml` of every language, read as one.

Pages mix languages (Portuguese furniture around Chinese text), so every language's words hold on every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from indexer.segment.lines import plain
from search.languages import LANGUAGES
from search.scripts import is_han


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by purpose, folded by `key_of`; the files say what each list is for.

    `contact` maps a label to its kind of field, `furniture` a whole line to its reason; `starts` pairs the beginning
    of a line with its reason; `genres` pairs a title word with its genre, in the order to be tried.
    """

    question: frozenset[str]
    answer: frozenset[str]
    press: tuple[str, ...]
    outlets: tuple[str, ...]
    media: frozenset[str]
    moderator: tuple[str, ...]
    statement: frozenset[str]
    voices: frozenset[str]
    offices: tuple[str, ...]
    keys: frozenset[str]
    verbs: tuple[str, ...]
    remarks: tuple[str, ...]
    ends: frozenset[str]
    contact: Mapping[str, str]
    furniture: Mapping[str, str]
    starts: tuple[tuple[str, str], ...]
    genres: tuple[tuple[str, str], ...]
    title_verbs: tuple[str, ...]
    title_lead: tuple[str, ...]
    surnames: frozenset[str]
    weekdays: frozenset[str]
    bodies: tuple[str, ...]
    numbered: tuple[str, ...]
    asked_by: tuple[str, ...]
    somebody: tuple[str, ...]
    numbers: tuple[str, ...]
    places: tuple[str, ...]
    at: tuple[str, ...]
    particles: frozenset[str]
    of: tuple[str, ...]
    given_by: tuple[str, ...]
    linking: tuple[str, ...]
    conjunctions: tuple[str, ...]
    audience: tuple[str, ...]
    possessed: tuple[str, ...]
    title_after: tuple[str, ...]
    of_the_speech: tuple[str, ...]


@lru_cache(maxsize=10_000)
def key_of(text: str) -> str:
    """The form in which words of the lexicon are compared: folded, lower case, no marks or blanks at the ends."""
    return re.sub(r"\s+", " ", plain(text)).lower().strip(" :.·•-–—()[]【】|>*_")


@cache
def lexicon() -> Lexicon:
    """All languages' words as one lexicon."""
    files = [language.labels for language in LANGUAGES]
    return Lexicon(
        question=frozenset(_words(files, "question")),
        answer=frozenset(_words(files, "answer")),
        press=_words(files, "press"),
        outlets=_words(files, "outlets"),
        media=frozenset(_words(files, "media")),
        moderator=_words(files, "moderator"),
        statement=frozenset(_words(files, "statement")),
        voices=frozenset(_words(files, "voices")),
        offices=_words(files, "offices"),
        keys=frozenset(_words(files, "keys")),
        verbs=tuple(sorted(_words(files, "verbs"), key=len, reverse=True)),
        remarks=_words(files, "remarks"),
        ends=frozenset(_words(files, "ends")),
        contact={word: kind for kind, word in _grouped(files, "contact")},
        furniture={word: reason for reason, word in _grouped(files, "furniture")},
        starts=tuple((plain(word).lower(), reason) for reason, word in _raw(files, "starts")),
        genres=tuple((plain(word).lower(), genre) for genre, word in _raw(files, "genres")),
        title_verbs=_words(files, "title_verbs"),
        title_lead=tuple(sorted(_words(files, "title_lead"), key=len, reverse=True)),
        surnames=frozenset(_words(files, "surnames")),
        weekdays=frozenset(_words(files, "weekdays")),
        bodies=_words(files, "bodies"),
        numbered=_words(files, "numbered"),
        asked_by=_words(files, "asked_by"),
        somebody=_words(files, "somebody"),
        numbers=tuple(str(word) for file in files for word in file.get("numbers", ())),
        places=_words(files, "places"),
        at=_words(files, "at"),
        particles=frozenset(_words(files, "particles")),
        of=_words(files, "of"),
        given_by=_words(files, "given_by"),
        linking=_words(files, "linking"),
        conjunctions=_words(files, "conjunctions"),
        audience=_words(files, "audience"),
        possessed=_words(files, "possessed"),
        title_after=_words(files, "title_after"),
        of_the_speech=_words(files, "of_the_speech"),
    )


def ends_in_verb(key: str) -> bool:
    """Whether a folded clause ends in a verb of saying or counting: then a quotation or a list follows, no turn."""
    return bool(_verb_end().search(key))


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, longest first, to be put into brackets."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _verb_end() -> re.Pattern[str]:
    """A verb at the end: in Han behind at least one sign, else as a whole word."""
    verbs = lexicon().verbs
    han = [re.escape(verb) for verb in verbs if is_han(verb)]
    others = [re.escape(verb) for verb in verbs if not is_han(verb)]
    return re.compile(rf"(?:.(?:{'|'.join(han)})|(?<!\w)(?:{'|'.join(others)}))$")


@cache
def starts_of(reason: str) -> tuple[str, ...]:
    """The beginnings of lines, folded and in lower case, that speak for one reason."""
    return tuple(start for start, listed in lexicon().starts if listed == reason)


def says(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the folded `words` stands in `text`: Han anywhere, others as whole words."""
    return bool(_pattern(words).search(key_of(text)))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of `words`; the edges of a word count for alphabets only."""
    parts = [
        re.escape(word) if is_han(word) else rf"(?<!\w){re.escape(word)}(?!\w)"
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile("|".join(parts) or r"(?!)")


def _words(files: list[Mapping[str, object]], name: str) -> tuple[str, ...]:
    """The words of one list of every file, folded, each once."""
    found: dict[str, None] = {}
    for file in files:
        listed = file.get(name) or ()
        assert isinstance(listed, list | tuple), name
        found.update(dict.fromkeys(key_of(str(word)) for word in listed))
    return tuple(found)


def _raw(files: list[Mapping[str, object]], name: str) -> list[tuple[str, str]]:
    """(group, word) of a list of lists of every file; groups in the order of the first file that has them."""
    found: dict[str, list[str]] = {}
    for file in files:
        groups = file.get(name) or {}
        assert isinstance(groups, Mapping), name
        for group, listed in groups.items():
            found.setdefault(str(group), []).extend(str(word) for word in listed)
    return [(group, word) for group, listed in found.items() for word in listed]


def _grouped(files: list[Mapping[str, object]], name: str) -> list[tuple[str, str]]:
    """`_raw` with words folded by `key_of`; the first group that has a word keeps it."""
    pairs = _raw(files, name)
    return [(group, key_of(word)) for group, word in reversed(pairs)]
