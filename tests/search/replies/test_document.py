"""A document as JSON, as `wenda inspect --json` and the API give it."""

from __future__ import annotations

import json
from typing import Any

from search.model import Document, Source, Span
from search.replies.document import document_reply
from search.replies.json_text import json_text
from tests.search.full_document import FULL, at


def described(document: Document) -> dict[str, Any]:
    """The JSON, read back."""
    read: dict[str, Any] = json.loads(json_text(document_reply(document)))
    return read


def test_inspect_has_the_keys_of_the_contract() -> None:
    shown = described(FULL)
    contract = (
        "id key title title_span number date place source source_url genre lang chrome_lang metadata speakers encoding "
        "format flags text turns passages chrome"
    )
    assert set(contract.split()) <= shown.keys()
    assert shown["encoding"] == {"used": "gb18030", "declared": "gb2312", "replaced": 2}
    assert shown["flags"] == ["bilingual", "partial"]
    assert shown["source"] == "海港报"


def test_an_unknown_value_is_null_never_empty() -> None:
    shown = described(Document("d", "k", Source("p"), "", Span(0, 0)))
    for name in ("number", "date", "place", "source", "source_url", "chrome_lang", "title_span"):
        assert shown[name] is None
    assert shown["title"] == "k"


def test_a_turn_names_its_speaker_and_how_it_is_known() -> None:
    turns = described(FULL)["turns"]
    assert turns[0]["speaker"] == {"id": "lu", "name": "陆安", "source": "label"}
    assert turns[0]["label"] == [FULL.turns[0].label.start, FULL.turns[0].label.end]  # type: ignore[union-attr]
    assert turns[0]["replies_to"] == ["t2"]
    assert turns[1]["speaker"] is None
    assert turns[1]["remarks"] == [[at("可以").start, at("可以").end]]


def test_a_passage_is_its_spans_joined_with_lines_from_one() -> None:
    passages = described(FULL)["passages"]
    answer, question, card = passages
    assert answer["text"] == "第一段\n第二段"
    assert (answer["start"], answer["end"]) == (at("第一段").start, at("第二段").end)
    assert (answer["line_start"], answer["line_end"]) == (2, 3)
    assert (answer["role"], answer["questions"], answer["answers"]) == ("answer", ["t2"], [])
    assert (question["role"], question["questions"], question["answers"]) == ("question", [], ["t1"])
    assert (card["role"], card["turn"], card["line_start"], card["line_end"]) == (None, None, 5, 6)
    assert "fields" not in answer


def test_a_card_has_fields_by_kind() -> None:
    passages = described(FULL)["passages"]
    card = passages[2]["fields"]
    assert (card["country"], card["office"], card["phones"]) == ("远国", "驻外办事处", ["12-34"])
    assert (card["address"], card["email"], card["fax"], card["hotline"], card["web"]) == ([], [], [], [], [])
    assert card["lines"][0]["digits"] == "1234"
    assert card["lines"][0]["note"] == "转三"


def test_chrome_says_where_and_why() -> None:
    assert described(FULL)["chrome"] == [
        {"start": at("菜单").start, "end": at("菜单").end, "line_start": 7, "line_end": 7, "reason": "menu"}
    ]
