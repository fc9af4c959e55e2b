"""What users of such archives complained of (lessons C), where it concerns what is found and what is marked."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Collection, Sequence

import pytest

from search.model import Span
from search.query.context import Alias, Entity
from search.request import Match, Result, SearchRequest
from tests.build import answer, archive_of, document, question, statement

CHINESE = "渔业部发言人说，蓝鳍金枪鱼的捕捞配额下调百分之三，待处理的申请共十二份，招商工作照旧。"
PAGES = {
    "zh": document("zh", statement(CHINESE), title="渔业部记者会", date="2031-03-05"),
    "hant": document("hant", statement("兩國關係繼續發展，會後裡外都很安靜。"), lang="zh-Hant"),
    "mixed": document("mixed", statement("参加G20峰会的代表乘坐C919客机，介绍BRICS国家的重跑gen-itgc后。")),
    "pt": document(
        "pt",
        statement("Não houve declarações sobre a cooperação; os homens de Ícaro saíram dos portos."),
        lang="pt",
    ),
    "ru": document("ru", statement("Ёлка стояла у причала. Квоты снижены."), lang="ru"),
    "none": document("none", statement("公司注册与招商公司名录。")),
}
ARCHIVE = archive_of(*PAGES.values())


def found(query: str, match: Match = Match.ALL) -> list[Result]:
    return list(ARCHIVE.search(SearchRequest(query, match=match, size=100)).items)


def pages(query: str, match: Match = Match.ALL) -> set[str]:
    return {item.document.id for item in found(query, match)}


def test_1_every_substring_of_a_sentence_finds_it() -> None:
    clauses = [clause for clause in CHINESE.replace("。", "，").split("，") if clause]
    for clause in clauses:
        for size in range(1, 7):
            for start in range(len(clause) - size + 1):
                assert "zh" in pages(clause[start : start + size]), clause[start : start + size]


def test_2_words_across_the_cuts_of_a_segmenter_are_found() -> None:
    for query in ("业部发", "鳍金枪", "捞配", "待处", "工作照"):
        assert "zh" in pages(query), query


def test_4_a_single_character_finds_its_passages() -> None:
    assert pages("鱼") == {"zh"}
    assert pages("后") == {"hant", "mixed"}


def test_5_a_quotation_of_any_length_is_found_and_not_in_another_order() -> None:
    for size in (2, 5, 9, 15):
        assert pages(f'"{CHINESE[8 : 8 + size]}"') == {"zh"}
    assert pages('"金枪鱼蓝鳍"') == set()


def test_6_not_holds_in_every_combination() -> None:
    assert pages("招商") == {"zh", "none"}
    assert pages("招商 -公司") == {"zh"}
    assert pages("招商 -“招商公司”") == {"zh"}
    assert pages("(招商 AND NOT 公司) OR 客机") == {"zh", "mixed"}
    assert pages("-招商 渔业") == set()
    assert pages("公司 -渔业") == {"none"}


def test_8_latin_glued_to_chinese_is_found_by_each_part() -> None:
    for query in (
        "G20",
        "g20",
        "峰会",
        "G20峰会",
        "C919",
        "客机",
        "C919客机",
        "BRICS",
        "国家",
        "BRICS国家",
        "gen-itgc",
    ):
        assert pages(query) == {"mixed"}, query


def test_9_either_script_finds_the_other_and_the_text_is_shown_as_it_is() -> None:
    for simplified, traditional in (("关系", "關係"), ("发展", "發展"), ("会后", "會後"), ("里外", "裡外")):
        assert pages(simplified) == pages(traditional) == {"hant"}
    assert "關係" in found("关系")[0].shown.text


def test_10_accents_do_not_matter() -> None:
    for plain, accented in (("cooperacao", "cooperação"), ("Icaro", "Ícaro"), ("declaracoes", "declarações")):
        assert pages(plain) == pages(accented) == {"pt"}


def test_11_plurals_are_found_from_the_singular_with_and_without_accents() -> None:
    for query in ("declaração", "declaracao", "homem", "porto"):
        assert pages(query) == {"pt"}, query


def test_12_a_quoted_word_is_not_stemmed() -> None:
    assert pages('"declaração"') == set()
    assert pages('"declarações"') == {"pt"}


def test_13_exact_means_the_characters_as_typed() -> None:
    assert pages("关系", Match.EXACT) == set()
    assert pages("關係", Match.EXACT) == {"hant"}
    assert pages("cooperacao", Match.EXACT) == set()
    assert pages("cooperação", Match.EXACT) == {"pt"}


def names(text: str, languages: Sequence[str], off: Collection[str]) -> tuple[Entity, ...]:
    at = text.find("Маривель")
    return () if at < 0 else (Entity("person/marivel", Span(at, at + 8), (Alias("马里韦尔", "zh", 0.6),)),)


def test_14_names_in_other_languages_can_be_switched_off() -> None:
    archive = archive_of(
        document("zh", statement("马里韦尔说不。")), document("ru", statement("Маривель ушла."), lang="ru"), names=names
    )

    def ids(match: Match) -> set[str]:
        return {item.document.id for item in archive.search(SearchRequest("Маривель", match=match)).items}

    assert ids(Match.ALL) == {"zh", "ru"}
    assert ids(Match.FORMS) == {"ru"}


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("cooperação", "pt"),
        ("Ｇ２０", "mixed"),
        ("ёлка", "ru"),
        ("елка", "ru"),
        ("Ёлка", "ru"),
        ("ﬁm", ""),
        ("渔業", "zh"),
    ],
)
def test_15_composed_decomposed_and_full_width_forms_meet(query: str, page: str) -> None:
    for form in ("NFC", "NFD"):
        assert pages(unicodedata.normalize(form, query)) == ({page} if page else set())


def test_15_name_dots_of_every_kind_are_one() -> None:
    archive = archive_of(
        *(document(f"d{i}", statement(f"安娜{dot}马洛说第{i}件事。")) for i, dot in enumerate("·•‧・．"))
    )
    for dot in ("·", "•", "‧", "・", "．", "", " "):
        assert archive.search(SearchRequest(f"“安娜{dot}马洛”")).total == 5, dot


def test_16_marks_lie_on_the_text_even_beyond_the_basic_plane() -> None:
    archive = archive_of(document("d", statement("𠮷野家𠮷\U0001f41f金枪鱼的配额，\u200b配\u200b额。")))
    shown = archive.search(SearchRequest("配额")).items[0].shown
    assert [shown.text[mark.start : mark.end] for mark in shown.marks] == ["配额", "配\u200b额"]


def test_17_every_hit_in_a_body_has_a_mark() -> None:
    for query in (
        "渔业",
        "招商 公司",
        "declaração",
        "квота",
        "“捕捞配额”",
        "鱼",
        "捕捞配额下调了多少，渔业部怎么说",
        "pesc* OR port*",
    ):
        for item in found(query):
            assert item.shown.marks or item.title_marks, (query, item.id)


@pytest.mark.parametrize("query", ["em", "mark", "amp", "lt", "<img onerror>", "&amp;", "</mark>"])
def test_18_words_of_markup_are_words(query: str) -> None:
    text = "em mark amp lt <img onerror=x> &amp; </mark> <script>"
    archive = archive_of(document("d", statement(text), lang="en"))
    found = archive.search(SearchRequest(query)).items
    assert [item.shown.text for item in found] == [text]


@pytest.mark.parametrize(
    "query",
    [
        "(" * 1000,
        "NOT " * 1000,
        '"' + "渔" * 800,
        "*?????*",
        "/(.*a){2000}/",
        "[a TO z]",
        "id:*",
        "a* " * 60,
        "x NEAR/5 " * 60,
    ],
)
def test_21_hostile_queries_are_answered_in_time(query: str) -> None:
    started = time.perf_counter()
    ARCHIVE.search(SearchRequest(query))
    assert time.perf_counter() - started < 2


def test_20_what_was_repaired_is_said() -> None:
    results = ARCHIVE.search(SearchRequest('渔业 "配额'))
    assert results.repaired
    assert results.notes[0].code == "quote_unclosed"
    assert results.parsed.split() == ["渔业", "配额"]
    assert results.total


def test_31_the_last_day_of_a_range_belongs_to_it() -> None:
    assert pages("渔业 to:2031-03-05") == {"zh"}
    assert pages("渔业 from:2031-03-05") == {"zh"}
    assert pages("渔业 to:2031-03-04") == set()
    assert pages("招商 from:2031") == {"zh"}


def test_34_the_reading_page_marks_every_hit() -> None:
    for query in ("渔业", "declaração", "“捕捞配额”", "后", "cooperação OR 招商"):
        for item in found(query):
            reading = ARCHIVE.document_view(item.document.id, query)
            assert reading is not None
            assert reading.marks, (query, item.id)


def test_a_question_is_shown_with_the_answer_that_holds_the_words() -> None:
    archive = archive_of(document("d", question("配额何时公布？"), answer("下周公布，章程不变。")))
    first = archive.search(SearchRequest("章程")).items[0]
    assert (first.shown.passage.id, [each.text for each in first.questions]) == ("t2", ["配额何时公布？"])
