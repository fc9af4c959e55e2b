"""The forms of a word: dictionary forms shown, inflections recognised and searched."""

import pytest

from search.glossary.inflect import all_forms, shown_forms


@pytest.mark.parametrize(
    ("lang", "word", "forms"),
    [
        ("pt", "cuban~o", ("cubano", "cubana", "cubanos", "cubanas")),
        ("pt", "chin~ês", ("chinês", "chinesa", "chineses", "chinesas")),
        ("pt", "belga~s", ("belga", "belgas")),
        ("pt", "alem~ão", ("alemão", "alemã", "alemães", "alemãs")),
        ("pt", "letões", ("letões",)),
        ("es", "alem~án", ("alemán", "alemana", "alemanes", "alemanas")),
        ("en", "Pole~s", ("Pole", "Poles")),
        ("en", "French", ("French",)),
        ("ru", "Мали", ("Мали",)),
        ("ru", "Того", ("Того",)),
        ("ru", "Киргизия", ("Киргизия", "Киргизии", "Киргизию", "Киргизией")),
        ("ru", "Китай", ("Китай", "Китая", "Китаю", "Китаем", "Китае")),
    ],
)
def test_all_forms(lang: str, word: str, forms: tuple[str, ...]) -> None:
    assert all_forms(lang, word) == forms


@pytest.mark.parametrize(
    ("lang", "word", "forms"),
    [
        ("pt", "cuban~o", ("cubano", "cubana")),
        ("pt", "chin~ês", ("chinês",)),
        ("pt", "espanh~ol", ("espanhol", "espanhóis")),
        ("ru", "кубинск~ий", ("кубинский",)),
        ("ru", "сири~ец", ("сириец", "сирийцы")),
        ("ru", "россиян~ин", ("россиянин", "россияне")),
    ],
)
def test_a_form_that_only_continues_another_is_not_shown(lang: str, word: str, forms: tuple[str, ...]) -> None:
    assert shown_forms(lang, word) == forms


def test_the_adjectives_and_the_first_noun_of_a_russian_name_change_together() -> None:
    forms = all_forms("ru", "Организация Светлых Огней")
    assert "Организации Светлых Огней" in forms
    assert "Российской Федерацией" in all_forms("ru", "Российская Федерация")
    assert "Арабских Эмиратов" in all_forms("ru", "Арабские Эмираты")
