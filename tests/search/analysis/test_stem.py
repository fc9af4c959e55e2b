"""Word forms that must meet, with and without accents, and words that must not."""

import pytest

from search.analysis.fold import fold, strip_accents
from search.analysis.stem import stem


def stem_of(tag: str, word: str) -> str:
    return stem(tag, strip_accents(fold(word).text))


_PAIRS = """ação/ações cooperação/cooperações declaração/declarações nação/nações questão/questões decisão/decisões
razão/razões mão/mãos cidadão/cidadãos irmão/irmãos órgão/órgãos pão/pães alemão/alemães capitão/capitães
jornal/jornais nacional/nacionais social/sociais papel/papéis anel/anéis móvel/móveis hotel/hotéis civil/civis
barril/barris fácil/fáceis difícil/difíceis útil/úteis espanhol/espanhóis azul/azuis possível/possíveis
favorável/favoráveis homem/homens bom/bons jovem/jovens fim/fins comum/comuns mês/meses país/países mulher/mulheres
presidência/presidências importância/importâncias lei/leis porto/portos"""
PORTUGUESE = _PAIRS.split()


@pytest.mark.parametrize("pair", PORTUGUESE)
def test_portuguese_singular_and_plural_meet(pair: str) -> None:
    one, other = pair.split("/")
    assert stem_of("pt", one) == stem_of("pt", other)


@pytest.mark.parametrize("word", [word for pair in PORTUGUESE for word in pair.split("/")])
def test_typing_accents_or_not_makes_no_difference(word: str) -> None:
    assert stem_of("pt", word) == stem_of("pt", strip_accents(word))


@pytest.mark.parametrize("pair", ["pais/paz", "carta/cartão", "cidade/cidadão"])
def test_unlike_words_stay_apart(pair: str) -> None:
    one, other = pair.split("/")
    assert stem_of("pt", one) != stem_of("pt", other)


@pytest.mark.parametrize("forms", ["порт/порта/порту/портом", "заявление/заявления", "министр/министра/министру"])
def test_russian_cases_meet(forms: str) -> None:
    assert len({stem_of("ru", form) for form in forms.split("/")}) == 1


@pytest.mark.parametrize("pair", ["cooperación/cooperaciones", "decisión/decisiones", "puerto/puertos"])
def test_spanish_plurals_meet(pair: str) -> None:
    one, other = pair.split("/")
    assert stem_of("es", one) == stem_of("es", other) == stem_of("es", strip_accents(one))


def test_a_stem_carries_its_language() -> None:
    assert stem_of("en", "harbours").startswith("en/")
