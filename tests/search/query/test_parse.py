"""The query language: what is syntax, what is a word, how broken input is mended."""

import pytest

from search.model import Span
from search.query.parse import parse
from search.query.tree import (
    TITLE,
    And,
    DateClause,
    Empty,
    FieldClause,
    NearClause,
    Not,
    Or,
    Query,
    Quotation,
    WordPrefix,
    Words,
)
from tests.search.query.bare import bare

NOWHERE = Span(0, 0)


def read(text: str) -> Query:
    return bare(parse(text).tree)


def words(text: str) -> Words:
    return Words(text, NOWHERE)


def quoted(text: str) -> Quotation:
    return Quotation(text, NOWHERE)


def named(name: str, value: str, in_quotes: bool = False) -> FieldClause:
    return FieldClause(name, value, NOWHERE, in_quotes)


def codes(text: str) -> list[str]:
    return [note.code for note in parse(text).notes]


def test_adjacent_plain_words_are_one_clause() -> None:
    assert read("渔业部 配额 2031") == words("渔业部 配额 2031")


def test_nothing_said_is_an_empty_query_without_a_note() -> None:
    assert parse("  　 ").tree == Empty()
    assert codes("") == []


@pytest.mark.parametrize(
    "text",
    [
        '"quota de atum"', "“quota de atum”", "„quota de atum“", "«quota de atum»", "「quota de atum」",
        "『quota de atum』", "＂quota de atum＂", '“quota de atum"', "｢quota de atum｣", "”quota de atum”",
    ],
)  # fmt: skip
def test_every_style_of_quotation_marks_quotes(text: str) -> None:
    assert read(text) == quoted("quota de atum")
    assert codes(text) == []


def test_a_quotation_may_stand_inside_a_run_of_han() -> None:
    assert read("关于“蓝鳍金枪鱼”的配额") == And((words("关于"), quoted("蓝鳍金枪鱼"), words("的配额")))


def test_a_minus_excludes_one_piece() -> None:
    assert read("配额 -鲸 章程") == And((words("配额"), Not(words("鲸")), words("章程")))
    assert read('配额 -"鲸 鱼"') == And((words("配额"), Not(quoted("鲸 鱼"))))
    assert read("配额 －鲸") == And((words("配额"), Not(words("鲸"))))


def test_a_minus_before_brackets_excludes_all_of_it() -> None:
    assert read("a -(b OR c)") == And((words("a"), Not(Or((words("b"), words("c"))))))


def test_two_minuses_cancel() -> None:
    assert read("-(-a)") == words("a")


def test_a_hyphen_inside_a_word_or_alone_is_no_minus() -> None:
    assert read("porta-voz") == words("porta-voz")
    assert read("atum - campanha") == words("atum - campanha")


@pytest.mark.parametrize("text", ["a OR b", "a OU b", "a ИЛИ b", "a 或 b", "a | b", "a ＯＲ b"])
def test_alternatives_in_every_interface_language(text: str) -> None:
    assert read(text) == Or((words("a"), words("b")))


@pytest.mark.parametrize("text", ["peixe ou carne", "рыба или мясо", "fish or meat", "或许", "鱼或肉"])
def test_or_in_lower_case_or_inside_a_word_is_a_word(text: str) -> None:
    assert read(text) == words(text)


@pytest.mark.parametrize("text", ["或", "OR", "OU", "NOT"])
def test_an_operator_that_is_the_whole_query_is_a_word(text: str) -> None:
    assert read(text) == words(text)
    assert codes(text) == []


def test_and_binds_tighter_than_or() -> None:
    assert read("a b OR c -d") == Or((words("a b"), And((words("c"), Not(words("d"))))))


def test_and_between_words_makes_them_two_clauses() -> None:
    assert read("a b AND c") == And((words("a b"), words("c")))
    assert read("(东京 AND NOT 秘密) OR 法案") == Or(
        (And((words("东京"), Not(words("秘密")))), words("法案")),
    )


