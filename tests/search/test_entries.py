"""What a document leaves in the index."""

from dataclasses import replace
from itertools import pairwise

from search.entries import PARAGRAPH_GAP, columns_of, entries_of, speaker_text, tokens_of
from search.model import Span
from search.port.match import indexed_passage, passage_of_entry
from search.terms import Column, Field, Layer, Part
from tests.build import ANALYZER, answer, document, question, statement

PAGE = document(
    "d1",
    statement("港务部昨天开会。\n会议讨论了新码头。", "林一舟"),
    question("新码头何时启用？", "海报记者"),
    answer("明年三月启用。", "林一舟"),
    title="港务部长林一舟答记者问",
    date="2031-03-04",
    number="41-04-03-2031",
    place="青屿",
    publisher="港务部",
)


def columns(passage_id: str) -> dict[Column, tuple[str, ...]]:
    passage = PAGE.passage(passage_id)
    assert passage is not None
    return dict(columns_of(PAGE, passage))


def test_every_passage_gives_one_entry() -> None:
    entries = entries_of(PAGE, ANALYZER)
    assert [entry.id for entry in entries] == [f"d1#{passage.id}" for passage in PAGE.passages]


def test_an_entry_holds_the_terms_that_its_tokens_are() -> None:
    for entry, passage in zip(entries_of(PAGE, ANALYZER), PAGE.passages, strict=True):
        tokens = tokens_of(PAGE, passage, ANALYZER)
        assert {field: tuple((t.text, t.position) for t in row) for field, row in tokens.items()} == dict(entry.terms)
        assert indexed_passage(tokens).fields == passage_of_entry(entry).fields


def test_tokens_lie_on_the_text_as_it_stands() -> None:
    passage = PAGE.passages[-1]
    for field, tokens in tokens_of(PAGE, passage, ANALYZER).items():
        text = {Part.TITLE: PAGE.title_shown, Part.SPEAKER: speaker_text(PAGE, passage)}.get(field.part, PAGE.text)
        for token in tokens:
            if field.layer in (Layer.GRAMS, Layer.WORDS):
                assert text[token.start : token.end] == token.text


def test_an_answer_carries_the_words_of_its_question() -> None:
    terms = entries_of(PAGE, ANALYZER)[-1].terms
    assert "何时" in [term for term, _ in terms[Field(Part.PAIR, Layer.GRAMS)]]
    assert "何时" not in [term for term, _ in terms[Field(Part.BODY, Layer.GRAMS)]]


def test_no_phrase_crosses_from_one_paragraph_to_the_next() -> None:
    page = document("d2", question("新码头\n何时启用", "海报记者"))
    row = entries_of(page, ANALYZER)[0].terms[Field(Part.BODY, Layer.GRAMS)]
    positions = [position for _, position in row]
    assert positions == sorted(set(positions))
    assert max(b - a for a, b in pairwise(positions)) == PARAGRAPH_GAP + 1


def test_columns_of_a_statement() -> None:
    found = columns("t1.1")
    assert found[Column.ANSWERER] == found[Column.SPEAKER] == (PAGE.turns[0].speaker,)
    assert Column.ASKER not in found
    assert found[Column.YEAR] == ("2031",)
    assert found[Column.MONTH] == ("2031-03",)
    assert found[Column.SOURCE] == ("港务部",)


def test_question_and_answer_know_both_sides() -> None:
    asker, answerer = PAGE.turns[1].speaker, PAGE.turns[2].speaker
    for passage_id in ("t2", "t3"):
        found = columns(passage_id)
        assert found[Column.ASKER] == (asker,)
        assert found[Column.ANSWERER] == (answerer,)
        assert set(found[Column.SPEAKER]) == {asker, answerer}


def test_what_is_unknown_is_left_out() -> None:
    page = document("d3", statement("短"))
    found = columns_of(page, page.passages[0])
    assert not {Column.DATE, Column.YEAR, Column.PLACE, Column.NUMBER, Column.SPEAKER, Column.DUP} & set(found)


def test_a_key_that_stands_in_for_a_title_is_not_searched() -> None:
    page = replace(document("d4", statement("港口")), title=Span(0, 0))
    assert not [field for field in entries_of(page, ANALYZER)[0].terms if field.part is Part.TITLE]


def test_a_title_outside_the_text_is_searched_on_itself() -> None:
    page = replace(document("d5", statement("港口")), title_text="新码头启用")
    token = tokens_of(page, page.passages[0], ANALYZER)[Field(Part.TITLE, Layer.GRAMS)][0]
    assert page.title_shown[token.start : token.end] == token.text == "新码"


def test_an_unlabelled_speaker_has_no_speaker_text() -> None:
    page = document("d6", statement("港口"))
    assert speaker_text(page, page.passages[0]) == ""
