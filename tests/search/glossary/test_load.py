"""The user's file: read in the documented form, added to the tables, refused with file, entry and key."""

from pathlib import Path

import pytest

from search.errors import ConfigError, UnreadableFile
from search.glossary.entry import EntryType
from search.glossary.find import find
from search.glossary.load import load_glossary
from search.glossary.user import read_entries

FILE = """
version: 1
entries:
  - id: country/KG
    type: country
    zh: [吉尔吉斯斯坦, 吉国]
    adj: {pt: [quirguiz~es]}
    not: [Quirguízia]
  - id: org/lantern
    type: org
    zh: [灯塔委员会]
    pt: [Comissão do Farol]
    abbr: {pt: [CDF]}
    related: [country/KG]
  - id: person/quimbrell
    type: person
    zh: [昆布雷尔, 乔纳斯·昆布雷尔]
    pt: [Quimbrell, Jonas Quimbrell]
    not: [昆布雷尔斯基]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "glossary.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_file_adds_to_the_tables(tmp_path: Path) -> None:
    glossary = load_glossary([written(tmp_path, FILE)])
    entry = glossary.entries["country/KG"]
    assert entry.names["zh"][:2] == ("吉尔吉斯斯坦", "吉国")
    assert "Киргизия" in entry.names["ru"]
    assert glossary.entries["org/lantern"].type is EntryType.ORG
    assert glossary.entries["org/lantern"].related == ("country/KG",)


def test_what_a_file_blocks_is_no_name_any_more(tmp_path: Path) -> None:
    glossary = load_glossary([written(tmp_path, FILE)])
    assert "Quirguízia" not in glossary.entries["country/KG"].names["pt"]
    assert find("Quirguízia", glossary) == ()
    assert [found.entry.id for found in find("昆布雷尔", glossary)] == ["person/quimbrell"]
    assert find("昆布雷尔斯基", glossary) == ()


def test_the_users_entry_comes_first_where_names_collide(tmp_path: Path) -> None:
    path = written(tmp_path, "version: 1\nentries:\n  - {id: org/brazil, type: org, pt: [Brasil]}\n")
    ids = [found.entry.id for found in find("Brasil", load_glossary([path]))]
    assert ids == ["org/brazil", "country/BR"]


def test_a_glossary_without_the_tables_holds_only_the_file(tmp_path: Path) -> None:
    assert set(load_glossary([written(tmp_path, FILE)], built_in=False).entries) == {
        "country/KG",
        "org/lantern",
        "person/quimbrell",
    }


def test_the_sample_archives_file_loads() -> None:
    path = Path(__file__).resolve().parents[3] / "index_data" / "glossary.yaml"
    assert read_entries(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("version: 1\nentries: [", "not YAML"),
        ("version: 2\nentries: []", "not a glossary"),
        ("- a", "not a glossary"),
        ("version: 1\nentries: []\nextra: 1", "extra is no key of a glossary"),
        ("version: 1\nentries: [word]", "entry 1: not an entry"),
        ("version: 1\nentries: [{type: org}]", "entry 1: id is missing"),
        ("version: 1\nentries: [{id: a, type: org, pt: [b], fr: [c]}]", "entry 1 (a): fr is no key of an entry"),
        ("version: 1\nentries: [{id: a, type: town, pt: [b]}]", "entry 1 (a): type is 'town'"),
        ("version: 1\nentries: [{id: a, type: org, pt: [b, 7]}]", "entry 1 (a): pt is not a list of words"),
        ("version: 1\nentries: [{id: a, type: org, pt: {b: c}}]", "entry 1 (a): pt is not a list of words"),
        ("version: 1\nentries: [{id: a, type: org, abbr: [ONU]}]", "entry 1 (a): abbr has no languages"),
        ("version: 1\nentries: [{id: a, type: org, abbr: {fr: [ONU]}}]", "entry 1 (a): abbr: fr is not among"),
        ("version: 1\nentries: [{id: a, type: org}]", "entry 1 (a): it has no name"),
        (
            "version: 1\nentries: [{id: a, type: org, pt: [b]}, {id: a, type: org, pt: [c]}]",
            "two entries have the id a",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_file_entry_and_key(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        read_entries(path)
    assert caught.value.problem.startswith(str(path))
    assert said in caught.value.problem
    assert caught.value.mend


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"none\.yaml"):
        read_entries(tmp_path / "none.yaml")
