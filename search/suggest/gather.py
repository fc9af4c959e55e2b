"""What a sealed generation has to propose: its live vocabulary, titles, speakers, and names of the glossary.

Runs when an index is published. Pinyin is the dear part; what the former table read is not read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from search.analysis.analyze import Analyzer
from search.analysis.fold import fold
from search.analysis.languages import LANGUAGES
from search.analysis.runs import Script, cut_runs
from search.glossary.glossary import Glossary
from search.model import Document
from search.port.engine import Snapshot
from search.port.lookup import Everything, Lookup
from search.query.parse import parse
from search.query.tree import Words
from search.suggest.forms import Forms, forms_of
from search.suggest.names import listed_names, unlisted_names
from search.suggest.notes import Noted, noted_of, notes_of, packed_notes, unpacked_notes
from search.suggest.pinyin import Syllables, alike, initials, name_readings, readings, readings_of_signs
from search.suggest.table import KINDS, Row, SuggestKind, Table, table_of
from search.suggest.written import plain_text
from search.terms import Column, Field, Layer, Part

MOST_TERMS = 200_000  # the commonest; what is left out is still searched
MOST_TITLES = 50_000
LONGEST_KEY = 40  # characters; nobody types more before choosing
LONGEST_NEAR = 20  # letters of a word, for misspellings
_INNER = 8  # words of a title or name that it is found by, besides its beginning
_PARTS = (Part.BODY, Part.TITLE, Part.SPEAKER)
_ALL = 1 << 40
_CHUNK = 200  # documents unpacked at a time
_STOP = frozenset(word for language in LANGUAGES for word in language.stop_words)


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did: what the documents say that it put, their ids (`new`), and the ids of documents of the base that
    it replaced or dropped (`gone`)."""

    noted: Noted
    new: Sequence[str]
    gone: Sequence[str] = ()


def gather(
    snapshot: Snapshot,
    analyzer: Analyzer,
    glossary: Glossary | None,
    former: Table,
    base: Snapshot | None = None,
    done: Done | None = None,
) -> Table:
    """The table of a generation. `former` is the table before, or the empty one; with `base`, the generation that it
    was made from and that this one was built on, only what changed is read. `done` is what the run between them did,
    None: that is found out."""
    words = _vocabulary(snapshot)
    built_on = base if former.notes else None
    run = done if done and (built_on or not base) else _done(built_on, snapshot, analyzer)
    if built_on:
        notes = unpacked_notes(former.notes)
        less, more = notes_of(_documents(built_on, run.gone), analyzer), run.noted.notes()
        notes.change(less, more)
        changed = less.terms() | more.terms()
    else:
        notes, changed = run.noted.notes(), frozenset(words)
    known = _Known(former, changed)
    forms = forms_of(notes, {term for term, units in words.items() if not known.rows(term, units)})
    rows = [*_terms(words, forms, known)]
    rows += _titles(forms, known)
    rows += _speakers(snapshot, forms, known)
    people = unlisted_names(snapshot, words, {signs: units for (signs,), units in notes.beside.items()})
    names = [(name, "zh-Hans", units) for name, units in sorted(people.items())]
    names += listed_names(snapshot, analyzer, glossary) if glossary else ()
    rows += [_name(text, lang, count, known) for text, lang, count in names]
    signs = readings_of_signs(_signs(row.text for row in rows))
    return table_of(rows, signs, packed_notes(notes))


def _done(base: Snapshot | None, snapshot: Snapshot, analyzer: Analyzer) -> Done:
    """What became of the base, by comparison; without a base everything is new."""
    gone, new = _changes(base, snapshot) if base else ([], [document for document, _, _ in snapshot.sources()])
    return Done(noted_of(_documents(snapshot, new), analyzer), new, gone)


def _changes(base: Snapshot, snapshot: Snapshot) -> tuple[list[str], list[str]]:
    """The ids of the documents that are no more what they were, and of those that were not so before."""
    before = {document: (key, source) for document, key, source in base.sources()}
    after = {document: (key, source) for document, key, source in snapshot.sources()}
    gone = [document for document, said in before.items() if after.get(document) != said]
    return gone, [document for document, said in after.items() if before.get(document) != said]


def _documents(snapshot: Snapshot, ids: Sequence[str]) -> Iterator[Document]:
    for at in range(0, len(ids), _CHUNK):
        yield from snapshot.documents(ids[at : at + _CHUNK]).values()


def _vocabulary(snapshot: Snapshot) -> Mapping[str, int]:
    """Words -> in how many passages they stand: in their body, else in the titles or speakers."""
    found: dict[str, int] = {}
    for layer in (Layer.WORDS, Layer.EXACT):
        for part in _PARTS:
            for term, units in snapshot.vocabulary(Field(part, layer), limit=_ALL):
                if term not in found and _is_word(term):
                    found[term] = units
    kept = sorted(found, key=lambda term: (-found[term], term))[:MOST_TERMS]
    return {term: found[term] for term in sorted(kept)}


def _is_word(term: str) -> bool:
    """Neither a number, a letter, a lone character, nor a word that says nothing."""
    return len(term) > 1 and not term[0].isdigit() and term not in _STOP


