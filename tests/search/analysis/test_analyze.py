"""Which terms a text gives, and where."""

import pickle

import pytest

from search.analysis.analyze import MAX_TERM, Analyzer
from search.terms import Layer

ANALYZER = Analyzer()


def terms(text: str, layer: Layer, lang: str = "und") -> list[tuple[str, int]]:
    return [(token.text, token.position) for token in ANALYZER.analyze(text, lang=lang)[layer]]


def test_han_gives_pairs_and_the_last_character_alone() -> None:
    assert terms("海港部，好", Layer.GRAMS) == [("海港", 0), ("港部", 1), ("部", 2), ("好", 4)]


def test_han_gives_dictionary_words_at_their_first_character() -> None:
    assert terms("外交部发言人", Layer.WORDS) == [("外交部", 0), ("发言人", 3)]


def test_famous_words_are_cut_as_words_though_their_key_is_in_no_dictionary() -> None:
    assert [word for word, _ in terms("著名著作计划", Layer.WORDS)] == ["着名", "着作", "计划"]


def test_traditional_and_simplified_text_give_the_same_terms() -> None:
    for layer in (Layer.WORDS, Layer.GRAMS):
        assert terms("發言人說明計畫", layer) == terms("发言人说明计划", layer)


def test_latin_glued_to_han_stands_among_the_pairs_and_among_the_exact_words() -> None:
    assert terms("在G20峰会上", Layer.GRAMS) == [("在", 0), ("g20", 1), ("峰会", 2), ("会上", 3), ("上", 4)]
    assert terms("在G20峰会上", Layer.EXACT) == [("g20", 1), ("峰", 2)]


def test_a_text_without_han_has_no_pairs() -> None:
    assert terms("porto de G20", Layer.GRAMS) == []


def test_words_are_exact_without_accents_and_stemmed_in_the_language_of_the_passage() -> None:
    assert terms("As declarações", Layer.EXACT, "pt") == [("as", 0), ("declaracoes", 1)]
    assert terms("As declarações", Layer.STEMS, "pt-BR") == [("pt/as", 0), ("pt/declar", 1)]
    assert terms("the declarations", Layer.STEMS, "en") == [("en/the", 0), ("en/declar", 1)]


def test_cyrillic_is_russian_in_any_passage() -> None:
    assert terms("порта ещё", Layer.STEMS, "pt") == [("ru/порт", 0), ("ru/ещ", 1)]


def test_a_long_stretch_of_latin_words_in_a_chinese_passage_has_the_stems_of_its_own_language() -> None:
    found = terms("他说：o ministério dos portos não comenta declarações", Layer.STEMS, "zh-Hans")
    assert ("pt/declar", found[-1][1]) == found[-1]


def test_a_few_latin_words_in_a_chinese_passage_have_no_stems() -> None:
    assert terms("他说 Ministério 的", Layer.STEMS, "zh-Hans") == []


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("2031年3月4日", "zh-Hans"),
        ("二〇三一年三月四日", "zh-Hans"),
        ("4 de março de 2031", "pt"),
        ("04/03/2031", "pt"),
        ("4 марта 2031 г.", "ru"),
        ("March 4, 2031", "en"),
    ],
)
def test_a_date_has_one_form_in_every_language(text: str, lang: str) -> None:
    assert [value for value, _ in terms(text, Layer.VALUES, lang)] == ["2031-03-04"]


def test_a_long_number_is_found_with_and_without_its_country_code() -> None:
    assert terms("Tel. +999 312 61-09-05", Layer.VALUES) == [("999312610905", 2), ("312610905", 3)]


def test_years_and_small_numbers_are_no_long_numbers() -> None:
    assert terms("entre 3 e 250 navios", Layer.VALUES) == []


def test_a_monstrous_word_is_cut() -> None:
    assert [len(word) for word, _ in terms("x" * 1000, Layer.EXACT)] == [MAX_TERM]


def test_offsets_count_from_base_and_positions_from_first() -> None:
    token = ANALYZER.analyze("港口", base=100, first=7)[Layer.WORDS][0]
    assert (token.start, token.end, token.position) == (100, 102, 7)


def test_terms_are_the_tokens_without_their_offsets() -> None:
    text = "海港部 G20 em 4 de março de 2031"
    tokens = ANALYZER.analyze(text, lang="pt", first=3)
    lean = ANALYZER.terms(text, lang="pt", first=3)
    assert {layer: [(t.text, t.position) for t in row] for layer, row in tokens.items()} == dict(lean)


def test_a_user_word_is_cut_as_one() -> None:
    assert [t.text for t in Analyzer(("青屿港",)).analyze("在青屿港停靠")[Layer.WORDS]] == ["在", "青屿港", "停靠"]
    assert "青屿港" not in [t.text for t in ANALYZER.analyze("在青屿港停靠")[Layer.WORDS]]


def test_user_words_change_the_fingerprint_and_survive_pickling() -> None:
    one = Analyzer(("青屿港",))
    assert one.fingerprint != ANALYZER.fingerprint == Analyzer().fingerprint
    assert pickle.loads(pickle.dumps(one)).fingerprint == one.fingerprint


def test_nothing_gives_nothing() -> None:
    for text in ("", "  \n", "…——！", "\u200b\ufeff"):
        assert not any(ANALYZER.analyze(text).values())
