"""One person, many spellings: joined when a query is answered."""

from search.glossary.entry import EntryType, GlossaryEntry
from search.glossary.glossary import glossary_of
from search.glossary.people import people_of

QUIMBRELL = GlossaryEntry(
    "person/quimbrell",
    EntryType.PERSON,
    names={
        "zh": ("昆布雷尔", "乔纳斯·昆布雷尔"),
        "pt": ("Quimbrell", "Jonas Quimbrell"),
        "ru": ("Квимбрелл", "Йонас Квимбрелл"),
    },
)
PEOPLE = people_of(glossary_of([QUIMBRELL, GlossaryEntry("org/x", EntryType.ORG, names={"pt": ("Farol",)})]))


def test_every_spelling_has_the_same_key() -> None:
    for name in ("喬納斯•昆布雷爾", "昆布雷尔", "Jonas Quimbrell", "JONAS QUIMBRELL", "Йонас Квимбрелл"):
        assert PEOPLE.alias_key(name) == "person/quimbrell"


def test_a_stranger_keeps_the_key_of_his_name() -> None:
    assert PEOPLE.alias_key("Ana Serrano") == "ana-serrano"
    assert PEOPLE.person("ana-serrano") == "ana-serrano"
    assert PEOPLE.alias_key("Farol") == "farol"


def test_a_filter_by_any_spelling_key_or_id_asks_for_all_spellings() -> None:
    everything = PEOPLE.spellings("person/quimbrell")
    assert {"昆布雷尔", "quimbrell", "jonas-quimbrell"} <= set(everything)
    assert PEOPLE.spellings("Квимбрелл") == PEOPLE.spellings("jonas-quimbrell") == everything


def test_a_filter_by_a_stranger_asks_for_the_value_and_its_key() -> None:
    assert PEOPLE.spellings("Ana Serrano") == ("Ana Serrano", "ana-serrano")


def test_a_label_is_the_preferred_name_of_the_readers_language() -> None:
    assert PEOPLE.label("person/quimbrell", "pt-BR") == "Quimbrell"
    assert PEOPLE.label("person/quimbrell", "es") == "昆布雷尔"
    assert PEOPLE.label("ana-serrano", "pt") == ""
