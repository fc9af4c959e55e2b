"""How often words are written in which form, titles, speakers and possible names: what suggestions are made from.

Documents can be subtracted as well as added, so that a run that changes little reads little.
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
from search.analysis.fold import fold, plain_text
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
    """Counters; the keys are tuples, so that all of them are packed alike."""

    words: Counted = field(default_factory=Counter)  # (folded accentless word, form, language) -> occurrences
    # (folded Han word, form, PASSAGE or AROUND), in traditional script -> texts
    traditional: Counted = field(default_factory=Counter)
    titles: Counted = field(default_factory=Counter)  # (title, language) -> documents
    speakers: Counted = field(default_factory=Counter)  # (id, name, language) -> documents
    beside: Counted = field(default_factory=Counter)  # (characters that may be a person's name,) -> passages
    names: Counted = field(default_factory=Counter)  # (name of the glossary,) -> passages that a search finds

    def parts(self) -> tuple[Counted, ...]:
        """All counters."""
        return self.words, self.traditional, self.titles, self.speakers, self.beside, self.names

    def change(self, removed: TermStatistics, added: TermStatistics) -> None:
        """Subtract some documents and add others; what counts nothing any more is dropped."""
        for counter, minus, plus in zip(self.parts(), removed.parts(), added.parts(), strict=True):
            counter.update(plus)
            counter.subtract(minus)
            for key in minus:
                if not counter[key]:
                    del counter[key]

    def terms(self) -> frozenset[str]:
        """The words that are counted."""
        return frozenset(key[0] for part in (self.words, self.traditional) for key in part)


@dataclass
class RawStatistics:
    """The same while documents are read, by whichever process: words are not folded yet. `forms`: language -> form ->
    occurrences; the others as in `TermStatistics`."""

    forms: dict[str, Counter[str]] = field(default_factory=dict)
    traditional: Counted = field(default_factory=Counter)
    titles: Counted = field(default_factory=Counter)
    speakers: Counted = field(default_factory=Counter)
    beside: Counted = field(default_factory=Counter)

    def add(self, other: RawStatistics) -> None:
        """Add what another process counted."""
        for lang, counts in other.forms.items():
            self.forms.setdefault(lang, Counter()).update(counts)
        self.traditional.update(other.traditional)
        self.titles.update(other.titles)
        self.speakers.update(other.speakers)
        self.beside.update(other.beside)

    def folded(self) -> TermStatistics:
        """The statistics with folded words."""
        words = {
            (_key(form), form, lang): count for lang, counts in self.forms.items() for form, count in counts.items()
        }
        return TermStatistics(Counter(words), self.traditional, self.titles, self.speakers, self.beside)


def raw_statistics(
    documents: Iterable[Document], analyzer: Analyzer, words: Mapping[str, Iterable[TermLine]] = MappingProxyType({})
) -> RawStatistics:
    """The statistics of documents. `words`: id of a document -> the Han words of its passages, as they are indexed;
    where they are not at hand, the passages are analysed."""
    found = RawStatistics()
    for document in documents:
        title = document.title_text or document.title.of(document.text).strip()
        for lang, text, where in _texts(document, title):
            found.forms.setdefault(lang.partition("-")[0], Counter()).update(_WORD.findall(_composed(text)))
            if lang == "zh-Hant":
                found.traditional.update({(word, form, where) for word, form in _han_words(text, analyzer)})
        if title:
            found.titles[" ".join(title.split()), document.lang] += 1
        found.speakers.update((who.id, who.name, document.lang) for who in document.speakers if who.name)
        indexed = words.get(document.id)
        for line in _words_of(document, analyzer) if indexed is None else indexed:
            found.beside.update((signs,) for signs in name_candidates(line))
    return found


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
    """The statistics of documents, with folded words."""
    return raw_statistics(documents, analyzer).folded()


def _key(form: str) -> str:
    """A word folded, without accents."""
    return form.lower() if form.isascii() else plain_text(form)


def _texts(document: Document, title: str) -> Iterator[tuple[str, str, str]]:
    """(language, text, where)."""
    yield document.lang, title, AROUND
    for speaker in document.speakers:
        yield document.lang, f"{speaker.name}\n{speaker.role}\n{speaker.outlet}", AROUND
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


def pack_statistics(statistics: TermStatistics) -> bytes:
    """The same bytes for the same statistics, in whatever order they were counted."""
    lists = [sorted((*key, count) for key, count in part.items()) for part in statistics.parts()]
    return zlib.compress(json.dumps(lists, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def unpack_statistics(data: bytes) -> TermStatistics:
    """The statistics that were packed."""
    lists = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    return TermStatistics(*(Counter({tuple(key): count for *key, count in rows}) for rows in lists))
