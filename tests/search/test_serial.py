"""Documents as JSON: stored records lose nothing, and `inspect --json` shows the public form."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from search.errors import StaleIndex
from search.model import (
    Card,
    CardLine,
    Chrome,
    Document,
    Genre,
    Kind,
    Passage,
    Role,
    Source,
    Span,
    Speaker,
    SpeakerSource,
    Turn,
)
from search.outline import outline_of
from search.serial import (
    described,
    pack,
    pack_outline,
    pack_source,
    unpack,
    unpack_outline,
    unpack_source,
    unpack_texts,
)

TEXT = "标题\n部长：第一段\n第二段\n问：可以吗？\n驻外办事处\n电话：12-34（转三）\n菜单"


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


FULL = Document(
    id="d1",
    key="a/b.txt",
    source=Source("a/b.txt", "ff" * 32, 123, 456, "gb18030", "gb2312", 2),
    text=TEXT,
    title=at("标题"),
    lang="zh-Hans",
    chrome_lang="pt",
    number="7-2031",
    date="2031-03",
    place="望海",
    publisher="海港报",
    genre=Genre.INTERVIEW,
    source_url="https://example.org/7",
    format="txt",
    form="labels",
    metadata={"tags": ["x", {"deep": None}], "n": 1.5},
    flags=frozenset({"partial", "bilingual"}),
    speakers=(Speaker("lu", "陆安", "部长", "", "official"), Speaker("nio", "Nio")),
    turns=(
        Turn("t1", Role.ANSWER, (at("第一段"), at("第二段")), at("部长："), "lu", SpeakerSource.LABEL, (), ("t2",)),
        Turn("t2", Role.QUESTION, (at("可以吗？"),), at("问："), remarks=(at("可以"),)),
    ),
    passages=(
        Passage("t1", Kind.ANSWER, (at("第一段"), at("第二段")), "zh-Hans", "t1", ("t2",), "lu", SpeakerSource.LABEL),
        Passage("t2", Kind.QUESTION, (at("可以吗？"),), "zh-Hans", "t2", ("t1",)),
        Passage("c1", Kind.CONTACT, (at("驻外办事处\n电话：12-34（转三）"),), "zh-Hans"),
    ),
    cards=(Card("c1", "远国", "驻外办事处", (CardLine("phone", at("12-34"), "1234", "转三"),)),),
    chrome=(Chrome(at("菜单"), "menu"),),
)


@pytest.mark.parametrize(
    "document", [FULL, Document("d", "k", Source("p"), "", Span(0, 0)), replace(FULL, text="\ud800")]
)
def test_a_stored_document_comes_back_equal(document: Document) -> None:
    assert unpack(pack(document)) == document


def test_the_texts_of_the_passages_are_those_of_the_document() -> None:
    assert unpack_texts(pack(FULL)) == {one.id: FULL.passage_text(one) for one in FULL.passages}


def test_what_is_at_its_default_takes_no_room() -> None:
    assert json.loads(pack(Document("d", "k", Source("p"), "x", Span(0, 0)))) == {
        "v": 1,
        "id": "d",
        "key": "k",
        "source": {"path": "p"},
        "text": "x",
        "title": [0, 0],
    }


def test_another_version_asks_for_a_full_run() -> None:
    with pytest.raises(StaleIndex, match="another version"):
        unpack(pack(FULL).replace(b'"v":1', b'"v":0', 1))


def test_a_source_is_stored_beside_its_document() -> None:
    assert unpack_source(pack_source(FULL.id, FULL.key, FULL.source)) == ("d1", "a/b.txt", FULL.source)


def test_an_outline_is_stored_beside_its_document() -> None:
    outline = outline_of(FULL)
    assert outline.turns
    assert unpack_outline(FULL.id, FULL.number, pack_outline(outline)) == outline


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
    json.dumps(shown)


def test_an_unknown_value_is_null_never_empty() -> None:
    shown = described(Document("d", "k", Source("p"), "", Span(0, 0)))
    for name in ("number", "date", "place", "source", "source_url", "chrome_lang", "title_span"):
        assert shown[name] is None
    assert shown["title"] == "k"


def test_a_turn_names_its_speaker_and_how_it_is_known() -> None:
    turns = described(FULL)["turns"]
    assert isinstance(turns, list)
    assert turns[0]["speaker"] == {"id": "lu", "name": "陆安", "source": "label"}
    assert turns[0]["label"] == [FULL.turns[0].label.start, FULL.turns[0].label.end]  # type: ignore[union-attr]
    assert turns[0]["replies_to"] == ["t2"]
    assert turns[1]["speaker"] is None
    assert turns[1]["remarks"] == [[at("可以").start, at("可以").end]]


def test_a_passage_is_its_spans_joined_with_lines_from_one() -> None:
    passages = described(FULL)["passages"]
    assert isinstance(passages, list)
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
    assert isinstance(passages, list)
    card = passages[2]["fields"]
    assert (card["country"], card["office"], card["phones"]) == ("远国", "驻外办事处", ["12-34"])
    assert (card["address"], card["email"], card["fax"], card["hotline"], card["web"]) == ([], [], [], [], [])
    assert card["lines"][0]["digits"] == "1234"
    assert card["lines"][0]["note"] == "转三"


def test_chrome_says_where_and_why() -> None:
    assert described(FULL)["chrome"] == [
        {"start": at("菜单").start, "end": at("菜单").end, "line_start": 7, "line_end": 7, "reason": "menu"}
    ]
