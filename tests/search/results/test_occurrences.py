"""Places collected under a deadline."""

import time

import pytest

from search.engines.memory import MemoryEngine
from search.model import Document
from search.request import SearchRequest
from search.results.occurrence_cache import MOST_KEPT, Occurrence, OccurrenceCache, Occurrences
from search.results.occurrences import occurrences_of
from search.results.searcher import Searcher
from tests.build import ANALYZER, document, publish, statement


def searcher(*documents: Document) -> Searcher:
    engine = MemoryEngine()
    publish(engine, *documents)
    return Searcher(engine.open(), ANALYZER)


def occurrences(archive: Searcher, request: SearchRequest, most: int, deadline: float | None = None) -> Occurrences:
    return occurrences_of(archive, archive.question(request, deadline), most)


MANY = [document(f"d{number:02}", statement("渡轮开航。"), date=f"20{number:02}-01-01") for number in range(50)]
ASKED = SearchRequest(text="渡轮")


def test_past_the_deadline_the_next_call_goes_on_where_this_one_stopped() -> None:
    archive = searcher(*MANY)
    past = time.monotonic() - 1
    first = occurrences(archive, ASKED, 1)
    read, reached, whole = first.at, first.reached, first.whole
    assert (read, reached, whole) == (20, "2030-01-01", False)
    assert occurrences(archive, ASKED, 1000, past).at == 40
    assert occurrences(archive, ASKED, 1000, past).whole
    assert len({place.document for place in first.places}) == 50


def test_passages_that_were_not_all_found_in_time_are_looked_up_again() -> None:
    archive = searcher(*MANY)
    assert not occurrences(archive, ASKED, 1000, time.monotonic() - 1).whole
    assert occurrences(archive, ASKED, 1000).whole


def test_order_and_paging_share_what_was_collected() -> None:
    archive = searcher(*MANY[:3])
    assert occurrences(archive, ASKED, 10) is occurrences(archive, SearchRequest(text="渡轮", page=3, size=5), 10)


def test_no_more_is_read_than_asked_for() -> None:
    assert occurrences(searcher(*MANY), ASKED, 5).at == 20


def test_what_was_used_last_is_kept() -> None:
    place = Occurrence("d", "t1", 0, 0, 1, "literal", "", "", "", "", "")  # type: ignore[arg-type]  # only counted
    kept = OccurrenceCache()
    large = kept.of("a", lambda: Occurrences([], 0, False, "", (), (), places=[place] * MOST_KEPT))
    assert kept.of("a", lambda: Occurrences([], 0, False, "", (), ())) is large
    kept.of("b", lambda: Occurrences([], 0, False, "", (), (), places=[place]))
    assert kept.of("a", lambda: Occurrences([], 0, False, "", (), ())) is not large


def test_hits_listed_in_portions_are_the_hits_listed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = occurrences(searcher(*MANY), ASKED, 1000)
    monkeypatch.setattr("search.results.occurrences._LISTED", 7)
    portions = occurrences(searcher(*MANY), ASKED, 1000)
    assert portions.whole
    assert (portions.found, portions.at, portions.hits) == (50, 50, [])
    assert portions.places == whole.places