def test_brackets_group_and_full_width_ones_too() -> None:
    assert read("（a OR b） c") == And((Or((words("a"), words("b"))), words("c")))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("speaker:Marlo", "speaker"), ("发言人：Marlo", "speaker"), ("orador:Marlo", "speaker"),
        ("问者:Marlo", "asker"), ("perguntou:Marlo", "asker"), ("спросил:Marlo", "asker"),
        ("答者:Marlo", "answerer"), ("respondeu:Marlo", "answerer"), ("SPEAKER：Marlo", "speaker"),
        ("title:Marlo", TITLE), ("título:Marlo", TITLE), ("标题：Marlo", TITLE),
        ("编号:Marlo", "number"), ("fonte:Marlo", "source"), ("место:Marlo", "place"),
    ],
)  # fmt: skip
def test_fields_have_names_in_the_interface_languages(text: str, name: str) -> None:
    assert read(text) == named(name, "Marlo")


def test_a_field_takes_a_quoted_value() -> None:
    assert read("speaker:“Ana Marlo” atum") == And((named("speaker", "Ana Marlo", True), words("atum")))


def test_values_of_kind_language_and_genre_have_names_too() -> None:
    assert read("类型:回答") == named("kind", "answer")
    assert read("lang:português") == named("lang", "pt")
    assert read("体裁:记者会") == named("genre", "press_conference")


@pytest.mark.parametrize(
    "text",
    [
        "+996 312 55-01-22", "+7 (495) 123-45-67", "(11) 5555-0101", "https://example.org/a(b)?c=d:e",
        "gabinete@example.org", "C919", "10:30", "G20峰会", "2464-27-11-2019", "刚果(金)", "问：是否扩大配额",
        "В.В. Петров", "nº 5", "d'água", "R$ 5,00", "50%", "№ 7", "a/b", "C++", "12\"", "《联合声明》",
        "12\"x8\"", "d\"água e l”eau", "o d'água",
    ],
)  # fmt: skip
def test_numbers_addresses_and_labels_are_words(text: str) -> None:
    assert read(text) == words(text)
    assert codes(text) == []


def test_a_blank_after_the_colon_makes_words_of_it_and_says_so() -> None:
    parsed = parse("title: atum")
    assert bare(parsed.tree) == words("title: atum")
    assert [note.code for note in parsed.notes] == ["field_blank"]
    assert not parsed.repaired


def test_an_unknown_field_is_a_word_and_the_note_names_the_near_one() -> None:
    parsed = parse("speeker:Marlo")
    assert bare(parsed.tree) == words("speeker:Marlo")
    assert parsed.notes[0].code == "field_unknown"
    assert parsed.notes[0].arguments == {"field": "speeker", "near": "speaker"}


def test_dates_may_be_partial_and_two_bounds_are_one_range() -> None:
    assert read("atum from:2031-9 to:2032") == And((words("atum"), DateClause("2031-09", "2032", NOWHERE)))
    assert read("从：2031") == DateClause("2031", "", NOWHERE)
    assert read("to:“18 de setembro de 2031”") == DateClause("", "2031-09-18", NOWHERE)
    assert read("from:2031年9月") == DateClause("2031-09", "", NOWHERE)
    assert read("até:2031-09-18") == DateClause("", "2031-09-18", NOWHERE)


def test_a_range_that_runs_backward_is_turned_round() -> None:
    parsed = parse("from:2032 to:2031")
    assert bare(parsed.tree) == DateClause("2031", "2032", NOWHERE)
    assert [note.code for note in parsed.notes] == ["dates_swapped"]
    assert parsed.repaired


def test_a_range_of_one_year_given_with_different_precision_stands() -> None:
    assert codes("from:2031-05 to:2031") == []


def test_a_date_that_is_none_is_left_out() -> None:
    parsed = parse("atum from:ontem")
    assert bare(parsed.tree) == words("atum")
    assert [note.code for note in parsed.notes] == ["date_unreadable"]
    assert codes("from:2031-13") == ["date_unreadable"]


