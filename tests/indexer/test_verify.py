"""A generation that does not hold what was put in is never published."""

from dataclasses import replace

import pytest

from indexer.verify import CANARIES, Canaries, verify
from search.engines.memory import MemoryEngine
from search.entries import entries_of
from search.errors import DamagedIndex
from search.model import Document
from search.port.engine import Snapshot
from tests.build import ANALYZER, answer, document, statement

DOCUMENTS = (
    document("one", statement("港口三月开放,渔民都来参加典礼。"), answer("表格已经准备好了。")),
    document("two", statement("O porto abre em março.\nTodos estão convidados."), lang="pt"),
)


def sealed(*documents: Document) -> Snapshot:
    draft = MemoryEngine().draft("x")
    for each in documents:
        draft.put(each, entries_of(each, ANALYZER))
    return draft.seal()


def canaries(*documents: Document) -> Canaries:
    gathered = Canaries()
    for each in documents:
        gathered.offer(each, entries_of(each, ANALYZER))
    return gathered


def test_a_whole_generation_passes() -> None:
    verify(sealed(*DOCUMENTS), 2, canaries(*DOCUMENTS))


def test_canaries_stand_in_every_language() -> None:
    many = [document(f"d{number}", statement("港口三月开放。")) for number in range(9)]
    languages = canaries(*many, DOCUMENTS[1]).languages
    assert set(languages) == {"zh-Hans", "pt"}
    assert max(languages.values()) == CANARIES


def test_a_missing_document_is_found() -> None:
    with pytest.raises(DamagedIndex, match="1 documents were written where 2"):
        verify(sealed(DOCUMENTS[0]), 2, canaries(DOCUMENTS[0]))


def test_a_passage_that_is_not_found_by_its_own_word_is_found_out() -> None:
    draft = MemoryEngine().draft("x")
    for each in DOCUMENTS:
        draft.put(each, entries_of(each, ANALYZER)[:1])
    with pytest.raises(DamagedIndex, match="not found by its own word"):
        verify(draft.seal(), 2, canaries(*DOCUMENTS))


def test_a_document_that_comes_back_altered_is_found_out() -> None:
    altered = replace(DOCUMENTS[1], place="Santa Aurora")
    with pytest.raises(DamagedIndex, match="does not come back"):
        verify(sealed(DOCUMENTS[0], altered), 2, canaries(*DOCUMENTS))
