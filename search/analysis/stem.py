"""Stems with their language: `pt/cooper`. The same for a word with and without its accents."""

from __future__ import annotations

import threading
from functools import lru_cache

import Stemmer

from search.analysis.fold import strip_accents
from search.languages import BY_TAG
from search.languages.language import Language

_LOCAL = threading.local()  # a Snowball stemmer must not be shared between threads


def stem(tag: str, word: str) -> str:
    """The stem term of an accentless folded word in a language that has stems."""
    return _stem(tag, word)


@lru_cache(maxsize=20_000)
def _stem(tag: str, word: str) -> str:
    language = BY_TAG[tag]
    return f"{tag}/{strip_accents(_stemmer(language).stemWord(language.respell(word)))}"


def _stemmer(language: Language) -> Stemmer.Stemmer:
    """This thread's stemmer of the language; its own cache off, since stems are cached above."""
    stemmers: dict[str, Stemmer.Stemmer] = _LOCAL.__dict__.setdefault("stemmers", {})
    if language.tag not in stemmers:
        stemmers[language.tag] = Stemmer.Stemmer(language.snowball, 0)
    return stemmers[language.tag]
