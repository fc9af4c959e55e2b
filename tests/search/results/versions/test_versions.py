"""Versions of a document in other languages, and the turn there that answers to one here."""

from dataclasses import replace

from search.engines.memory import MemoryEngine
from search.model import Document
from search.request import Twin
from search.results.searcher import Searcher
from search.results.versions.versions import twin_outlines, twins, versions
from tests.build import ANALYZER, answer, document, publish, question, statement


def searcher(*documents: Document) -> Searcher:
    engine = MemoryEngine()
    publish(engine, *documents)
    return Searcher(engine.open(), ANALYZER)


ZH = document("zh", question("一？"), answer("一。"), question("二？"), answer("二。"), number="41", date="2031-09-18")


def test_same_number_and_date_in_another_language_is_a_twin() -> None:
    pt = document("pt", statement("um"), lang="pt", number="41", date="2031-09-18")
    other_day = document("ru", statement("один"), lang="ru", number="41", date="2030-01-01")
    undated = document("es", statement("uno"), lang="es", number="41")
    same_language = document("zh2", statement("一"), number="41", date="2031-09-18")
    found = twin_outlines([ZH], searcher(ZH, pt, other_day, undated, same_language))
    assert [twin.id for twin in found["zh"]] == ["es", "pt"]


def test_a_document_without_a_number_has_none() -> None:
    page = document("a", statement("一"))
    assert twin_outlines([page], searcher(page, document("b", statement("um"), lang="pt"))) == {}


def test_a_twin_names_the_turn_that_answers_to_the_one_at_hand() -> None:
    pt = document("pt", statement("Bom dia."), question("um?"), answer("um."), question("2?"), answer("2."), lang="pt")
    archive = searcher(ZH, replace(pt, number="41"))
    for _ in range(2):  # what is remembered is the same
        found = versions([ZH], archive)["zh"]
        assert twins(ZH, "t3", found) == (Twin("pt", "pt", "t4"),)
        assert twins(ZH, "", found) == (Twin("pt", "pt", ""),)


def test_documents_of_one_page_are_looked_up_together_and_find_each_their_own() -> None:
    pages = [
        document(f"{lang}{i}", statement("x"), lang=lang, number=str(i)) for i in range(5) for lang in ("pt", "ru")
    ]
    found = twin_outlines(pages, searcher(*pages))
    assert {name: [twin.id for twin in twins] for name, twins in found.items()} == {
        f"{lang}{i}": [f"{other}{i}"] for i in range(5) for lang, other in (("pt", "ru"), ("ru", "pt"))
    }


def test_a_number_that_many_documents_bear_hides_nobody_elses_twins() -> None:
    many = [document(f"n{i:03}", statement("x"), lang="pt", number="1", date="2031-01-01") for i in range(60)]
    rare = [document(name, statement("x"), lang=name, number="2") for name in ("pt", "ru")]
    found = twin_outlines([many[0], *rare], searcher(*many, *rare))
    assert [twin.id for twin in found["pt"]] == ["ru"]
    assert [twin.id for twin in found["ru"]] == ["pt"]
    assert found["n000"] == ()
