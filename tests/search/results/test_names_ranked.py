"""Names in other languages and contact cards: what stands first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pytest

from search.archive import Archive
from search.glossary.entry import EntryType, GlossaryEntry
from search.glossary.glossary import glossary_of
from search.model import Kind
from search.query.context import Entity
from search.query.expand import expand
from search.request import SearchRequest
from tests.build import ANALYZER, archive_of, document, statement

GLOSSARY = glossary_of(
    [
        GlossaryEntry(
            "country/verdania",
            EntryType.COUNTRY,
            names={"zh": ("绿屿",), "pt": ("Verdânia",), "ru": ("Верданья",), "en": ("Greenholm",)},
        ),
        GlossaryEntry(
            "country/nova-verdania", EntryType.COUNTRY, names={"zh": ("绿屿西亚",), "pt": ("Nova Verdânia",)}
        ),
        GlossaryEntry("country/alemar", EntryType.COUNTRY, names={"zh": ("阿勒马",), "pt": ("Alemar",)}),
    ]
)


def names(text: str, languages: Sequence[str], off: Collection[str]) -> tuple[Entity, ...]:
    return expand(text, GLOSSARY, languages, off, ANALYZER.words)


def archive(*texts: tuple[str, str], cards: tuple[str, ...] = ()) -> Archive:
    """One page for each (language, text)."""
    pages = [document(f"p{at}", statement(text), lang=lang) for at, (lang, text) in enumerate(texts)]
    if cards:
        pages.append(document("cards", statement("各位好。"), cards=cards))
    return archive_of(*pages, names=names)


def found(held: Archive, query: str) -> list[str]:
    return [hit.shown.text for hit in held.search(SearchRequest(query)).items]


COMMON = [("pt", f"A Verdânia assinou o acordo número {at}.") for at in range(12)]


def test_a_rare_name_in_another_language_ranks_below_the_name_as_typed() -> None:
    held = archive(*COMMON, ("zh-Hans", "绿屿签署了第九号协定。"), ("en", "Greenholm signed the ninth agreement."))
    texts = found(held, "Verdânia")
    assert all("Verdânia" in text for text in texts)
    assert len(texts) == 10
    last = held.search(SearchRequest("Verdânia", page=2)).items
    assert {hit.shown.text[:2] for hit in last[-2:]} == {"绿屿", "Gr"}


def test_a_name_in_another_language_is_no_part_of_a_longer_name() -> None:
    held = archive(
        ("zh-Hans", "绿屿西亚举行选举。"), ("zh-Hans", "绿屿举行选举。"), ("pt", "Eleições na Nova Verdânia.")
    )
    assert found(held, "Верданья") == ["绿屿举行选举。"]
    (expansion,) = held.search(SearchRequest("Верданья")).expansions
    assert [(term.text, term.hits) for term in expansion.terms] == [("绿屿", 1)]


def test_a_word_that_shares_the_stem_of_a_name_is_not_the_name() -> None:
    held = archive(("pt", "Muito além do alemo e da alema."), ("pt", "O Alemar assinou."))
    assert found(held, "阿勒马") == ["O Alemar assinou."]


def test_a_name_is_found_in_its_cases() -> None:
    held = archive(("ru", "Президент Верданьи прибыл."), ("ru", "Верный путь."))
    assert found(held, "绿屿") == ["Президент Верданьи прибыл."]


CARD = "Embaixada da Verdânia\nMorada: Rua do Cais 4, Porto Novo\nTelefone: +000 5550 0141"


def kinds(held: Archive, query: str) -> list[Kind]:
    return [hit.shown.passage.kind for hit in held.search(SearchRequest(query)).items]


@pytest.mark.parametrize("query", ["telefone Verdânia", "embaixada Verdânia Porto Novo", "Verdânia telefone embaixada"])
def test_cards_stand_first_where_a_word_asks_for_one(query: str) -> None:
    held = archive(*COMMON, ("pt", "A embaixada da Verdânia em Porto Novo deu o telefone."), cards=(CARD,))
    assert kinds(held, query)[0] is Kind.CONTACT


def test_cards_stand_below_everything_that_was_said() -> None:
    long = "O acordo foi assinado ontem no porto, depois de muitas horas, e nele se fala uma vez da Verdânia. " * 2
    held = archive(("pt", long), ("zh-Hans", "绿屿举行选举。"), cards=(CARD,))
    assert kinds(held, "Verdânia")[-1] is Kind.CONTACT


def test_a_card_keeps_its_place_where_nothing_else_says_what_was_typed() -> None:
    held = archive(("zh-Hans", "绿屿举行选举。"), ("pt", "Nada mais."), cards=(CARD,))
    assert kinds(held, "Verdânia") == kinds(held, "verdania") == [Kind.CONTACT, Kind.PARAGRAPH]
    assert kinds(held, "绿屿") == [Kind.PARAGRAPH, Kind.CONTACT]


@pytest.mark.parametrize("query", ["Verdânia", "绿屿", "Greenholm", "Verdânia pesca", '"Verdânia"'])
def test_passages_in_a_language_that_the_archive_does_not_know_hinder_no_search_for_names(query: str) -> None:
    sought = "Verdânia, pesca. Greenholm, 绿屿."
    assert sought in found(archive(("und", "Verdânia: Der Minister fährt morgen."), ("pt", sought)), query)
