"""The outlines of documents by their number, on every engine."""

from __future__ import annotations

from dataclasses import replace

from search.entries import entries_of
from search.model import Document
from search.outline import outline_of
from search.port.engine import Engine, Snapshot
from tests.build import ANALYZER, answer, document, question, statement

ZH = document("zh", question("渡轮何时开航？"), answer("明早。", "沈若棠"), number="41", date="2031-09-18")
PT = document("pt", statement("Bom dia."), question("Quando?"), answer("Amanhã."), lang="pt", number="41")
RU = document("ru", statement("Завтра\ud800."), lang="ru", number="42")
NONE = document("none", statement("没有编号。"))


def published(engine: Engine, *documents: Document, dropped: str = "") -> Snapshot:
    draft = engine.draft("analysis-1", engine.current())
    for each in documents:
        draft.put(each, entries_of(each, ANALYZER), outline_of(each) if each.number else None)
    if dropped:
        draft.drop(dropped)
    draft.seal()
    draft.publish()
    return engine.open()


def test_documents_are_found_by_their_number_with_what_aligns_their_turns(engine: Engine) -> None:
    snapshot = published(engine, ZH, PT, RU, NONE)
    found = snapshot.outlines_by_number(["41", "42", "43"], 10)
    assert {number: list(outlines) for number, outlines in found.items()} == {
        "41": [outline_of(PT), outline_of(ZH)],
        "42": [outline_of(RU)],
        "43": [],
    }


def test_no_more_are_given_than_asked_for(engine: Engine) -> None:
    many = [replace(PT, id=f"d{number}", key=f"d{number}") for number in (3, 1, 2)]
    assert [one.id for one in published(engine, *many).outlines_by_number(["41"], 2)["41"]] == ["d1", "d2"]


def test_what_is_replaced_dropped_and_merged_is_found_as_it_is_now(engine: Engine) -> None:
    for number in range(6):  # more segments than are kept apart
        published(engine, replace(PT, id=f"d{number}", key=f"d{number}"))
    short = document("d4", statement("Olá."), lang="pt", number="41")
    snapshot = published(engine, short, replace(PT, id="d5", key="d5", number="7"), dropped="d0")
    found = snapshot.outlines_by_number(["41"], 10)["41"]
    assert [one.id for one in found] == ["d1", "d2", "d3", "d4"]
    assert found[-1] == outline_of(short)


def test_a_document_put_without_an_outline_has_none(engine: Engine) -> None:
    draft = engine.draft("analysis-1")
    draft.put(ZH, entries_of(ZH, ANALYZER))
    draft.put(PT, entries_of(PT, ANALYZER), outline_of(PT))
    draft.seal()
    draft.publish()
    assert engine.open().outlines_by_number(["41"], 10) == {"41": [outline_of(PT)]}
