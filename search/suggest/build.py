"""What a sealed generation has to propose: its live vocabulary, titles, speakers, and names of the glossary.

Runs when an index is published. Pinyin is the dear part; what the former table read is not read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from search.analysis.analyze import Analyzer
from search.analysis.fold import fold
from search.analysis.runs import cut_runs
from search.glossary.glossary import Glossary
from search.languages import LANGUAGES
from search.model import Document
from search.port.engine import Snapshot
from search.port.lookup import Everything, Lookup
from search.query.parse import parse
from search.query.tree import Words
from search.scripts import Script
from search.suggest.forms import Forms, forms_of, plain_text
from search.suggest.names import TextVocabulary, glossary_names, probable_names, vocabulary_of
from search.suggest.pinyin import Syllables, alike, initials, readings_of_signs
from search.suggest.previous_table import LONGEST_KEY, PreviousTable
from search.suggest.table import PreviousRow, SuggestKind, Table, TableRow, table_of
from search.suggest.term_statistics import (
    RawStatistics,
    TermStatistics,
    pack_statistics,
    raw_statistics,
    statistics_of,
    unpack_statistics,
)
from search.terms import FIELD, Column, Layer, Part

MOST_TERMS = 200_000  # the commonest; what is left out is still searched
MOST_TITLES = 50_000
LONGEST_NEAR = 20  # letters of a word, for misspellings
_INNER = 8  # words of a title or name that it is found by, besides its beginning
_PARTS = (Part.BODY, Part.TITLE, Part.SPEAKER)
_ALL = 1 << 40
_EXACT = FIELD[Part.BODY][Layer.EXACT]
_STANDING = (Layer.EXACT, Layer.GRAMS)  # layers that say whether a name may stand in a body
_MOST_CHANGED = 300  # documents; to read more costs as much as to look for every name
_CHUNK = 200  # documents unpacked at a time
_STOP = frozenset(word for language in LANGUAGES for word in language.stop_words)


@dataclass(frozen=True, slots=True)
class RunChanges:
    """What a run did: what the documents say that it put, their ids (`new`), and the ids of documents of the base that
    it replaced or dropped (`gone`)."""

    statistics: RawStatistics
    new: Sequence[str]
    removed: Sequence[str] = ()


def build_table(
    snapshot: Snapshot,
    analyzer: Analyzer,
    glossary: Glossary | None,
    former: Table,
    base: Snapshot | None = None,
    done: RunChanges | None = None,
) -> Table:
    """The table of a generation. `former` is the table before, or the empty one; with `base`, the generation that it
    was made from and that this one was built on, only what changed is read. `done` is what the run between them did,
    None: that is found out."""
    exact, grams = (dict(snapshot.vocabulary(FIELD[Part.BODY][layer], limit=_ALL)) for layer in _STANDING)
    words = _vocabulary(snapshot, exact)
    built_on = base if former.statistics else None
    run = done if done and (built_on or not base) else _run_changes(built_on, snapshot, analyzer)
    if built_on:
        notes = unpack_statistics(former.statistics)
        less, more = statistics_of(_documents(built_on, run.removed), analyzer), run.statistics.folded()
        notes.change(less, more)
        known = PreviousTable(former, less.terms() | more.terms())
    else:
        notes, known = run.statistics.folded(), PreviousTable(former, frozenset(words))
    rows = _terms(words, notes, known)
    forms = forms_of(notes, ())
    rows += _titles(forms, known)
    rows += _speakers(snapshot, forms, known)
    people = probable_names(snapshot, words, grams, {signs: units for (signs,), units in notes.beside.items()})
    names = [(name, "zh-Hans", units) for name, units in sorted(people.items())]
    if glossary:
        counted, changed = _before(built_on, snapshot, run, notes, analyzer)
        listed = list(glossary_names(snapshot, analyzer, glossary, TextVocabulary(exact, grams), counted, changed))
        names += [name for name in listed if name[2]]
        notes.names = Counter({(text,): units for text, _, units in listed})
    else:
        notes.names = Counter()
    rows += [_name(text, lang, count, known) for text, lang, count in names]
    return table_of(rows, readings_of_signs(_signs(rows, former)), pack_statistics(notes), former)


def _before(
    base: Snapshot | None, snapshot: Snapshot, run: RunChanges, notes: TermStatistics, analyzer: Analyzer
) -> tuple[Mapping[str, int], TextVocabulary]:
    """In how many passages the names of the glossary stood, and what stands in those that changed; nothing is known
    when too many did."""
    if base is None or len(run.removed) + len(run.new) > _MOST_CHANGED:
        return {}, TextVocabulary((), ())
    documents = chain(_documents(base, run.removed), _documents(snapshot, run.new))
    return {text: units for (text,), units in notes.names.items()}, vocabulary_of(documents, analyzer)


def _run_changes(base: Snapshot | None, snapshot: Snapshot, analyzer: Analyzer) -> RunChanges:
    """What became of the base, by comparison; without a base everything is new."""
    gone, new = _changes(base, snapshot) if base else ([], [document for document, _, _ in snapshot.sources()])
    return RunChanges(raw_statistics(_documents(snapshot, new), analyzer), new, gone)


def _changes(base: Snapshot, snapshot: Snapshot) -> tuple[list[str], list[str]]:
    """The ids of the documents that are no more what they were, and of those that were not so before."""
    before = {document: (key, source) for document, key, source in base.sources()}
    after = {document: (key, source) for document, key, source in snapshot.sources()}
    gone = [document for document, said in before.items() if after.get(document) != said]
    return gone, [document for document, said in after.items() if before.get(document) != said]


def _documents(snapshot: Snapshot, ids: Sequence[str]) -> Iterator[Document]:
    for at in range(0, len(ids), _CHUNK):
        yield from snapshot.documents(ids[at : at + _CHUNK]).values()


def _vocabulary(snapshot: Snapshot, exact: Mapping[str, int]) -> Mapping[str, int]:
    """Words -> in how many passages they stand: in their body, else in the titles or speakers. `exact`: the exact words
    of bodies."""
    found: dict[str, int] = {}
    for layer in (Layer.WORDS, Layer.EXACT):
        for part in _PARTS:
            field = FIELD[part][layer]
            given = exact.items() if field == _EXACT else snapshot.vocabulary(field, limit=_ALL)
            for term, units in given:
                if term not in found and _is_word(term):
                    found[term] = units
    kept = found if len(found) <= MOST_TERMS else sorted(found, key=lambda term: (-found[term], term))[:MOST_TERMS]
    return {term: found[term] for term in sorted(kept)}


def _is_word(term: str) -> bool:
    """Neither a number, a letter, a lone character, nor a word that says nothing."""
    return len(term) > 1 and not term[0].isdigit() and term not in _STOP


def _terms(words: Mapping[str, int], notes: TermStatistics, known: PreviousTable) -> list[TableRow | PreviousRow]:
    same = {term: known.terms(term, units) for term, units in words.items()}
    forms = forms_of(notes, {term for term, numbers in same.items() if not numbers})
    rows: list[TableRow | PreviousRow] = []
    for term, units in words.items():
        rows += [PreviousRow(number, units) for number in same[term]] or [
            _term(term, text, lang, units, known) for text, lang in forms.of(term, units)
        ]
    return rows


def _term(term: str, text: str, lang: str, units: int, known: PreviousTable) -> TableRow | PreviousRow:
    same = known.term(term, text, lang, units)
    if same:
        return same
    read = known.readings(term) if _is_han(term) else ()
    return _row(text, SuggestKind.TERM, lang, units, read, (term,), _near(term, read))


def _titles(forms: Forms, known: PreviousTable) -> Iterator[TableRow | PreviousRow]:
    for (title, lang), documents in islice(forms.titles.items(), MOST_TITLES):
        same = known.other(SuggestKind.TITLE, title, lang, documents)
        if same:
            yield same
        elif isinstance(parse(title).tree, Words):
            read = known.readings(fold(title).text[:LONGEST_KEY])
            yield _row(title, SuggestKind.TITLE, lang, documents, read, _beginnings(title), ())


def _speakers(snapshot: Snapshot, forms: Forms, known: PreviousTable) -> Iterator[TableRow | PreviousRow]:
    page = snapshot.search(Lookup(Everything(), limit=0, facets=(Column.SPEAKER,)))
    for facet in page.facets.get(Column.SPEAKER, ()):
        name, lang = forms.speakers.get(facet.value, ("", ""))
        if name:
            same = known.other(SuggestKind.SPEAKER, name, lang, facet.count)
            yield same or _speaker(name, lang, facet.count, known)


def _speaker(name: str, lang: str, count: int, known: PreviousTable) -> TableRow:
    read = known.readings(fold(name).text, person=True)
    near = _near(fold(name).text, read) if read else ()
    return _row(name, SuggestKind.SPEAKER, lang, count, read, _beginnings(name), near)


def _name(text: str, lang: str, count: int, known: PreviousTable) -> TableRow | PreviousRow:
    same = known.other(SuggestKind.NAME, text, lang, count)
    if same:
        return same
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
) -> TableRow:
    return TableRow(
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


def _signs(rows: Iterable[TableRow | PreviousRow], former: Table) -> list[str]:
    """The Han characters that queries may hold: those of the rows' texts, and the 6,763 of GB 2312."""
    known = [*former.texts]
    written = b"".join(
        known[row.number] if isinstance(row, PreviousRow) else row.text.encode() for row in rows
    ).decode()
    used = {sign for one in set(written) for sign in fold(one).text if _is_han(sign)}
    return sorted(used | _common())


@cache
def _common() -> frozenset[str]:
    signs = (bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return frozenset(sign for sign in signs if sign)
