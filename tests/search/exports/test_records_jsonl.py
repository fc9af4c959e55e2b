"""What is exported as JSON Lines can be read again and is the same."""

import json
from dataclasses import replace

import pytest

from search.exports.records_jsonl import record_of, write_records_jsonl
from search.model import Document, Span
from tests.search.exports.pages import PROVENANCE, RECORD, from_page, from_record, no_turns, reread


def again(document: Document) -> Document:
    [read] = reread(b"".join(write_records_jsonl([document], PROVENANCE)))
    return read


def said(document: Document) -> list[tuple[str, str, list[str]]]:
    """Role, speaker's name and paragraphs of every turn."""
    names = {speaker.id: speaker.name for speaker in document.speakers}
    return [
        (turn.role.value, names.get(turn.speaker, ""), [span.of(document.text) for span in turn.paragraphs])
        for turn in document.turns
    ]


@pytest.mark.parametrize("document", [from_page(), from_record()], ids=["page", "record"])
def test_a_document_read_again_has_the_same_key_facts_turns_and_paragraphs(document: Document) -> None:
    read = again(document)
    for name in ("key", "title_shown", "number", "date", "place", "publisher", "genre", "lang", "source_url"):
        assert getattr(read, name) == getattr(document, name), name
    assert said(read) == said(document)
    assert [turn.id for turn in read.turns] == [turn.id for turn in document.turns]
    assert [turn.replies_to for turn in read.turns] == [turn.replies_to for turn in document.turns]


def test_a_second_export_is_the_first_one() -> None:
    for document in (from_page(), from_record()):
        once = b"".join(write_records_jsonl([document], PROVENANCE))
        assert b"".join(write_records_jsonl(reread(once), PROVENANCE)) == once


def test_a_record_comes_back_as_it_went_in() -> None:
    assert record_of(from_record()) == RECORD


def test_unknown_values_are_left_out() -> None:
    bare = {"id": "x", "turns": [{"role": "statement", "text": "só isto"}]}
    assert set(record_of(from_record(bare))) - {"genre", "lang"} == {"id", "turns"}


def test_a_document_without_turns_gives_its_text_as_body() -> None:
    document = no_turns()
    record = record_of(document)
    assert record["body"] == document.text
    assert "turns" not in record


def test_a_document_without_text_is_left_out() -> None:
    assert list(write_records_jsonl([replace(no_turns(), text=" \n")], PROVENANCE)) == []


def test_a_paragraph_wrapped_over_lines_stays_one_and_han_gets_no_blank() -> None:
    document = from_record()
    for text, wanted in (("账目今天\n公布。", "账目今天公布。"), ("a rede\n  voltou", "a rede voltou")):
        turn = replace(document.turns[0], paragraphs=(Span(0, len(text)),))
        wrapped = replace(document, text=text, turns=(turn,))
        assert record_of(wrapped)["turns"] == [{"role": "statement", "text": wanted}]


def test_each_record_is_one_line_even_with_line_separators_inside() -> None:
    document = from_record({"id": "x", "turns": [{"role": "statement", "text": "um\u2028dois \U0001f41f"}]})
    lines = b"".join(write_records_jsonl([document, document], PROVENANCE)).split(b"\n")
    assert len(lines) == 3
    assert json.loads(lines[0])["turns"][0]["text"] == "um\u2028dois \U0001f41f"