def test_an_asterisk_at_the_end_of_a_word_asks_for_beginnings() -> None:
    assert read("pesc*") == WordPrefix("pesc", NOWHERE)
    assert read("渔业＊ 配额") == And((WordPrefix("渔业", NOWHERE), words("配额")))


def test_other_asterisks_are_left_out() -> None:
    parsed = parse("*esca p*sca *?????* *")
    assert [note.code for note in parsed.notes] == ["star_stray"]
    assert not any(isinstance(part, WordPrefix) for part in [parsed.tree])


def test_near_joins_single_pieces() -> None:
    assert read("x atum NEAR/5 quota y") == And(
        (words("x"), NearClause((words("atum"), words("quota")), 5, NOWHERE), words("y")),
    )
    assert read('a NEAR/3 "b c" NEAR/7 d') == NearClause((words("a"), quoted("b c"), words("d")), 7, NOWHERE)


def test_near_is_limited_and_stands_between_words() -> None:
    assert read("a NEAR/900 b") == NearClause((words("a"), words("b")), 50, NOWHERE)
    assert codes("a NEAR/900 b") == ["near_limited"]
    assert read("a NEAR/3 b*") == And((words("a"), WordPrefix("b", NOWHERE)))
    assert codes("a NEAR/3 b*") == ["near_operands"]


def test_a_chain_of_near_has_at_most_six_pieces() -> None:
    six = tuple(words(letter) for letter in "abcdef")
    assert read(" NEAR/2 ".join("abcdefg")) == And((NearClause(six, 2, NOWHERE), words("g")))
    assert codes(" NEAR/2 ".join("abcdefg")) == ["near_pieces"]


@pytest.mark.parametrize(
    ("text", "tree", "code"),
    [
        ("(a b", words("a b"), "bracket_unclosed"),
        ("a b)", words("a b"), "bracket_unopened"),
        ('"a b', words("a b"), "quote_unclosed"),
        ("a 「b c", words("a  b c"), "quote_unclosed"),
        ("“a -b", And((words("a"), Not(words("b")))), "quote_unclosed"),
        ("speaker:“Ana atum", And((named("speaker", "Ana"), words("atum"))), "quote_unclosed"),
        ('a from:"2031', And((words("a"), DateClause("2031", "", NOWHERE))), "quote_unclosed"),
        ('a b"', words("a b"), "quote_stray"),
        ("a ” b", words("a   b"), "quote_stray"),
        ('a ""', words("a"), "quote_empty"),
        ("a ()", words("a"), "group_empty"),
        ("a OR", words("a"), "operator_idle"),
        ("OR a", words("a"), "operator_idle"),
        ("a OR OR b", Or((words("a"), words("b"))), "operator_idle"),
        ("NEAR/3 a", words("a"), "operator_idle"),
        ("a AND", words("a"), "operator_idle"),
    ],
)
def test_broken_input_is_mended_and_the_note_says_how(text: str, tree: Query, code: str) -> None:
    parsed = parse(text)
    assert bare(parsed.tree) == tree
    assert [note.code for note in parsed.notes] == [code]
    assert parsed.repaired
    assert parsed.notes[0].message


def test_spans_lie_on_the_text_as_typed() -> None:
    text = '配额 "蓝鳍 金枪鱼" -鲸 speaker:Marlo'
    tree = parse(text).tree
    assert isinstance(tree, And)
    leaves = [child.child if isinstance(child, Not) else child for child in tree.children]
    spans = [leaf.span for leaf in leaves if not isinstance(leaf, And | Or | Not | Empty)]
    assert [span.of(text) for span in spans] == ["配额", '"蓝鳍 金枪鱼"', "鲸", "speaker:Marlo"]


def test_a_word_run_is_a_slice_of_the_text_even_where_something_was_left_out() -> None:
    text = "atum ) quota"
    tree = parse(text).tree
    assert isinstance(tree, Words)
    assert len(tree.text) == tree.span.end - tree.span.start
