"""What is marked: the characters searched, on the text as it stands, once and whole."""

import pytest

from search.request import Mark, MarkKind, Match
from search.results.highlight import Highlight, merge_spans
from search.terms import Part
from tests.build import answer, archive_of, document, question, statement
from tests.search.results.marks import bracketed, hits, marked


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        # a name is one mark, wherever a segmenter would cut it
        ("拉杜罗夫", "部长拉杜罗夫外长说，拉杜没有来。", "部长[拉杜罗夫]外长说，拉杜没有来。"),
        ("吉尔吉", "吉尔吉斯坦的吉尔。", "[吉尔吉]斯坦的吉尔。"),
        # script, name dots and white space fold away; the mark covers the text as written
        ("谢尔盖罗夫", "由謝爾蓋•羅夫主持。", "由[謝爾蓋•羅夫]主持。"),
        ("渔业配额", "渔业 配额照旧。", "[渔业 配额]照旧。"),
        # two pieces that touch are one mark
        ("渔业 配额", "渔业配额照旧，配额不减。", "[渔业配额]照旧，[配额]不减。"),
        # one character, only when it is the query
        ("鱼", "金枪鱼和鱼类。", "金枪[鱼]和[鱼]类。"),
        # a quotation is marked where it stands whole, its parts are not
        ("“蓝鳍金枪鱼”", "蓝鳍金枪鱼的蓝鳍，金枪鱼。", "[蓝鳍金枪鱼]的蓝鳍，金枪鱼。"),
        ("G20峰会", "参加Ｇ２０峰会的人", "参加[Ｇ２０峰会]的人"),
        ("C919", "国产C919客机", "国产[C919]客机"),
    ],
)
def test_chinese(query: str, text: str, expected: str) -> None:
    assert marked(query, text) == expected


@pytest.mark.parametrize(
    ("query", "text", "lang", "expected"),
    [
        ("cooperacao", "A cooperação foi longa.", "pt", "A [cooperação] foi longa."),
        ("declaração", "As declarações do ministro.", "pt", "As [declarações] do ministro."),
        ("квота", "О квотах и квоте.", "ru", "О [квотах] и [квоте]."),
        ("елка", "Ёлка", "ru", "[Ёлка]"),
        ("“quota de atum”", "A quota de atum e o atum.", "pt", "A [quota de atum] e o atum."),
        ("quota de atum", "A quota de pesca do atum.", "pt", "A [quota] de pesca do [atum]."),
        ("pesc*", "Pescadores e pesca.", "pt", "[Pescadores] e [pesca]."),
        (
            "gabinete@example.org",
            "Escreva a gabinete@example.org, hoje.",
            "pt",
            "Escreva a [gabinete@example.org], hoje.",
        ),
        ("cafe", "um cafe\u0301 forte", "pt", "um [cafe\u0301] forte"),
    ],
)
def test_alphabetic_scripts(query: str, text: str, lang: str, expected: str) -> None:
    assert marked(query, text, lang) == expected


def test_stop_words_are_marked_only_when_they_are_the_query() -> None:
    assert marked("a quota e o atum", "a quota e o atum", "pt") == "a [quota] e o [atum]"
    assert marked("的", "渔业的配额") == "渔业[的]配额"


def test_a_long_question_marks_its_words_not_chance_pairs() -> None:
    question = "渔业部门为什么要减少蓝鳍金枪鱼的捕捞配额"
    text = "蓝鳍金枪鱼捕捞配额由会议决定，少蓝的海，门为开。"
    assert marked(question, text) == "[蓝鳍金枪鱼][捕捞配额]由会议决定，少蓝的海，门为开。".replace("][", "")


def test_what_is_excluded_is_not_marked() -> None:
    assert marked("配额 -鲸鱼", "配额照旧。") == "[配额]照旧。"
    assert marked("配额 -鲸鱼", "配额与鲸鱼") == ""


def test_exact_matching_marks_only_the_characters_as_typed() -> None:
    assert marked("“关系”", "兩國關係與关系", match=Match.EXACT) == "兩國關係與[关系]"
    assert marked("Quota", "quota e Quota", "pt", match=Match.EXACT) == "quota e [Quota]"


def test_kinds_tell_literal_from_form() -> None:
    archive = archive_of(document("d1", statement("A declaração e as declarações."), lang="pt"))
    found = hits(archive, "declaracao")[0].shown
    assert [(found.text[mark.start : mark.end], mark.kind) for mark in found.marks] == [
        ("declaração", MarkKind.LITERAL),
        ("declarações", MarkKind.FORM),
    ]


def test_the_question_beside_an_answer_is_marked_too() -> None:
    archive = archive_of(document("d1", question("蓝鳍金枪鱼的配额呢？"), answer("配额不变。")))
    found = next(hit for hit in hits(archive, "“配额”") if hit.shown.passage.id == "t2")
    assert bracketed(found.shown.text, found.shown.marks) == "[配额]不变。"
    assert bracketed(found.questions[0].text, found.questions[0].marks) == "蓝鳍金枪鱼的[配额]呢？"


def test_the_title_is_marked_by_the_same_rules() -> None:
    archive = archive_of(document("d1", statement("一切照旧。"), title="渔业部记者会"))
    found = hits(archive, "渔业部")[0]
    assert bracketed(found.document.title_shown, found.title_marks) == "[渔业部]记者会"
    assert found.shown.marks == ()


def test_overlapping_spots_become_one_mark_of_the_kind_that_covers_it() -> None:
    def spot(start: int, end: int, kind: MarkKind) -> Highlight:
        return Highlight(Part.BODY, start, end, kind, "x", "x")

    literal, form, name = MarkKind.LITERAL, MarkKind.FORM, MarkKind.NAME
    assert merge_spans([spot(0, 3, literal), spot(0, 5, name)]) == (Mark(0, 5, name),)
    assert merge_spans([spot(0, 3, form), spot(0, 3, literal)]) == (Mark(0, 3, literal),)
    assert merge_spans([spot(0, 3, literal), spot(2, 5, literal)]) == (Mark(0, 5, literal),)
    assert merge_spans([spot(0, 3, literal), spot(3, 5, literal)]) == (Mark(0, 5, literal),)
    assert merge_spans([spot(0, 3, literal), spot(3, 5, name)]) == (Mark(0, 3, literal), Mark(3, 5, name))
    assert merge_spans([]) == ()


def test_reasons_name_what_was_asked_and_what_was_found() -> None:
    archive = archive_of(document("d1", statement("As declarações."), title="Declaração", lang="pt"))
    reasons = {(why.asked, why.found, why.kind, why.where) for why in hits(archive, "declaração")[0].why}
    assert ("declaração", "declarações", MarkKind.FORM, "body") in reasons
    assert ("declaração", "declaração", MarkKind.LITERAL, "title") in reasons
