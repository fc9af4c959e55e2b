"""Names of persons are counted while documents are prepared: as often as a search finds them."""

from __future__ import annotations

from search.engines.memory import MemoryEngine
from search.entries import entries_of
from search.port.lookup import Lookup, Phrase
from search.suggest.names import name_candidates
from search.suggest.term_statistics import raw_statistics
from search.terms import Field, Layer, Part, TermLine
from tests.build import ANALYZER, answer, document, question, statement

WORDS = Field(Part.BODY, Layer.WORDS)
PAGES = (
    document("one", question("王砚秋来了吗？"), answer("王砚秋和王砚秋的船都来了。王 砚，秋。")),
    document("two", statement("今天王砚说：李砚秋王砚秋同行。"), statement("王\n\n砚秋。")),
    document("three", statement("港口开放。"), statement("O porto abre.")),
)


def test_a_row_of_lone_characters_begins_with_a_surname_and_crosses_no_gap() -> None:
    line = TermLine.of(["他", "王", "砚", "秋", "港口", "李", "王", "砚", "王"], [0, 1, 2, 3, 4, 6, 8, 9, 11])
    assert name_candidates(line) == {"王砚", "王砚秋"}
    assert name_candidates(TermLine.of(["王", "砚"], [0, 1])) == {"王砚"}
    assert name_candidates(TermLine.of(["港口"], [0])) == set()


def test_they_are_counted_as_a_search_finds_them() -> None:
    draft = MemoryEngine().draft("analysis-1")
    entries = {page.id: entries_of(page, ANALYZER) for page in PAGES}
    for page in PAGES:
        draft.put(page, entries[page.id])
    snapshot = draft.seal()
    words = {
        name: [line for entry in own if isinstance(line := entry.terms.get(WORDS), TermLine)]
        for name, own in entries.items()
    }
    noted = raw_statistics(PAGES, ANALYZER, words)
    assert noted.beside == raw_statistics(PAGES, ANALYZER).beside
    assert ("王砚",) in noted.beside
    for (signs,), passages in noted.beside.items():
        assert snapshot.search(Lookup(Phrase(WORDS, tuple(signs)), limit=0)).total == passages, signs
