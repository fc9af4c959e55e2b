"""Complaints about word forms: plurals that did not meet, words that a stemmer threw together."""

from __future__ import annotations

import unicodedata

import pytest

from search.archive import Archive
from search.request import Match, SearchRequest
from tests.build import archive_of, document, statement

# Fifty pairs whose plural is not made by a mere -s.
PAIRS = [
    "ação/ações",
    "cooperação/cooperações",
    "declaração/declarações",
    "nação/nações",
    "questão/questões",
    "decisão/decisões",
    "razão/razões",
    "reunião/reuniões",
    "posição/posições",
    "relação/relações",
    "sanção/sanções",
    "eleição/eleições",
    "missão/missões",
    "região/regiões",
    "opinião/opiniões",
    "pão/pães",
    "alemão/alemães",
    "capitão/capitães",
    "tabelião/tabeliães",
    "escrivão/escrivães",
    "mão/mãos",
    "cidadão/cidadãos",
    "irmão/irmãos",
    "órgão/órgãos",
    "jornal/jornais",
    "nacional/nacionais",
    "social/sociais",
    "canal/canais",
    "hospital/hospitais",
    "final/finais",
    "oficial/oficiais",
    "federal/federais",
    "papel/papéis",
    "anel/anéis",
    "móvel/móveis",
    "hotel/hotéis",
    "possível/possíveis",
    "favorável/favoráveis",
    "civil/civis",
    "barril/barris",
    "fácil/fáceis",
    "útil/úteis",
    "espanhol/espanhóis",
    "azul/azuis",
    "homem/homens",
    "bom/bons",
    "jovem/jovens",
    "fim/fins",
    "comum/comuns",
    "imagem/imagens",
]
APART = ("novo/nova", "porto/porta", "posto/posta", "ministro/ministra", "casa/caso", "pais/país", "por/pôr", "avó/avô")


@pytest.fixture(scope="module")
def archive() -> Archive:
    singles = [
        document(f"{i}-1", statement(f"Falou-se de {pair.partition('/')[0]} ali."), lang="pt")
        for i, pair in enumerate(PAIRS)
    ]
    plurals = [
        document(f"{i}-2", statement(f"Falou-se de {pair.partition('/')[2]} ali."), lang="pt")
        for i, pair in enumerate(PAIRS)
    ]
    return archive_of(*singles, *plurals)


def pages(archive: Archive, query: str, match: Match = Match.ALL) -> set[str]:
    return {item.document.id for item in archive.search(SearchRequest(query, match=match, size=100)).items}


def bare(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def test_11_singular_and_plural_find_one_another_with_and_without_accents(archive: Archive) -> None:
    assert len(PAIRS) == 50
    for number, pair in enumerate(PAIRS):
        for word in pair.split("/"):
            for typed in (word, bare(word), word.upper()):
                assert {f"{number}-1", f"{number}-2"} <= pages(archive, typed), typed


@pytest.mark.parametrize("pair", APART)
def test_12_words_that_a_stemmer_would_unite_stay_apart_as_typed(pair: str) -> None:
    one, other = pair.split("/")
    archive = archive_of(
        document("one", statement(f"Diz-se {one} aqui."), lang="pt"),
        document("other", statement(f"Diz-se {other} aqui."), lang="pt"),
    )
    assert pages(archive, one, Match.EXACT) == pages(archive, f'"{one}"', Match.EXACT) == {"one"}
    assert pages(archive, other, Match.EXACT) == {"other"}
