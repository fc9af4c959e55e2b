"""The forms of the glossary's words: `brasileir~o` and its other endings, the cases of names.

After `~` stands the ending of the dictionary form, by which a language knows the class of the word. Forms are listed
rather than stemmed because a stem also matches words that only look alike (Дания and дан, finês and fino).
"""

from __future__ import annotations

from search.analysis.fold import strip_accents
from search.languages import BY_TAG


def shown_forms(lang: str, word: str) -> tuple[str, ...]:
    """The forms to show and to search: those that are not merely a longer spelling of one before (chinês, chinesa)."""
    stem, mark, ending = word.partition("~")
    kept: list[str] = []
    for form in BY_TAG[lang].inflect(stem, ending).shown if mark else (word,):
        if not any(strip_accents(form.lower()).startswith(strip_accents(other.lower())) for other in kept):
            kept.append(form)
    return tuple(kept)


def all_forms(lang: str, word: str) -> tuple[str, ...]:
    """Every form by which the word is recognised, the dictionary form first."""
    stem, mark, ending = word.partition("~")
    if mark:
        return BY_TAG[lang].inflect(stem, ending).every
    return tuple(dict.fromkeys((word, *BY_TAG[lang].decline(word))))
