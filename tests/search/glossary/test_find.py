"""Which names a query text holds: the longest, whole words, and no ordinary word."""

from functools import cache

import pytest

from search.analysis.analyze import Analyzer
from search.glossary.entry import EntryType, GlossaryEntry
from search.glossary.find import find
from search.glossary.glossary import Glossary, glossary_of
from search.glossary.load import load_glossary


@cache
def glossary() -> Glossary:
    return load_glossary()


@cache
def analyzer() -> Analyzer:
    return Analyzer()


def named(text: str) -> list[tuple[str, str]]:
    """(text found, id without its kind) in order."""
    found = find(text, glossary(), analyzer().words)
    return [(each.span.of(text), each.entry.id.partition("/")[2]) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("几内亚", ["GN"]),
        ("几内亚比绍", ["GW"]),
        ("赤道几内亚", ["GQ"]),
        ("巴布亚新几内亚", ["PG"]),
        ("印度和印度尼西亚", ["IN", "ID"]),
        ("印度洋", []),
        ("尼日尔与尼日利亚", ["NE", "NG"]),
        ("尼日尔河", []),
        ("苏丹、南苏丹", ["SD", "SS"]),
        ("索马里", ["SO"]),
        ("马里兰", []),
        ("多米尼克和多米尼加共和国", ["DM", "DO"]),
        ("刚果（金）", ["CD"]),
        ("刚果(布)", ["CG"]),
        ("吉尔吉斯斯坦", ["KG"]),
        ("吉尔吉斯", ["KG"]),
        ("白俄罗斯", ["BY"]),
        ("新西兰", ["NZ"]),
        ("Níger e Nigéria", ["NE", "NG"]),
        ("Guiné-Bissau, Guiné Equatorial, Guiné", ["GW", "GQ", "GN"]),
        ("República Dominicana e Dominica", ["DO", "DM"]),
        ("Papua-Nova Guiné", ["PG"]),
        ("Northern Ireland and Ireland", ["northern-ireland", "IE"]),
        ("South Sudan", ["SS"]),
        ("New Mexico", []),
        ("New Jersey", []),
        ("Estados Unidos Mexicanos", ["MX"]),
        ("Латинская Америка", ["latin-america"]),
    ],
)
def test_the_longest_name_counts(text: str, expected: list[str]) -> None:
    assert [key for _, key in named(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "其中国家",
        "完美方案",
        "中",
        "美 俄",
        "guinea pig",
        "polish the floor",
        "the turkey and the jersey",
        "tell us who is on the un list",
        "a reunião de ontem",
        "Reunião do conselho",
        "um chá na praga de ontem",
        "assado de peru com vontade e gana",
        "eles irão amanhã",
        "ele irá amanhã",
        "uma onda de ira",
        "quem catar as granadas",
        "a índia guarani e o índio",
        "conversa franca",
        "ele servia o jantar",
        "o sino da igreja",
        "além disso a câmara dos lagos",
        "самое важное кроме того",
        "не дано",
        "man",
    ],
)
def test_ordinary_words_name_nothing(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru", "PE"),
        ("perú", "PE"),
        ("Irão", "IR"),
        ("irã", "IR"),
        ("índia", ""),
        ("Índia", "IN"),
        ("india", "IN"),
        ("china", "CN"),
        ("brasil", "BR"),
        ("frança", "FR"),
        ("sérvia", "RS"),
        ("Turkey", "TR"),
        ("Ilha de Man", "IM"),
        ("Ilha da Reunião", "RE"),
        ("QUIRGUISTÃO", "KG"),
        ("quirguistao", "KG"),
    ],
)
def test_a_name_that_is_also_a_word_needs_its_initial_or_its_accents(text: str, expected: str) -> None:
    assert [key for _, key in named(text)] == [expected] * bool(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Киргизии", "KG"),
        ("Кыргызстану", "KG"),
        ("Российской Федерацией", "RU"),
        ("Соединённых Штатах", "US"),
        ("американцев", "US"),
        ("китайскими", "CN"),
        ("quirguizes", "KG"),
        ("dominicana", "DO"),
        ("alemães", "DE"),
        ("norte-americanas", "US"),
        ("Frenchmen", "FR"),
        ("españolas", "ES"),
    ],
)
def test_inflected_forms_are_found(text: str, expected: str) -> None:
    assert named(text) == [(text, expected)]


def test_abbreviations_count_in_their_own_case_as_whole_words() -> None:
    assert named("OTAN, US, EE. UU. e ООН") == [
        ("OTAN", "NATO"),
        ("US", "US"),
        ("EE. UU", "US"),
        ("ООН", "UN"),
    ]
    assert named("otan us who оон") == []
    assert named("USB") == []
    assert named("US$ 20") == []


def test_traditional_and_dotted_spellings_are_one() -> None:
    assert named("俄羅斯") == [("俄羅斯", "RU")]
    assert named("聖多美·普林西比") == [("聖多美·普林西比", "ST")]


def test_the_span_lies_on_the_text_as_typed() -> None:
    assert named("visita a Ｂｒａｓｉｌ hoje") == [("Ｂｒａｓｉｌ", "BR")]
    assert named("刚果（金）总统") == [("刚果（金）", "CD")]


def test_a_comma_joins_only_names_that_have_one() -> None:
    assert [key for _, key in named("um país, dois sistemas")] == ["one-country-two-systems"]
    assert [key for _, key in named("Costa, Rica")] == []


def test_a_country_that_is_a_first_name_too_is_no_country_beside_a_surname() -> None:
    assert named("Jordan Quimbrell") == []
    assert [key for _, key in named("China França Brasil")] == ["CN", "FR", "BR"]
    assert named("King of Jordan") == [("Jordan", "JO")]
    assert named("Em Lima") == [("Lima", "PE/capital")]


def test_languages_say_in_which_the_name_is_used() -> None:
    (china,) = find("China", glossary())
    assert china.langs == {"pt", "en", "es"}


def test_a_term_of_several_words_is_found_in_their_other_forms() -> None:
    term = GlossaryEntry(
        "term/quota",
        EntryType.TERM,
        names={"pt": ("quota de pesca", "farol"), "ru": ("рыболовная квота",), "en": ("fishing quota",)},
    )
    small = glossary_of([term])
    for text in ("quotas de pesca", "fishing quotas", "рыболовных квот", "farol"):
        assert [found.span.of(text) for found in find(text, small)] == [text]
    assert find("faróis", small) == ()
    assert find("quotas, de pesca", small) == ()
