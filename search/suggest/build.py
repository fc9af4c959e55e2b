"""Builds the suggestion table of a sealed generation: words, titles, speakers, and names of the glossary.

Runs when an index is published. Pinyin costs most, so readings are taken from the previous table where it has them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from search.analysis.analyze import Analyzer
from search.analysis.fold import fold, plain_text
from search.analysis.runs import cut_runs
from search.glossary.glossary import Glossary
from search.languages import every_word
from search.model import Document
from search.port.engine import Snapshot
from search.port.lookup import Everything, Lookup
from search.query.parse import parse
from search.query.tree import Words
from search.scripts import Script, is_han
from search.suggest.forms import Forms, forms_of
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
LONGEST_NEAR = 20  # letters of a word that misspellings are compared with
_INNER = 8  # words of a title or name from which on it is found, besides its beginning
_PARTS = (Part.BODY, Part.TITLE, Part.SPEAKER)
_ALL = 1 << 40
_EXACT = FIELD[Part.BODY][Layer.EXACT]
_NAME_LAYERS = (Layer.EXACT, Layer.GRAMS)  # these say whether a name can stand in a body
_MOST_CHANGED = 300  # documents; reading more of them takes longer than searching every name again
_CHUNK = 200  # documents unpacked at a time
_STOP = frozenset(every_word("stop_words"))


@dataclass(frozen=True, slots=True)
class RunChanges:
    """What a run did to the documents of its base."""

    statistics: RawStatistics  # of the documents that were put
    new: Sequence[str]  # their ids
    removed: Sequence[str] = ()  # ids of documents of the base that were replaced or dropped


def build_table(
    snapshot: Snapshot,
    analyzer: Analyzer,
    glossary: Glossary | None,
    previous: Table,
    base: Snapshot | None = None,
    changes: RunChanges | None = None,
) -> Table:
    """The table of a generation. `previous` is the table before, or the empty one. With `base`, the generation of
    `previous` on which this one was built, only what changed is read. `changes` is what the run between them did; if
    None, the two are compared."""
    exact, grams = (dict(snapshot.vocabulary(FIELD[Part.BODY][layer], limit=_ALL)) for layer in _NAME_LAYERS)
    words = _vocabulary(snapshot, exact)
    built_on = base if previous.statistics else None
    if changes is None or (base and not built_on):
        changes = _compare(built_on, snapshot, analyzer)
    statistics, kept = _updated_statistics(previous, built_on, changes, words, analyzer)
    rows = _terms(words, statistics, kept)
    forms = forms_of(statistics, ())
    rows += _titles(forms, kept)
    rows += _speakers(snapshot, forms, kept)
    people = probable_names(snapshot, words, grams, {signs: units for (signs,), units in statistics.beside.items()})
    names = [(name, "zh-Hans", units) for name, units in sorted(people.items())]
    if glossary:
        counted, changed = _counted_before(built_on, snapshot, changes, statistics, analyzer)
        listed = list(glossary_names(snapshot, analyzer, glossary, TextVocabulary(exact, grams), counted, changed))
        names += [name for name in listed if name[2]]
        statistics.names = Counter({(text,): units for text, _, units in listed})
    else:
        statistics.names = Counter()
    rows += [_name(text, lang, count, kept) for text, lang, count in names]
    return table_of(rows, readings_of_signs(_signs(rows, previous)), pack_statistics(statistics), previous)


def _updated_statistics(
    previous: Table, base: Snapshot | None, changes: RunChanges, words: Mapping[str, int], analyzer: Analyzer
) -> tuple[TermStatistics, PreviousTable]:
    """The statistics of the new generation, and what of the previous table still holds."""
    added = changes.statistics.folded()
    if base is None:
        return added, PreviousTable(previous, frozenset(words))
    statistics = unpack_statistics(previous.statistics)
    removed = statistics_of(_documents(base, changes.removed), analyzer)
    statistics.change(removed, added)
    return statistics, PreviousTable(previous, removed.terms() | added.terms())


def _counted_before(
    base: Snapshot | None, snapshot: Snapshot, changes: RunChanges, statistics: TermStatistics, analyzer: Analyzer
) -> tuple[Mapping[str, int], TextVocabulary]:
    """In how many passages the names of the glossary stood, and the words of the documents that changed. When too many
    did, all names are counted anew."""
    if base is None or len(changes.removed) + len(changes.new) > _MOST_CHANGED:
        return {}, TextVocabulary((), ())
    documents = chain(_documents(base, changes.removed), _documents(snapshot, changes.new))
    return {text: units for (text,), units in statistics.names.items()}, vocabulary_of(documents, analyzer)


def _compare(base: Snapshot | None, snapshot: Snapshot, analyzer: Analyzer) -> RunChanges:
    """What changed since the base; without a base everything is new."""
    before = {document: (key, source) for document, key, source in base.sources()} if base else {}
    after = {document: (key, source) for document, key, source in snapshot.sources()}
    removed = [document for document, source in before.items() if after.get(document) != source]
    new = [document for document, source in after.items() if before.get(document) != source]
    return RunChanges(raw_statistics(_documents(snapshot, new), analyzer), new, removed)


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


def _terms(
    words: Mapping[str, int], statistics: TermStatistics, previous: PreviousTable
) -> list[TableRow | PreviousRow]:
    same = {term: previous.terms(term, units) for term, units in words.items()}
    forms = forms_of(statistics, {term for term, numbers in same.items() if not numbers})
    rows: list[TableRow | PreviousRow] = []
    for term, units in words.items():
        rows += [PreviousRow(number, units) for number in same[term]] or [
            _term(term, text, lang, units, previous) for text, lang in forms.of(term, units)
        ]
    return rows


def _term(term: str, text: str, lang: str, units: int, previous: PreviousTable) -> TableRow | PreviousRow:
    same = previous.term(term, text, lang, units)
    if same:
        return same
    read = previous.readings(term) if is_han(term) else ()
    return _row(text, SuggestKind.TERM, lang, units, read, (term,), _near(term, read))


def _titles(forms: Forms, previous: PreviousTable) -> Iterator[TableRow | PreviousRow]:
    for (title, lang), documents in islice(forms.titles.items(), MOST_TITLES):
        same = previous.other(SuggestKind.TITLE, title, lang, documents)
        if same:
            yield same
        elif isinstance(parse(title).tree, Words):
            read = previous.readings(fold(title).text[:LONGEST_KEY])
            yield _row(title, SuggestKind.TITLE, lang, documents, read, _beginnings(title), ())


def _speakers(snapshot: Snapshot, forms: Forms, previous: PreviousTable) -> Iterator[TableRow | PreviousRow]:
    page = snapshot.search(Lookup(Everything(), limit=0, facets=(Column.SPEAKER,)))
    for facet in page.facets.get(Column.SPEAKER, ()):
        name, lang = forms.speakers.get(facet.value, ("", ""))
        if name:
            same = previous.other(SuggestKind.SPEAKER, name, lang, facet.count)
            yield same or _speaker(name, lang, facet.count, previous)


def _speaker(name: str, lang: str, count: int, previous: PreviousTable) -> TableRow:
    read = previous.readings(fold(name).text, person=True)
    near = _near(fold(name).text, read) if read else ()
    return _row(name, SuggestKind.SPEAKER, lang, count, read, _beginnings(name), near)


def _name(text: str, lang: str, count: int, previous: PreviousTable) -> TableRow | PreviousRow:
    same = previous.other(SuggestKind.NAME, text, lang, count)
    if same:
        return same
    read = previous.readings(fold(text).text)
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


def _signs(rows: Iterable[TableRow | PreviousRow], previous: Table) -> list[str]:
    """The Han characters that queries may hold: those of the rows' texts, and the 6,763 of GB 2312."""
    texts = previous.texts.all()
    written = b"".join(
        texts[row.number] if isinstance(row, PreviousRow) else row.text.encode() for row in rows
    ).decode()
    used = {sign for one in set(written) for sign in fold(one).text if is_han(sign)}
    return sorted(used | _common())


@cache
def _common() -> frozenset[str]:
    signs = (bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return frozenset(sign for sign in signs if sign)
