"""The seed page, indexed by the commands and searched: what each query must find first."""

from __future__ import annotations

import pytest

from search.archive import Archive
from search.model import Kind
from search.request import Match, Result, Results, SearchRequest
from tests.shared import needs_shared

pytestmark = [needs_shared, pytest.mark.shared]


def find(archive: Archive, query: str) -> Results:
    return archive.search(SearchRequest(query, size=50))


def marked(item: Result) -> list[str]:
    return [item.shown.text[mark.start : mark.end] for mark in item.shown.marks]


def test_the_observer_states_are_in_the_answer_and_its_question_is_shown(seed: Archive) -> None:
    first = find(seed, "集安组织 观察员国").items[0]
    assert first.shown.passage.id == "t3"
    assert [question.passage.id for question in first.questions] == ["t2"]
    assert {"集安组织", "观察员国"} <= {
        word for text in marked(first) for word in ("集安组织", "观察员国") if word in text
    }
    last = first.shown.text.rindex("\n")
    assert any(mark.start > last for mark in first.shown.marks), "the paragraph on observer states is marked"


def test_a_question_in_words_finds_the_exchange(seed: Archive) -> None:
    items = find(seed, "叙利亚 恐怖分子 集安组织 作用").items
    assert {item.shown.passage.id for item in items[:2]} == {"t2", "t3"}
    found = next(item for item in items if item.shown.passage.id == "t3")
    assert [question.passage.id for question in found.questions] == ["t2"]
    assert "恐怖分子" in marked(found)


def test_a_country_is_found_in_the_answer_and_no_card(seed: Archive) -> None:
    items = find(seed, "集安组织 阿富汗").items
    assert items[0].shown.passage.id == "t3"
    assert all(item.shown.passage.kind is not Kind.CONTACT for item in items)


def test_a_name_finds_what_its_bearer_said_before_any_card(seed: Archive) -> None:
    first = find(seed, "拉夫罗夫").items[0]
    assert first.shown.speaker is not None
    assert "拉夫罗夫" in first.shown.speaker.name
    assert first.shown.passage.kind is not Kind.CONTACT


def test_a_telephone_is_asked_for_in_portuguese(seed: Archive) -> None:
    items = find(seed, "telefone embaixada Rússia Bisqueque").items
    assert items[0].shown.passage.id == "c1"
    assert items[0].shown.passage.kind is Kind.CONTACT


def test_an_address_finds_its_card_alone(seed: Archive) -> None:
    items = find(seed, "rusembkg@mid.ru").items
    assert [item.shown.passage.id for item in items] == ["c1"]
    assert marked(items[0]) == ["rusembkg@mid.ru"]


def test_accents_do_not_matter(seed: Archive) -> None:
    accented, plain = find(seed, "Quirguistão"), find(seed, "quirguistao")
    assert accented.items[0].shown.passage.kind is Kind.CONTACT
    assert [item.id for item in accented.items] == [item.id for item in plain.items]
    assert [item.shown.marks for item in accented.items] == [item.shown.marks for item in plain.items]


def test_without_names_in_other_languages_a_country_written_in_portuguese_finds_cards(seed: Archive) -> None:
    found = seed.search(SearchRequest("Quirguistão", match=Match.FORMS))
    assert {item.shown.passage.kind for item in found.items} == {Kind.CONTACT}


def test_a_quotation_across_words_finds_its_passage_and_nothing_else(seed: Archive) -> None:
    items = find(seed, "“集安组织观察员国”").items
    assert [item.shown.passage.id for item in items] == ["t3"]
    assert marked(items[0]) == ["集安组织观察员国"]


def test_what_emptied_a_result_is_named(seed: Archive) -> None:
    found = find(seed, "集安组织 捕鱼许可")
    assert found.total == 0
    assert [note.code for note in found.notes] == ["emptied_by", "relaxed"]
