"""In which language a query is."""

from __future__ import annotations

import pytest

from search.engines.memory import MemoryEngine
from search.model import Document
from search.results.searcher import Searcher
from tests.build import ANALYZER, document, publish, statement

ZH = [document(f"zh{at}", statement(f"渔业配额第{at}次调整。", "沈若棠")) for at in range(4)]
PT = [
    document(f"pt{at}", statement(f"A quota de pesca mudou {at} vezes.", "Rui Penalva"), lang="pt") for at in range(3)
]
ES = [
    document(f"es{at}", statement(f"La cuota de pesca cambia {at} veces.", "Ana Marlo"), lang="es") for at in range(2)
]
EN = document("en", statement("The fishing quota has changed.", "Ann Marlowe"), lang="en")


def searcher(*documents: Document) -> Searcher:
    engine = MemoryEngine()
    publish(engine, *documents)
    return Searcher(engine.open(), ANALYZER)


@pytest.mark.parametrize(
    ("query", "lang"),
    [
        *((word, "pt") for word in ("quota", "acordo", "pesca", "vacina")),
        *((words, "en") for words in ("fishing quota", "economic cooperation", "fishing")),
        ("acuerdo", "es"),
        ("渔业", "zh"),
        ("квота", "ru"),
        ("2031", "und"),
        ("", "und"),
    ],
)
def test_an_ambiguous_word_is_in_the_commonest_language_in_latin_letters(query: str, lang: str) -> None:
    assert searcher(*ZH, *PT, *ES, EN).language_of(query) == lang


def test_the_commonest_language_is_that_of_the_archive() -> None:
    assert searcher(*ZH, *ES, EN).language_of("quota") == "es"
    assert searcher(*ZH, EN).language_of("acordo") == "pt"
    assert searcher(*ZH).language_of("渔业") == "zh"
