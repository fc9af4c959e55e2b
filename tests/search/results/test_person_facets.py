"""People counted in facets and trends: spellings together, no unit twice."""

from __future__ import annotations

import pytest

from search.archive import Archive
from search.filters import Filters
from search.glossary.entry import EntryType, GlossaryEntry
from search.glossary.glossary import glossary_of
from search.glossary.people import people_of
from search.request import SearchRequest
from search.results.concordance import LineOrder
from search.results.trends import Split, TrendsRequest
from search.terms import Column
from tests.build import answer, archive_of, document, question, statement

LOBATO = GlossaryEntry("person/lobato", EntryType.PERSON, names={"pt": ("Duarte Lobato",), "zh": ("洛巴托",)})
BOTH = document(
    "both",
    question("渡轮几点停航？", "洛巴托"),
    question("渡轮何时复航？", "Duarte Lobato"),
    answer("渡轮十点停航。", "沈若棠"),
    date="2031-05-04",
)
PT = document("pt", question("A balsa para?", "Duarte Lobato"), answer("Para às dez.", "Shen Ruotang"), lang="pt-PT")
OTHER = document("other", statement("渡轮照常。", "苏禾"), date="2031-06-01")


@pytest.fixture(scope="module")
def archive() -> Archive:
    return archive_of(BOTH, PT, OTHER, people=people_of(glossary_of([LOBATO])))


def askers(archive: Archive, request: SearchRequest) -> dict[str, int]:
    return {each.value: each.count for each in archive.search(request).facets[Column.ASKER]}


def test_a_unit_with_two_spellings_of_a_person_counts_once(archive: Archive) -> None:
    answered = archive.search(SearchRequest("渡轮", filters=Filters(asker="person/lobato")))
    assert askers(archive, SearchRequest("渡轮")) == {"person/lobato": answered.total}
    assert askers(archive, SearchRequest("")) == {
        "person/lobato": archive.search(SearchRequest("", filters=Filters(asker="洛巴托"))).total
    }


def test_a_facet_ignores_the_filter_on_its_own_column(archive: Archive) -> None:
    assert askers(archive, SearchRequest("渡轮", filters=Filters(asker="nobody"))) == askers(
        archive, SearchRequest("渡轮")
    )


def test_trends_by_speaker_draw_one_line_for_a_person(archive: Archive) -> None:
    found = archive.trends(TrendsRequest(("渡轮",), split=Split.SPEAKER))
    assert [(one.value, one.total) for one in found.series if one.value == "person/lobato"] == [("person/lobato", 2)]


def test_a_person_is_called_as_written_most_where_no_language_is_asked(archive: Archive) -> None:
    (value,) = archive.search(SearchRequest("", filters=Filters(asker="洛巴托"))).facets[Column.ASKER]
    assert value.label == "Duarte Lobato"
    assert value.names == {"pt": "Duarte Lobato", "zh": "洛巴托"}


def test_a_hit_carries_the_id_that_the_facet_counts_and_the_name_as_written(archive: Archive) -> None:
    found = archive.search(SearchRequest("", size=100))
    speakers = {(shown.speaker.id, shown.speaker.name) for item in found.items if (shown := item.shown).speaker}
    assert {("person/lobato", "洛巴托"), ("person/lobato", "Duarte Lobato")} <= speakers
    assert {("person/lobato", "Duarte Lobato")} <= {
        (shown.speaker.id, shown.speaker.name) for item in found.items for shown in item.questions if shown.speaker
    }
    counted = {each.value for column in (Column.ASKER, Column.ANSWERER) for each in found.facets[column]}
    assert {name for name, _ in speakers} == counted


def test_every_public_id_of_a_speaker_is_a_filter_that_finds_the_hit(archive: Archive) -> None:
    for item in archive.search(SearchRequest("", size=100)).items:
        if item.shown.speaker:
            for value in (item.shown.speaker.id, item.shown.speaker.name):
                found = archive.search(SearchRequest("", filters=Filters(speaker=(value,)), size=100)).items
                assert item.id in [each.id for each in found]


def test_lines_carry_the_same_id(archive: Archive) -> None:
    found = archive.concordance(SearchRequest("balsa"), LineOrder.NEWEST)
    assert [line.speaker.id for line in found.lines if line.speaker] == ["person/lobato"]


def test_trends_call_a_person_as_in_the_language_of_the_term(archive: Archive) -> None:
    for term, name in (("渡轮", "洛巴托"), ("balsa", "Duarte Lobato")):
        found = archive.trends(TrendsRequest((term,), split=Split.SPEAKER))
        assert [one.label for one in found.series if one.value == "person/lobato"] == [name]
