"""JSON Lines of hits: each line is a hit as the endpoint gives it, with whole addresses."""

import json
from dataclasses import replace
from typing import Any

from search.exports.hits_jsonl import write_hits_jsonl
from search.exports.provenance import Provenance
from tests.search.exports.pages import PROVENANCE, from_page, from_record, hit_with, hits


def lines(*found: Any, provenance: Provenance = PROVENANCE) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(write_hits_jsonl(found, provenance)).split(b"\n")[:-1]]


def test_a_line_is_a_hit_with_its_question_or_answer() -> None:
    said = lines(*hits(from_record()))
    assert [line["role"] for line in said] == ["statement", "statement", "question", "answer", "moderator"]
    asked, answered = said[2:4]
    assert (asked["text"], [each["text"] for each in asked["answers"]]) == (
        "Quem a remendou?",
        ["Fui eu (risos).\nE a minha filha."],
    )
    assert [each["speaker"]["name"] for each in answered["questions"]] == ["Benedita Falcato"]
    assert answered["speaker"]["name"] == "Tomé Vilarinho"
    assert answered["document"]["title"] == "Três perguntas sobre a rede"


def test_addresses_are_whole_and_carry_no_query() -> None:
    [line] = lines(hits(from_page())[0])
    assert line["url"].startswith("https://archive.example/doc/press-b41?v=")
    assert line["document"]["url"] == "https://archive.example/doc/press-b41"
    assert lines(hits(from_page())[0], provenance=Provenance())[0]["document"]["url"] == "/doc/press-b41"


def test_unknown_values_are_null_and_never_empty() -> None:
    said = lines(*(replace(hit, document=replace(hit.document, number="", date="")) for hit in hits(from_page())))
    assert all(line["document"]["number"] is None and line["document"]["date"] is None for line in said)
    assert all(line["speaker"] is None or line["speaker"]["name"] for line in said)


def test_a_hit_that_stands_for_its_document_says_how_many_it_stands_for() -> None:
    hit = replace(hits(from_page())[0], copies=3)
    [single], [grouped] = lines(hit), lines(hit, provenance=replace(PROVENANCE, grouped=True))
    assert (single["passages"], single["duplicates"]["count"]) == (None, 2)
    assert (grouped["passages"], grouped["duplicates"]["count"]) == (3, 0)


def test_each_hit_is_one_line_whatever_it_holds() -> None:
    odd = "um\u2028dois\x85\r\ntrês \U0001f41f \x00"
    assert lines(hit_with(odd), hit_with("\ud800"))[0]["text"] == odd
    assert lines(hit_with("a\ud800b"))[0]["text"] == "a?b"
