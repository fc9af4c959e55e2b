"""Versions of a document in other languages, and the turn there that answers to one here."""

from search.engines.memory import MemoryEngine
from search.model import Document
from search.results.served import Served, serve
from search.results.twins import twin_documents, twins
from tests.build import ANALYZER, answer, document, publish, question, statement


def served(*documents: Document) -> Served:
    engine = MemoryEngine()
    publish(engine, *documents)
    return serve(engine.open(), ANALYZER)


ZH = document("zh", question("一？"), answer("一。"), question("二？"), answer("二。"), number="41", date="2031-09-18")


def test_same_number_and_date_in_another_language_is_a_twin() -> None:
    pt = document("pt", statement("um"), lang="pt", number="41", date="2031-09-18")
    other_day = document("ru", statement("один"), lang="ru", number="41", date="2030-01-01")
    undated = document("es", statement("uno"), lang="es", number="41")
    same_language = document("zh2", statement("一"), number="41", date="2031-09-18")
    found = twin_documents([ZH], served(ZH, pt, other_day, undated, same_language))
    assert [twin.id for twin in found["zh"]] == ["es", "pt"]


def test_a_document_without_a_number_has_none() -> None:
    page = document("a", statement("一"))
    assert twin_documents([page], served(page, document("b", statement("um"), lang="pt"))) == {}


def test_a_twin_names_the_turn_that_answers_to_the_one_at_hand() -> None:
    pt = document("pt", statement("Bom dia."), question("um?"), answer("um."), question("2?"), answer("2."), lang="pt")
    assert [twin.turn for twin in twins(ZH, "t3", [pt])] == ["t4"]
    assert [twin.turn for twin in twins(ZH, "", [pt])] == [""]
