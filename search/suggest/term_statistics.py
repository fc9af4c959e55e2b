"""What documents say of themselves, counted: how words are written, titles, speakers. Documents can be taken from the
count as well as added, so that a run that changes little reads little.
"""

from __future__ import annotations

import json
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from search.analysis.analyze import Analyzer
from search.analysis.fold import fold, strip_accents
from search.analysis.runs import han_runs, runs_in
from search.model import Document
from search.scripts import JOINED
from search.suggest.names import name_candidates
from search.terms import Layer, TermLine

PASSAGE, AROUND = "passage", "around"  # around: titles and speakers have forms, but are no passages
Counted = Counter[tuple[str, ...]]

_WORD = re.compile(rf"[^\W_{JOINED}]+")


@dataclass
class TermStatistics:
    """Each counts texts or documents. `words`: (folded accentless word, form, language). `traditional`: (folded Han
    word, form, where: PASSAGE or AROUND) in traditional script. `titles`: (title, language). `speakers`: (id, name,
    language). `beside`: (characters,) that may be a person's name, by passages. `names`: (name,) of the glossary of
    which every part stands, by passages that a search finds."""

    words: Counted = field(default_factory=Counter)
    traditional: Counted = field(default_factory=Counter)
    titles: Counted = field(default_factory=Counter)
    speakers: Counted = field(default_factory=Counter)
    beside: Counted = field(default_factory=Counter)
    names: Counted = field(default_factory=Counter)

    def parts(self) -> tuple[Counted, ...]:
        """All that is counted."""
        return self.words, self.traditional, self.titles, self.speakers, self.beside, self.names

    def change(self, gone: TermStatistics, new: TermStatistics) -> None:
        """Take away what some documents said and add what others say; what nobody says is forgotten."""
        for own, less, more in zip(self.parts(), gone.parts(), new.parts(), strict=True):
            own.update(more)
            own.subtract(less)
            for key in less:
                if not own[key]:
                    del own[key]

    def terms(self) -> frozenset[str]:
        """The words that are noted."""
        return frozenset(key[0] for part in (self.words, self.traditional) for key in part)


@dataclass
class RawStatistics:
    """Notes while documents are read, by whichever process: the forms of words are not folded yet. `forms`: language ->
    form -> occurrences; the others as in `Notes`."""

    forms: dict[str, Counter[str]] = field(default_factory=dict)
    traditional: Counted = field(default_factory=Counter)
    titles: Counted = field(default_factory=Counter)
    speakers: Counted = field(default_factory=Counter)
    beside: Counted = field(default_factory=Counter)

    def add(self, other: RawStatistics) -> None:
        """Take up what was noted elsewhere."""
        for lang, counts in other.forms.items():
            self.forms.setdefault(lang, Counter()).update(counts)
        self.traditional.update(other.traditional)
        self.titles.update(other.titles)
        self.speakers.update(other.speakers)
        self.beside.update(other.beside)

    def folded(self) -> TermStatistics:
        """The notes, the words with their keys."""
        words = {
            (_key(form), form, lang): count for lang, counts in self.forms.items() for form, count in counts.items()
        }
        return TermStatistics(Counter(words), self.traditional, self.titles, self.speakers, self.beside)


def raw_statistics(
    documents: Iterable[Document], analyzer: Analyzer, words: Mapping[str, Iterable[TermLine]] = MappingProxyType({})
) -> RawStatistics:
    """What the documents say. `words`: id of a document -> the Han words of its passages, as they are indexed; where
    they are not at hand, the passages are analysed."""
    noted = RawStatistics()
    for document in documents:
        title = document.title_text or document.title.of(document.text).strip()
        for lang, text, where in _texts(document, title):
            noted.forms.setdefault(lang.partition("-")[0], Counter()).update(_WORD.findall(_composed(text)))
            if lang == "zh-Hant":
                noted.traditional.update({(word, form, where) for word, form in _han_words(text, analyzer)})
        if title:
            noted.titles[" ".join(title.split()), document.lang] += 1
        noted.speakers.update((each.id, each.name, document.lang) for each in document.speakers if each.name)
        known = words.get(document.id)
        for own in _words_of(document, analyzer) if known is None else known:
            noted.beside.update((signs,) for signs in name_candidates(own))
    return noted


def _words_of(document: Document, analyzer: Analyzer) -> Iterator[TermLine]:
    """The Han words of the document's passages. Between two paragraphs lies a gap, so that no name crosses it."""
    for passage in document.passages:
        words: list[str] = []
        places: list[int] = []
        for span in passage.spans:
            first = places[-1] + 2 if places else 0
            terms, positions = analyzer.index_terms(span.of(document.text), passage.lang, first).layers[Layer.WORDS]
            words += terms
            places += positions
        if words:
            yield TermLine.of(words, places)


def statistics_of(documents: Iterable[Document], analyzer: Analyzer) -> TermStatistics:
    """The notes of the documents."""
    return raw_statistics(documents, analyzer).folded()


def _key(form: str) -> str:
    """A word folded, without accents."""
    return form.lower() if form.isascii() else strip_accents(fold(form).text)


def _texts(document: Document, title: str) -> Iterator[tuple[str, str, str]]:
    """(language, text, where)."""
    yield document.lang, title, AROUND
    for each in document.speakers:
        yield document.lang, f"{each.name}\n{each.role}\n{each.outlet}", AROUND
    for passage in document.passages:
        yield passage.lang, document.passage_text(passage), PASSAGE


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _han_words(text: str, analyzer: Analyzer) -> Iterator[tuple[str, str]]:
    """The folded words of a text, each with the characters it is written with."""
    folded = fold(text)
    cut = runs_in(folded.text)
    at = 0
    for before, run, joined in zip(cut.separators, cut.texts, cut.is_joined, strict=True):
        at += len(before)
        for begin, han in han_runs(run) if joined else ():
            start = at + begin
            for word in analyzer.words(han):
                first, last = folded.span(start, start + len(word))
                yield word, text[first:last]
                start += len(word)
        at += len(run)


def pack_statistics(notes: TermStatistics) -> bytes:
    """The notes' bytes: the same for the same notes, however they came about."""
    lists = [sorted((*key, count) for key, count in part.items()) for part in notes.parts()]
    return zlib.compress(json.dumps(lists, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def unpack_statistics(data: bytes) -> TermStatistics:
    """The notes that were packed."""
    lists = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    return TermStatistics(*(Counter({tuple(key): count for *key, count in rows}) for rows in lists))
