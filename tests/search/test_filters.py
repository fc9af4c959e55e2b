"""The table of filters: every row is known wherever a filter is asked for, compared, offered or named."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from search.archive import Archive
from search.export_command import export_command
from search.filters import FACETS, FILTER, FILTERS, Filter, Filters
from search.languages import BY_TAG
from search.links import PARAMETERS, TREND_PARAMETERS, search_pairs, trend_pairs
from search.query.parse import parse
from search.query.tree import DateClause, FieldClause
from search.request import SearchRequest
from search.results.text_volume import VolumeCell
from search.search_options import request_of, search_options
from search.terms import Column
from tests.build import archive_of
from tests.filter_cases import CASES, ELSEWHERE, PAGES

EVERY = pytest.mark.parametrize("row", FILTERS, ids=lambda row: row.name)
LANGUAGES = ("en", "es", "pt", "ru", "zh")
NOT_IN_QUERIES = {"role", "dup"}  # `kind:` says more than `role`; copies are reached by a link


@pytest.fixture(scope="module", name="pages")
def pages_fixture() -> Archive:
    return archive_of(*PAGES)


def found(pages: Archive, request: SearchRequest) -> set[str]:
    return {item.id for item in pages.search(request).items}


def asking(row: Filter, text: str = "") -> SearchRequest:
    return SearchRequest(text, Filters(**{row.name: CASES[row.name].value}), size=50)


def test_names_and_arguments_are_used_once() -> None:
    assert CASES.keys() == FILTER.keys()
    assert len(FILTER) == len(FILTERS) == len({row.argument for row in FILTERS})


@EVERY
def test_a_filter_keeps_what_has_its_value(pages: Archive, row: Filter) -> None:
    assert found(pages, asking(row)) == CASES[row.name].kept


@EVERY
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_query_may_name_a_filter_in_every_language(pages: Archive, row: Filter, language: str) -> None:
    if row.name in NOT_IN_QUERIES:
        assert row.name not in BY_TAG[language].groups("fields")
        return
    for name in BY_TAG[language].groups("fields")[row.name]:
        query = f'{name}:"{CASES[row.name].value}"'
        tree = parse(query).tree
        assert isinstance(tree, DateClause) if row.is_date else isinstance(tree, FieldClause) and tree.name == row.name
        assert found(pages, SearchRequest(query, size=50)) == CASES[row.name].kept


def test_a_query_may_name_a_part_of_what_pages_write_in_their_words(pages: Archive) -> None:
    assert (
        found(pages, SearchRequest("place:云屿")) == found(pages, SearchRequest("source:灯塔署")) == CASES["place"].kept
    )
    for query in ("number:7", "kind:contac", "genre:press", "doc:z", "lang:z"):
        assert found(pages, SearchRequest(query)) == set(), query


def test_a_part_of_a_name_is_looked_for_in_the_role_that_the_filter_names(pages: Archive) -> None:
    assert found(pages, SearchRequest("answerer:马洛")) == {"zh#t2"}
    assert found(pages, SearchRequest("asker:马洛")) == set()
    assert found(pages, SearchRequest("asker:苏")) == {"zh#t1"}
    assert found(pages, SearchRequest("answerer:Leonor")) == {"pt#t1.1"}


@EVERY
def test_a_filter_in_force_is_named_and_given_up_to_find_more(pages: Archive, row: Filter) -> None:
    request = asking(row, ELSEWHERE)
    (in_force,) = request.filters_in_force()
    assert in_force == (row.name, CASES[row.name].value, SearchRequest(ELSEWHERE, size=50))
    (way,) = pages.search(request).relaxations
    assert (way.kind, way.what, way.request.filters, way.total) == ("limit", row.name, Filters(), 1)


@EVERY
def test_a_command_has_an_option_for_every_filter_that_people_set(row: Filter) -> None:
    requests: list[SearchRequest] = []

    @click.command()
    @search_options
    def command(**options: object) -> None:
        requests.append(request_of("", 1, 50, options))

    arguments = [f"--{row.argument}", CASES[row.name].value]
    outcome = CliRunner().invoke(command, arguments * 2 if row.many else arguments)
    assert outcome.exit_code == (0 if row.name != "dup" else 2), outcome.output
    assert all(request.filtered(**{row.name: CASES[row.name].value}) == asking(row) for request in requests)
    if row.name != "dup":
        assert len(requests[0].filters[row.name]) == (2 if row.many else 1)
        described = {option.name: option for option in export_command.params}[row.name]
        assert isinstance(described, click.Option)
        assert described.help
        assert described.help.lower() == f"{row.about.lower()}."


def test_addresses_name_the_parameters_in_this_order() -> None:
    assert (
        *("q", "lang", "kind", "genre", "speaker", "asker", "answerer", "role", "place", "source", "number", "doc"),
        *("from", "to", "match", "noexp", "sort", "group", "dup", "page", "size"),
    ) == PARAMETERS
    filters = Filters(**{name: case.value for name, case in CASES.items()})
    assert search_pairs(SearchRequest(filters=filters)) == [
        (name, CASES[row.name].value) for name in PARAMETERS for row in FILTERS if row.argument == name
    ]


def test_a_filter_that_has_one_value_takes_no_second() -> None:
    assert {row.name for row in FILTERS if not row.many} == {"role", "number", "doc", "date_from", "date_to", "dup"}
    with pytest.raises(ValueError, match="doc"):
        Filters(doc=("a", "b"))


def test_trends_know_the_filters_whose_columns_are_counted() -> None:
    assert TREND_PARAMETERS == ("lang", "genre", "role", "from", "to", "match", "noexp")
    assert {row.column.value for row in FILTERS if row.in_trends} <= set(VolumeCell.__dataclass_fields__)
    filters = Filters(**{name: case.value for name, case in CASES.items()})
    assert [name for name, _ in trend_pairs((), SearchRequest(filters=filters))] == [
        row.argument for row in FILTERS if row.in_trends
    ]


def test_facets_stand_in_the_order_of_the_reply(pages: Archive) -> None:
    ordered = (Column.LANG, Column.KIND, Column.GENRE, Column.ASKER, Column.ANSWERER, Column.YEAR, Column.MONTH)
    assert ordered == FACETS
    assert set(pages.search(SearchRequest()).facets) == set(ordered)
    assert sorted(row.rank for row in FILTERS if row.heading) == [1, 2, 3, 4, 5]


class TestFilters:
    def test_they_are_a_mapping_of_those_in_force_in_the_order_of_the_table(self) -> None:
        filters = Filters(number="7", lang=["pt", "zh"], doc="", role=None)
        assert dict(filters) == {"lang": ("pt", "zh"), "number": ("7",)}
        assert (len(filters), "doc" in filters, filters["doc"], filters.one("number")) == (2, False, (), "7")

    def test_equal_ones_are_one_key(self) -> None:
        assert {Filters(lang="pt"): 1}[Filters(lang=("pt",), kind=())] == 1
        assert Filters(lang="pt") != Filters(lang="zh")

    def test_one_is_replaced_or_taken_away(self) -> None:
        assert Filters(lang="pt", doc="a").replaced(lang="zh", doc="") == Filters(lang="zh")

    def test_a_filter_that_does_not_exist_is_refused(self) -> None:
        with pytest.raises(TypeError, match="colour"):
            Filters(colour="red")
        with pytest.raises(KeyError):
            Filters()["colour"]
