"""The other names of what a query names: weights, languages, what is left out."""

from functools import cache

import pytest

from search.analysis.fold import fold
from search.glossary.entry import EntryType, GlossaryEntry
from search.glossary.glossary import Glossary, glossary_of
from search.glossary.load import load_glossary
from search.query.context import Alias
from search.query.expand import expand


@cache
def glossary() -> Glossary:
    return load_glossary()


def weights(text: str, *languages: str) -> dict[str, float]:
    (entity,) = expand(text, glossary(), languages or ("zh", "pt", "ru", "en", "es"))
    return {alias.text: round(alias.weight, 2) for alias in entity.aliases}


def test_a_name_brings_its_names_in_other_languages() -> None:
    found = weights("Quirguistão")
    assert found["吉尔吉斯斯坦"] == found["吉尔吉斯"] == found["Киргизия"] == found["Кыргызстан"] == 0.6
    assert found["Quirguízia"] == 0.8
    assert found["quirguiz"] == 0.4
    assert found["киргизский"] == 0.3
    assert "Quirguistão" not in found


def test_the_entity_says_where_it_stands_and_what_it_is() -> None:
    (entity,) = expand("总理访问吉尔吉斯斯坦", glossary())
    assert entity.id == "country/KG"
    assert entity.span.of("总理访问吉尔吉斯斯坦") == "吉尔吉斯斯坦"


def test_only_languages_of_the_archive_are_searched() -> None:
    (entity,) = expand("Brasil", glossary(), ("pt", "zh"))
    assert {alias.lang for alias in entity.aliases} == {"pt", "zh"}


def test_the_best_come_first_and_none_twice() -> None:
    (entity,) = expand("美国", glossary())
    ranked = [alias.weight for alias in entity.aliases]
    assert ranked == sorted(ranked, reverse=True)
    keys = [fold(alias.text).text for alias in entity.aliases]
    assert len(keys) == len(set(keys))


def test_a_switched_off_entity_is_left_out() -> None:
    assert expand("Brasil", glossary(), noexp=["country/BR"]) == ()
    assert [entity.id for entity in expand("Brasil e China", glossary(), noexp=["country/BR"])] == ["country/CN"]


def test_text_without_names_brings_nothing() -> None:
    assert expand("", glossary()) == ()
    assert expand("a reunião de ontem", glossary()) == ()


def test_a_name_of_two_countries_is_one_entity_with_the_names_of_both() -> None:
    (entity,) = expand("Congo", glossary(), ("zh", "pt"))
    names = {alias.text for alias in entity.aliases}
    assert {"República Democrática do Congo", "República do Congo", "刚果共和国"} <= names


def test_names_that_hide_in_other_words_are_recognised_but_not_searched() -> None:
    assert "马利" not in weights("Mali")
    assert weights("馬利", "zh")["马里"] == 0.8
    assert not {"US", "UN", "WHO"} & {*weights("美国"), *weights("联合国"), *weights("世卫组织")}


def test_related_entries_are_not_searched() -> None:
    assert "比什凯克" not in weights("吉尔吉斯斯坦")


@pytest.mark.parametrize("typed", ["Síria", "Сирии", "叙利亚", "OTAN", "americano"])
def test_a_form_of_the_typed_name_is_not_its_other_name(typed: str) -> None:
    assert typed not in weights(typed)


def test_the_forms_of_an_alias_are_all_its_inflections() -> None:
    (entity,) = expand("叙利亚", glossary(), ("pt", "ru"))
    forms = {alias.text: set(alias.forms) for alias in entity.aliases}
    assert "sírios" in forms["sírio"]
    assert "sírias" in set().union(*forms.values())
    assert {"Сирия", "Сирии", "Сирией"} <= forms["Сирия"]


def test_as_many_names_as_are_worth_a_lookup() -> None:
    entry = GlossaryEntry(
        "term/x", EntryType.TERM, names={"pt": ("farol", *(f"lume {chr(97 + n)}" for n in range(20)))}
    )
    (entity,) = expand("farol", glossary_of([entry]), ("pt",))
    assert len(entity.aliases) == 5
    assert entity.aliases[0] == Alias("lume a", "pt", 0.8, ("lume a",))


@pytest.mark.parametrize(
    ("typed", "other"),
    [("facto", "fato"), ("fatos", "facto"), ("acção", "ação"), ("registro", "registo"), ("comboio", "trem")],
)
def test_a_word_that_portugal_and_brazil_write_apart_is_sought_in_both_ways(typed: str, other: str) -> None:
    found = expand(typed, load_glossary(), ("pt",), ())
    assert other in {alias.text for entity in found for alias in entity.aliases}
