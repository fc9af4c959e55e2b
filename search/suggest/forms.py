"""How words are written on the pages: the index keeps them folded, a reader wants accents, capitals and the script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from search.scripts import IS_HAN
from search.suggest.term_statistics import PASSAGE, Counted, TermStatistics

_LOWER_SHARE = 4  # a word that is written small in one case of four is a small word: sentences begin with the others


@dataclass(frozen=True, slots=True)
class Forms:
    """`words`: folded accentless word -> its commonest form and language. `traditional`: folded Han word -> its form
    in passages of traditional script and how many of them have it. `titles`: (title, language) -> documents.
    `speakers`: id -> name and language."""

    words: Mapping[str, tuple[str, str]]
    traditional: Mapping[str, tuple[str, int]]
    titles: Mapping[tuple[str, str], int]
    speakers: Mapping[str, tuple[str, str]]

    def of(self, term: str, units: int) -> Iterator[tuple[str, str]]:
        """The forms to show of a term that stands in so many passages, with their language; two for a Han word that
        both scripts have."""
        if not IS_HAN.match(term):
            yield self.words.get(term, (term, ""))
            return
        form, passages = self.traditional.get(term, (term, 0))
        if form == term or passages < units:
            yield term, "zh-Hans"
        if form != term:
            yield form, "zh-Hant"


def forms_of(notes: TermStatistics, terms: Collection[str]) -> Forms:
    """The forms of the terms, and all titles and speakers."""
    han: dict[str, tuple[str, int]] = {}
    wanted = {key: count for key, count in notes.traditional.items() if key[0] in terms}
    passages = {(word, form): count for (word, form, where), count in wanted.items() if where == PASSAGE}
    around = {(word, form): 0 for word, form, _ in wanted}
    for (word, form), count in sorted({**around, **passages}.items(), key=lambda item: (-item[1], item[0])):
        han.setdefault(word, (form, count))
    speakers: dict[str, tuple[str, str]] = {}
    for (speaker, name, lang), _ in sorted(notes.speakers.items(), key=lambda item: (-item[1], item[0])):
        speakers.setdefault(speaker, (name, lang))
    titles = {(title, lang): count for (title, lang), count in sorted(notes.titles.items())}
    return Forms(_commonest(notes.words, terms), han, titles, speakers)


def _commonest(words: Counted, terms: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Term -> its commonest form and the language that has it most."""
    found: dict[str, list[tuple[str, str, int]]] = {}
    for (term, form, lang), count in words.items():
        if term in terms:
            found.setdefault(term, []).append((form, lang, count))
    return {term: rows[0][:2] if len(rows) == 1 else _most(rows) for term, rows in found.items()}


def _most(rows: list[tuple[str, str, int]]) -> tuple[str, str]:
    forms: Counter[str] = Counter()
    langs: Counter[str] = Counter()
    for form, lang, count in rows:
        forms[form] += count
        langs[lang] += count
    small = Counter({form: count for form, count in forms.items() if form == form.lower()})
    return _top(small if small.total() * _LOWER_SHARE >= forms.total() else forms), _top(langs)


def _top(counts: Counter[str]) -> str:
    return min(counts, key=lambda key: (-counts[key], key))
