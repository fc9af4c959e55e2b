"""Names and their keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.names import merge_names, same_person, speaker_key, split_name


@pytest.mark.parametrize(
    "spellings",
    [
        ("季穆尔•奥焦尔斯基", "季穆尔·奥焦尔斯基", "季穆尔・奥焦尔斯基", "季穆爾‧奧焦爾斯基", "外长季穆尔·奥焦尔斯基"),
        ("韩知远", "韓知遠", "韩知远（主持人）", "发言人韩知远", "韩知远发言人", "云屿论坛发言人韩知远"),
        ("Timur Oziorski", "TIMUR OZIORSKI", "Mr. Timur Oziorski", "Minister Timur Oziorski", "Timur Oziorskiy"),
        ("Serguéi Almerim", "Sergey Almerim", "Sergei Almerim", "Сергей Алмерим"),
        ("Leonor Abrunheiro", "Secretária-Geral Leonor Abrunheiro", "Leonor Abrunheiro (secretária-geral)"),
        ("João da Enseada", "Joao da Enseada", "JOÃO DA ENSEADA", "Sr. João da Enseada"),
    ],
)
def test_one_person_has_one_key_in_every_spelling(spellings: tuple[str, ...]) -> None:
    assert len({speaker_key(spelling) for spelling in spellings}) == 1


def test_different_persons_have_different_keys() -> None:
    names = ["韩知远", "韩知近", "Su He", "Su Hao", "Benedita Falcato", "Benedito Falcato"]
    assert len({speaker_key(name) for name in names}) == len(names)


def test_an_office_alone_is_its_own_key() -> None:
    assert speaker_key("Presidente") == "presidente"
    assert speaker_key("发言人") == "发言人"


@pytest.mark.parametrize(
    ("name", "person", "office"),
    [
        ("President of Merindal Bedu Almerim", "Bedu Almerim", "President of Merindal"),
        ("Ministro das Pescas Anselmo Quintela", "Anselmo Quintela", "Ministro das Pescas"),
        ("Presidente da República Rui da Costa Penalva", "Rui da Costa Penalva", "Presidente da República"),
        ("Head of the Federal Harbour Agency Olga Sviridova", "Olga Sviridova", "Head of the Federal Harbour Agency"),
        ("云屿论坛秘书长陆怀舟", "陆怀舟", "云屿论坛秘书长"),
        ("陆怀舟秘书长", "陆怀舟", "秘书长"),
        ("外交部发言人", "", "外交部发言人"),
        ("De Sanctis", "De Sanctis", ""),
    ],
)
def test_a_name_is_taken_apart(name: str, person: str, office: str) -> None:
    parts = split_name(name)
    assert (parts.person, parts.office) == (person, office)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("奥焦尔斯基", "季穆尔·奥焦尔斯基"),
        ("Falcato", "Benedita Falcato"),
        ("BENEDITA", "Benedita Falcato"),
        ("B. Falcato", "Benedita Falcato"),
        ("BF", "Benedita Falcato"),
        ("Т.Озёрский", "Тимур Озёрский"),
    ],
)
def test_a_short_name_stands_for_a_full_one(short: str, full: str) -> None:
    assert same_person(short, full)


def test_a_dotless_name_is_not_shortened_to_one_sign() -> None:
    assert not same_person("远", "韩知远")


def test_names_of_a_page_are_merged_with_the_fullest() -> None:
    merged = merge_names(["贝都·阿尔梅林", "阿尔梅林", "Ministro", "Ministro Rui Penalva", "JP", "Jornal do Porto"])
    assert merged["阿尔梅林"] == "贝都·阿尔梅林"
    assert merged["Ministro"] == "Ministro Rui Penalva"
    assert merged["JP"] == "Jornal do Porto"


def test_a_short_name_of_two_persons_stays_alone() -> None:
    merged = merge_names(["Penalva", "Rui Penalva", "Ana Penalva"])
    assert merged["Penalva"] == "Penalva"


@given(st.text(max_size=80))
def test_no_name_fails(name: str) -> None:
    assert isinstance(speaker_key(name), str)
    split_name(name)


@pytest.mark.parametrize(
    ("name", "person", "office"),
    [
        ("Harbour Minister Bedu Almerim", "Bedu Almerim", "Harbour Minister"),
        ("Governor of Merindal Region Bedu Almerim", "Bedu Almerim", "Governor of Merindal Region"),
        ("President of Northern Railways Bedu Almerim", "Bedu Almerim", "President of Northern Railways"),
        ("MTV anchor Su Hao", "Su Hao", "MTV anchor"),
        ("national rowing team player Olga Sviridova", "Olga Sviridova", "national rowing team player"),
        ("Bedu Almerim President of Merindal", "Bedu Almerim", "President of Merindal"),
        ("Rui Penalva Prime Minister", "Rui Penalva", "Prime Minister"),
        ("Maria del Carmen Almerim", "Maria del Carmen Almerim", ""),
        ("Rui Penalva King", "Rui Penalva King", ""),
    ],
)
def test_an_office_ends_where_the_name_begins(name: str, person: str, office: str) -> None:
    parts = split_name(name)
    assert (parts.person, parts.office) == (person, office)
