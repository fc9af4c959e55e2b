"""The sample's speakers: one person in every script and spelling, in facets, filters and links."""

from __future__ import annotations

import pytest

from search.archive import Archive
from search.filters import Filters
from search.glossary.people import NOBODY
from search.names import speaker_key
from search.request import FacetValue, Match, SearchRequest
from search.terms import Column

HAN = "person/han-zhiyuan"
SPELLINGS = ("韩知远", "韓知遠", "Han Zhiyuan", "HAN ZHIYUAN", "Хань Чжиюань", HAN)


def value_of(archive: Archive, column: Column, request: SearchRequest) -> FacetValue:
    (found,) = [each for each in archive.search(request).facets[column] if each.value == HAN]
    return found


def test_one_person_is_one_value_of_a_facet(sample: Archive) -> None:
    facet = sample.search(SearchRequest("")).facets[Column.ANSWERER]
    assert [each.value for each in facet if each.label in SPELLINGS or "han" in each.value] == [HAN]
    assert len({each.label for each in facet}) == len(facet)


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("field", ["speaker", "answerer"])
def test_a_filter_by_any_spelling_finds_all(sample: Archive, field: str, spelling: str) -> None:
    by_id = sample.search(SearchRequest("", Filters(**{field: HAN}), size=100))
    found = sample.search(SearchRequest("", Filters(**{field: spelling}), size=100))
    assert {hit.shown.speaker.name for hit in found.items if hit.shown.speaker} >= {"韩知远", "Han Zhiyuan"}
    assert [hit.id for hit in found.items] == [hit.id for hit in by_id.items]


@pytest.mark.parametrize("spelling", SPELLINGS[:-1])
def test_a_query_names_a_speaker_in_any_spelling(sample: Archive, spelling: str) -> None:
    found = sample.search(SearchRequest(f'speaker:"{spelling}"'))
    assert found.total == sample.search(SearchRequest("", filters=Filters(speaker=HAN))).total


@pytest.mark.parametrize(
    "request_", [SearchRequest(""), SearchRequest("捕捞配额"), SearchRequest("", filters=Filters(lang="pt"))]
)
def test_the_count_of_a_person_is_what_the_filter_finds(sample: Archive, request_: SearchRequest) -> None:
    for column, field in ((Column.ASKER, "asker"), (Column.ANSWERER, "answerer")):
        for value in sample.search(request_).facets[column]:
            narrowed = request_.filtered(**{field: value.value})
            assert sample.search(narrowed).total == value.count, value


def test_a_person_is_named_in_the_language_of_the_query_and_known_in_others(sample: Archive) -> None:
    assert value_of(sample, Column.ANSWERER, SearchRequest("捕捞配额")).label == "韩知远"
    assert value_of(sample, Column.ANSWERER, SearchRequest("квота")).label == "Хань Чжиюань"
    assert value_of(sample, Column.ANSWERER, SearchRequest("quota de pesca")).label == "Han Zhiyuan"
    assert value_of(sample, Column.ANSWERER, SearchRequest("")).names["ru"] == "Хань Чжиюань"


def test_who_is_named_by_a_limit_is_told_by_id_and_name(sample: Archive) -> None:
    found = sample.people(SearchRequest("", filters=Filters(speaker="Хань Чжиюань", asker="Nobody Known")))
    assert found["Хань Чжиюань"].value == HAN
    assert found["Nobody Known"].label == "Nobody Known"


def test_the_front_page_lists_a_person_once(sample: Archive) -> None:
    values = [each.value for each in sample.overview().facets[Column.ANSWERER]]
    assert values.count(HAN) == 1


def test_without_a_glossary_every_spelling_is_by_itself() -> None:
    keys = {NOBODY.resolve(spelling) for spelling in SPELLINGS[1:4:2]}
    assert keys == {speaker_key("韩知远"), speaker_key("Han Zhiyuan")}
    assert NOBODY.spellings("Han Zhiyuan") == ("Han Zhiyuan", speaker_key("Han Zhiyuan"))


@pytest.mark.parametrize("match", [Match.ALL, Match.FORMS])
def test_the_whole_name_is_marked(sample: Archive, match: Match) -> None:
    found = sample.search(SearchRequest("Han Zhiyuan", filters=Filters(lang="pt"), match=match, size=50)).items
    marked = {hit.shown.text[mark.start : mark.end] for hit in found for mark in hit.shown.marks}
    assert marked <= {"Han Zhiyuan"}
