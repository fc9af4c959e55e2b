"""Reading a document with the marks of a query."""

import time

from search.engines.memory import MemoryEngine
from search.request import SearchRequest
from search.results.document_view import document_view
from search.results.searcher import Searcher
from tests.build import ANALYZER, document, publish, statement

PAGE = document("d", statement("渡轮开航。\n渡轮停航。\n码头。"))


def test_past_the_deadline_the_rest_stays_unmarked_and_a_note_says_so() -> None:
    engine = MemoryEngine()
    publish(engine, PAGE)
    searcher = Searcher(engine.open(), ANALYZER)
    whole = document_view(searcher, PAGE, searcher.question(SearchRequest("渡轮")))
    late = document_view(searcher, PAGE, searcher.question(SearchRequest("渡轮"), time.monotonic() - 1))
    assert (len(whole.marks), [note.code for note in whole.notes]) == (2, [])
    assert (len(late.marks), [note.code for note in late.notes]) == (0, ["marks_cut"])
    assert late.notes[0].arguments == {"read": "0", "passages": "3"}
    assert late.document is PAGE
