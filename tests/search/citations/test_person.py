"""A name is taken apart only where that is right."""

import pytest

from search.citations.person import CitedName, cited_name


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("Benedita Falcato", "Falcato", "Benedita"),
        ("João da Silva", "Silva", "João da"),
        ("João Falcato Neto", "Falcato Neto", "João"),
        ("João Neto", "Neto", "João"),
        ("María de la Cruz", "de la Cruz", "María"),
        ("Anna van der Meer", "van der Meer", "Anna"),
        ("Тимур Андреевич Озёрский", "Озёрский", "Тимур Андреевич"),
        ("Озёрский Т. А.", "Озёрский", "Т. А."),
        ("Falcato, Benedita", "Falcato", "Benedita"),
    ],
)
def test_the_family_name_is_found(name: str, family: str, given: str) -> None:
    assert cited_name(name) == CitedName(family, given)


def test_a_chinese_name_in_other_letters_has_its_family_name_in_front() -> None:
    assert cited_name("Хань Чжиюань") == CitedName("Хань", "Чжиюань")
    assert cited_name("Дуарте Лобату") == CitedName("Лобату", "Дуарте")
    assert cited_name("Han Zhiyuan") == CitedName("Han", "Zhiyuan")
    assert cited_name("Hugo Lima") == CitedName("Lima", "Hugo")


@pytest.mark.parametrize(
    "name",
    [
        "韩致远",
        "贝都·阿尔梅林",
        "Porta-voz",
        "Presidente",
        "Rádio Maré Alta",
        "TASS",
        "Canal 9",
        "Jornalista do Farol Novo",
    ],
)
def test_han_names_offices_and_outlets_stay_whole(name: str) -> None:
    assert cited_name(name) == CitedName(whole=name)


def test_a_name_that_is_the_outlet_is_no_person() -> None:
    assert cited_name("Maré Alta", outlet="Maré Alta") == CitedName(whole="Maré Alta")


def test_initials_keep_hyphens_and_leave_particles_out() -> None:
    assert cited_name("Jean-Paul de Belmar").initials == ("J-P",)
    assert cited_name("С.В. Озёрский").initials == ("С", "В")


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Ministro Anselmo Quintela", CitedName("Quintela", "Anselmo")),
        ("Jornalista Ivo Taquari", CitedName("Taquari", "Ivo")),
        ("Anselmo Quintela (ministro das Pescas)", CitedName("Quintela", "Anselmo")),
        ("韩致远发言人", CitedName(whole="韩致远")),
        ("韓致遠 發言人", CitedName(whole="韓致遠")),
        ("Министр Тимур Озёрский", CitedName("Озёрский", "Тимур")),
    ],
)
def test_an_office_beside_the_name_is_no_part_of_it(name: str, bare: CitedName) -> None:
    assert cited_name(name) == bare


def test_a_korean_name_with_blanks_is_taken_apart_like_any_other() -> None:
    assert cited_name("보리 나루") == CitedName("나루", "보리")
    assert cited_name("\uf900\uf901") == CitedName(whole="\uf900\uf901")
