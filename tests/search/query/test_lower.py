"""What a query finds, by the matcher that says what every lookup node means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.entries import entries_of
from search.model import Span
from search.port.leaf import leaves
from search.port.lookup import Node, Phrase, Scaled
from search.port.match import occurrences, passage_of_entry
from search.query.context import CARDS_FIRST, CARDS_LAST, Alias, Entity, LoweringContext
from search.query.lower import lower
from search.query.parse import parse
from search.request import Match
from tests.build import ANALYZER, answer, document, question, statement

HOW = LoweringContext(ANALYZER)


def found(query: str, *texts: str, context: LoweringContext = HOW, lang: str = "zh-Hans") -> list[int]:
    """Which of the texts the query finds, each a statement of its own."""
    node = lower(parse(query).tree, context).node
    return [at for at, text in enumerate(texts) if _matches(node, text, lang)]


def _matches(node: Node, text: str, lang: str) -> bool:
    page = document("d", statement(text), lang=lang)
    (entry,) = entries_of(page, ANALYZER)
    return occurrences(node, passage_of_entry(entry, page.passage_text(page.passages[0]))) is not None


def test_a_few_short_pieces_are_all_required() -> None:
    texts = ("港口和码头", "港口", "码头")
    assert found("港口 码头", *texts) == [0]
    assert found("porto cais", "o porto e o cais", "o porto", lang="pt") == [0]


def test_a_longer_question_is_best_match() -> None:
    assert found("新的港口什么时候才能够正式启用", "港口启用", "港口", "天气") == [0, 1]
    assert found("quando é que o novo porto abre", "o porto", "a ponte", lang="pt") == [0]


def test_a_relaxed_query_is_best_match() -> None:
    assert found("港口 码头", "港口", "码头", context=replace(HOW, relaxed=True)) == [0, 1]


def test_a_long_dictionary_word_is_one_piece() -> None:
    assert found("吉尔吉斯斯坦", "在吉尔吉斯斯坦", "巴基斯坦的斯坦") == [0]


@pytest.mark.parametrize("sign", "港口码头")
def test_a_single_character_is_found_wherever_it_stands(sign: str) -> None:
    assert found(sign, "新港口", "旧码头", "口", "头") != []
    assert all(sign in ("新港口", "旧码头", "口", "头")[at] for at in found(sign, "新港口", "旧码头", "口", "头"))


@pytest.mark.parametrize(
    "query", ["G20峰会", "G20", "峰会", "g２０ 峰会", '"G20峰会"', '"在G20"', '"G20峰"', '"峰会上C919首飞"']
)
def test_letters_glued_to_han_are_found_with_it_and_without(query: str) -> None:
    assert found(query, "在G20峰会上C919首飞", "在港口") == [0]


def test_a_quoted_run_finds_nothing_else() -> None:
    texts = ("安全的合作协议", "协议合作", "合作，协议", "合作 协议")
    assert found('"合作协议"', *texts) == [0, 3]


def test_a_quotation_with_its_punctuation_finds_it_and_without_it_does_not() -> None:
    assert found('"合作，协议"', "谈合作，协议", "谈合作协议") == [0]
    assert found('"paz, pão"', "paz, pão e terra", "paz pão", lang="pt") == [0]


def test_a_quoted_word_has_no_other_forms() -> None:
    texts = ("a declaração conjunta", "as declarações conjuntas")
    assert found("declaração", *texts, lang="pt") == [0, 1]
    assert found('"declaração"', *texts, lang="pt") == [0]


def test_accents_do_not_matter_in_either_direction() -> None:
    texts = ("a cooperação econômica", "a cooperacao economica")
    for query in ("cooperacao", "cooperação", '"cooperação econômica"', '"cooperacao economica"'):
        assert found(query, *texts, lang="pt") == [0, 1]


def test_exact_compares_the_characters_themselves() -> None:
    exact = replace(HOW, match=Match.EXACT)
    assert found("cooperação", "a cooperação", "a cooperacao", context=exact, lang="pt") == [0]
    assert found('"關係"', "关系", "關係", context=exact) == [1]


def test_script_does_not_matter_otherwise() -> None:
    assert found("關係", "关系", "關係") == [0, 1]


@pytest.mark.parametrize("query", ["info@porto.example", "porto.example", '"info@porto.example"', "+99 312 61-09-05",
                                   "312610905", "99312610905", "+99-312-61-09-05"])  # fmt: skip
def test_an_address_or_a_number_finds_its_card_and_nothing_else(query: str) -> None:
    card = "Telefone: +99 312 61-09-05; info@porto.example"
    assert found(query, card, "Telefone: +99 312 61-09-06; info@ponte.example", "o porto", lang="pt") == [0]


def test_a_prefix_finds_the_words_that_begin_so() -> None:
    assert found("declar*", "a declaração", "o porto", lang="pt") == [0]
    assert found("外交*", "外交部", "外部") == [0]


def test_near_counts_words_or_characters() -> None:
    assert found("porto NEAR/3 ponte", "o porto e a ponte", "o porto fica muito longe da ponte", lang="pt") == [0]
    assert found("港口 NEAR/3 码头", "港口和码头", "港口离新的旧的码头") == [0]


def test_a_longer_neighbour_excludes_its_occurrences_and_not_the_passage() -> None:
    texts = ("港口开放", "港口局开放", "港口局在港口")
    assert found('港口 -"港口局"', *texts) == [0, 2]
    assert found('"porto" -"porto seco"', "o porto", "o porto seco", "o porto e o porto seco", lang="pt") == [0, 2]


def test_not_is_not_where_nothing_overlaps() -> None:
    assert found("港口 -码头", "港口", "港口码头", "码头") == [0]
    assert found("(港口 OR 码头) -天气", "港口", "码头天气", "天气") == [0]


def test_a_date_is_found_in_any_form_and_is_only_a_boost_beside_words() -> None:
    assert found("2031-03-04", "2031年3月4日开会", "二〇三一年三月四日开会", "2031年3月5日") == [0, 1]
    assert found("港口 2031年3月", "港口2031年3月4日", "港口") == [0, 1]


def test_stop_words_are_dropped_unless_nothing_else_was_said() -> None:
    assert found("o porto", "porto novo", "o cais", lang="pt") == [0]
    assert found("的", "我的", "港口") == [0]
    assert found("não", "não sei", "sim", lang="pt") == [0]


def test_words_are_sought_in_title_and_pair_and_quotations_in_the_body_alone() -> None:
    page = document("d", question("新码头呢？"), answer("明年三月。"), title="港务部长会见记者")
    reply = passage_of_entry(entries_of(page, ANALYZER)[-1])
    for query, hit in (("码头", True), ("港务", True), ('"码头"', False), ('"三月"', True), ("码头 三月", True)):
        assert (occurrences(lower(parse(query).tree, HOW).node, reply) is not None) is hit, query


def test_another_name_counts_as_the_name() -> None:
    def expand(text: str) -> list[Entity]:
        at = text.find("青屿国")
        return [Entity("x", Span(at, at + 3), (Alias("Ilha Verde", "pt", 0.6),))] if at >= 0 else []

    context = replace(HOW, expand=expand)
    texts = ("a Ilha Verde assinou", "o presidente da Ilha Verde, 总统", "verde ilha", "青屿国总统")
    assert found("青屿国", *texts, context=context) == [0, 1, 3]
    assert found("青屿国总统", *texts, context=context) == [0, 1, 3]
    assert found("青屿国 总统", *texts, context=context) == [1, 3]
    assert found('"青屿国"', *texts, context=context) == [3]


def test_a_speaker_is_found_by_a_part_of_the_name() -> None:
    page = document("d", statement("港口", "安娜·索萨"))
    (entry,) = entries_of(page, ANALYZER)
    for query in ("speaker:安娜·索萨", "speaker:索萨", "answerer:索萨"):
        assert occurrences(lower(parse(query).tree, HOW).node, passage_of_entry(entry)) is not None
    assert occurrences(lower(parse("asker:索萨").tree, HOW).node, passage_of_entry(entry)) is None


@pytest.mark.parametrize("query", ["porto", "港口", '"porto novo"'])
def test_cards_rank_below_the_record(query: str) -> None:
    assert factor(query) == CARDS_LAST


@pytest.mark.parametrize(
    "query", ["porto telefone", "电话", "адрес порта", "embaixada Porto Novo", "青屿大使馆", "青屿 大使馆"]
)
def test_and_above_it_where_a_word_asks_for_one(query: str) -> None:
    assert factor(query) == CARDS_FIRST


@pytest.mark.parametrize("query", ["embaixada", "大使馆"])
def test_an_office_without_a_place_asks_for_no_card(query: str) -> None:
    assert factor(query) == CARDS_LAST


@pytest.mark.parametrize(
    "query",
    [
        "info@porto.example",
        "+99 312 61-09-05",
        "kind:contact porto",
        "港务局在官方网站上说新码头将在明年三月以前全部完工并且开放给所有渔船，请问这会不会影响渡轮的班次和票价？",
    ],
)
def test_a_number_or_a_long_question_leaves_them_their_score(query: str) -> None:
    assert factor(query) == 1.0


def factor(query: str) -> float:
    """What the score of a card is multiplied by."""
    node = lower(parse(query).tree, HOW).node
    return node.factor if isinstance(node, Scaled) else 1.0


def test_the_empty_query_finds_everything_and_bare_punctuation_nothing() -> None:
    assert found("", "港口") == [0]
    assert found('"，"', "港口，码头") == []


def test_a_pasted_question_with_brackets_or_quotes_of_its_own_is_best_match() -> None:
    texts = ("o porto novo abre", "a ponte")
    assert found("Quando é que abre o porto novo (PNA)?", *texts, lang="pt") == [0]
    assert found("Quem inaugurou o «Cais Velho» do porto?", *texts, lang="pt") == [0]
    assert found("“新港口”什么时候启用？", "港口启用", "天气") == [0]
    assert found("部长说：“港口明年启用。”", "港口启用", "天气") == [0]


def test_a_quotation_beside_a_few_words_stays_required() -> None:
    assert found(
        'acordo novo do porto "cais velho"', "acordo novo do porto", "acordo do cais velho no porto novo", lang="pt"
    ) == [1]
    assert found('外交部发言人 "合作协议"', "外交部发言人", "外交部的合作协议") == [1]


def test_bare_punctuation_beside_words_excludes_nothing() -> None:
    assert found("(porto) ?", "o porto", lang="pt") == [0]


def test_a_capitalised_stop_word_is_sought_as_part_of_the_name() -> None:
    node = lower(parse("Han Zhiyuan").tree, HOW).node
    sought = {leaf.terms for leaf in leaves(node) if isinstance(leaf, Phrase)}
    assert ("han", "zhiyuan") in sought
    assert found("Han Zhiyuan", "disse Han Zhiyuan", "disse Zhiyuan", "han sido", lang="es") == [0, 1]
    assert not [leaf for leaf in leaves(lower(parse("los barcos").tree, HOW).node) if isinstance(leaf, Phrase)]


def test_a_stop_word_that_begins_a_name_of_the_glossary_is_required() -> None:
    def expand(text: str) -> list[Entity]:
        return [Entity("x", Span(0, 11), (Alias("韩知远", "zh", 0.6),), text[:11])]

    context = replace(HOW, expand=expand)
    assert found("Han Zhiyuan", "disse Han Zhiyuan", "disse Zhiyuan", "韩知远说", context=context, lang="es") == [0, 2]
