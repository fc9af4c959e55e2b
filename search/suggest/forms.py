"""How words are written on the pages: the index keeps them folded, a reader wants accents, capitals and the script.

One pass over the documents; titles and speakers are noted on the way.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from search.analysis.analyze import Analyzer
from search.analysis.fold import HAN, JOINED, fold, plain
from search.analysis.runs import Script, cut_runs, han_runs
from search.model import Document
from search.port.engine import Snapshot

_WORD = re.compile(rf"[^\W_{JOINED}]+")
_IS_HAN = re.compile(f"[{HAN}]")
_CHUNK = 200  # documents unpacked at a time
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
        if not _IS_HAN.match(term):
            yield self.words.get(term, (term, ""))
            return
        form, passages = self.traditional.get(term, (term, 0))
        if form == term or passages < units:
            yield term, "zh-Hans"
        if form != term:
            yield form, "zh-Hant"


def forms_of(snapshot: Snapshot, analyzer: Analyzer) -> Forms:
    """The forms of a generation."""
    written: dict[str, Counter[str]] = {}
    traditional: Counter[tuple[str, str]] = Counter()
    titles: Counter[tuple[str, str]] = Counter()
    names: Counter[tuple[str, str, str]] = Counter()
    for document in _documents(snapshot):
        title = document.title_text or document.title.of(document.text).strip()
        around = [title, *(f"{each.name}\n{each.role}\n{each.outlet}" for each in document.speakers)]
        texts = [(document.lang, text, 0) for text in around]  # they have forms, but are no passages
        texts += [(each.lang, document.passage_text(each), 1) for each in document.passages]
        for lang, text, passages in texts:
            written.setdefault(lang.partition("-")[0], Counter()).update(_WORD.findall(_composed(text)))
            if lang == "zh-Hant":
                traditional.update(dict.fromkeys(_han_words(text, analyzer), passages))
        if title:
            titles[(" ".join(title.split()), document.lang)] += 1
        names.update((speaker.id, speaker.name, document.lang) for speaker in document.speakers if speaker.name)
    han: dict[str, tuple[str, int]] = {}
    for (word, form), count in traditional.most_common():
        han.setdefault(word, (form, count))
    speakers: dict[str, tuple[str, str]] = {}
    for (speaker, name, lang), _ in sorted(names.items(), key=lambda item: (-item[1], item[0])):
        speakers.setdefault(speaker, (name, lang))
    return Forms(_commonest(written), han, titles, speakers)


def _documents(snapshot: Snapshot) -> Iterator[Document]:
    ids = [document for document, _, _ in snapshot.sources()]
    for at in range(0, len(ids), _CHUNK):
        yield from snapshot.documents(ids[at : at + _CHUNK]).values()


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _han_words(text: str, analyzer: Analyzer) -> set[tuple[str, str]]:
    """The folded words of a text, each with the characters it is written with."""
    folded = fold(text)
    found = set()
    for run in cut_runs(folded.text):
        for begin, han in han_runs(run.text) if run.script is Script.JOINED else ():
            at = run.start + begin
            for word in analyzer.words(han):
                start, end = folded.span(at, at + len(word))
                found.add((word, text[start:end]))
                at += len(word)
    return found


def _commonest(written: Mapping[str, Counter[str]]) -> Mapping[str, tuple[str, str]]:
    """Term -> its commonest form and the language that has it most."""
    forms: dict[str, Counter[str]] = {}
    langs: dict[str, Counter[str]] = {}
    for lang, counts in written.items():
        for form, count in counts.items():
            term = plain(fold(form).text)
            forms.setdefault(term, Counter())[form] += count
            langs.setdefault(term, Counter())[lang] += count
    return {term: (_form(forms[term]), _top(langs[term])) for term in forms}


def _form(forms: Counter[str]) -> str:
    small = Counter({form: count for form, count in forms.items() if form == form.lower()})
    return _top(small if small.total() * _LOWER_SHARE >= forms.total() else forms)


def _top(counts: Counter[str]) -> str:
    return min(counts, key=lambda key: (-counts[key], key))