def _terms(words: Mapping[str, int], forms: Forms, known: _Known) -> Iterator[Row]:
    for term, units in words.items():
        read = known.readings(term) if _is_han(term) else ()
        near = _near(term, read)
        for text, lang in known.rows(term, units) or forms.of(term, units):
            yield _row(text, SuggestKind.TERM, lang, units, read, (term,), near)


def _titles(forms: Forms, known: _Known) -> Iterator[Row]:
    for (title, lang), documents in islice(forms.titles.items(), MOST_TITLES):
        if isinstance(parse(title).tree, Words):
            read = known.readings(fold(title).text[:LONGEST_KEY])
            yield _row(title, SuggestKind.TITLE, lang, documents, read, _beginnings(title), ())


def _speakers(snapshot: Snapshot, forms: Forms, known: _Known) -> Iterator[Row]:
    page = snapshot.search(Lookup(Everything(), limit=0, facets=(Column.SPEAKER,)))
    for facet in page.facets.get(Column.SPEAKER, ()):
        name, lang = forms.speakers.get(facet.value, ("", ""))
        if name:
            read = known.readings(fold(name).text, person=True)
            near = _near(fold(name).text, read) if read else ()
            yield _row(name, SuggestKind.SPEAKER, lang, facet.count, read, _beginnings(name), near)


def _name(text: str, lang: str, count: int, known: _Known) -> Row:
    read = known.readings(fold(text).text)
    written = _beginnings(text)
    near = _near(written[0], read) if read or " " not in written[0] else ()
    return _row(text, SuggestKind.NAME, lang, count, read, written, near)


def _row(
    text: str,
    kind: SuggestKind,
    lang: str,
    count: int,
    read: tuple[Syllables, ...],
    written: tuple[str, ...],
    near: tuple[str | Syllables, ...],
) -> Row:
    return Row(
        text,
        kind,
        lang,
        count,
        tuple(" ".join(syllables) for syllables in read),
        tuple(key[:LONGEST_KEY] for key in written),
        tuple("".join(syllables)[:LONGEST_KEY] for syllables in read),
        tuple(initials(syllables)[:LONGEST_KEY] for syllables in read),
        near,
    )


def _near(term: str, read: tuple[Syllables, ...]) -> tuple[str | Syllables, ...]:
    """What misspellings of a word are compared with: its folded syllables, or its letters."""
    if read:
        return tuple({alike(syllables) for syllables in read if 2 <= len(syllables) <= LONGEST_NEAR // 2})
    return (term,) if 3 <= len(term) <= LONGEST_NEAR and term.isalpha() else ()


def _beginnings(text: str) -> tuple[str, ...]:
    """A title or name folded, and what is left of it from each of its first words on."""
    folded = plain_text(text)
    runs = list(islice(cut_runs(folded), _INNER))
    starts = [0, *(run.start for run in runs if run.start and run.script is not Script.NUMBER)]
    return tuple(dict.fromkeys(folded[start:] for start in starts))


def _is_han(term: str) -> bool:
    return "㐀" <= term[0] <= "鿿" or term[0] >= "\U00020000"


def _signs(texts: Iterable[str]) -> list[str]:
    """The Han characters that queries may hold: those of the texts, and the 6,763 of GB 2312."""
    used = {sign for written in set().union(*texts) for sign in fold(written).text if _is_han(sign)}
    return sorted(used | _common())


@cache
def _common() -> frozenset[str]:
    signs = (bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return frozenset(sign for sign in signs if sign)


class _Known:
    """What the former table knows: how a word is written while nothing about it changes, and its readings."""

    def __init__(self, former: Table, changed: frozenset[str]) -> None:
        self._changed = changed
        self._rows: dict[str, list[tuple[str, str]]] = {}
        self._units: dict[str, int] = {}
        self._readings: dict[str, tuple[Syllables, ...]] = {}
        term, texts, pinyin = KINDS.index(SuggestKind.TERM), [*former.texts], [*former.pinyin]
        kinds, langs, counts = former.kinds.tolist(), former.langs.tolist(), former.counts.tolist()
        tags = [tag.decode() for tag in former.tags]
        for key, number in former.written:
            if kinds[number] == term and len(key) < LONGEST_KEY:
                self._rows.setdefault(key, []).append((texts[number].decode(), tags[langs[number]]))
                self._units[key] = counts[number]
                if pinyin[number]:
                    self._readings[key] = tuple(tuple(each.split()) for each in pinyin[number].decode().split("\n"))

    def rows(self, term: str, units: int) -> Sequence[tuple[str, str]]:
        """The (form, language) pairs of a term that stands in as many passages as before, none in changed ones."""
        if term in self._changed or self._units.get(term) != units:
            return ()
        return self._rows[term]

    def readings(self, text: str, person: bool = False) -> tuple[Syllables, ...]:
        """The readings of a folded text; none for one that holds no Han character."""
        if person:
            return name_readings(text)
        if text not in self._readings:
            self._readings[text] = readings(text)
        return self._readings[text]
