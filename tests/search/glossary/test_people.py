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
        assert PEOPLE.resolve(name) == "person/quimbrell"


def test_a_stranger_keeps_the_key_of_his_name() -> None:
    assert PEOPLE.resolve("Ana Serrano") == "ana-serrano"
    assert PEOPLE.person("ana-serrano") == "ana-serrano"
    assert PEOPLE.resolve("Farol") == "farol"


def test_a_filter_by_any_spelling_key_or_id_asks_for_all_spellings() -> None:
    everything = PEOPLE.spellings("person/quimbrell")
    assert {"昆布雷尔", "quimbrell", "jonas-quimbrell"} <= set(everything)
    assert PEOPLE.spellings("Квимбрелл") == PEOPLE.spellings("jonas-quimbrell") == everything


def test_a_filter_by_a_stranger_asks_for_the_value_and_its_key() -> None:
    assert PEOPLE.spellings("Ana Serrano") == ("Ana Serrano", "ana-serrano")


def test_a_spelling_of_two_persons_belongs_to_the_first() -> None:
    other = GlossaryEntry("person/other", EntryType.PERSON, names={"pt": ("Quimbrell", "Bento Quimbrell")})
    both = people_of(glossary_of([QUIMBRELL, other]))
    assert both.resolve("Quimbrell") == "person/quimbrell"
    assert both.spellings("person/other") == ("bento-quimbrell",)


def test_names_are_the_preferred_ones_of_each_language() -> None:
    assert PEOPLE.names("person/quimbrell") == {"zh": "昆布雷尔", "pt": "Quimbrell", "ru": "Квимбрелл"}
    assert PEOPLE.names("ana-serrano") == {}
