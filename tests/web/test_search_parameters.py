"""Arguments <-> SearchRequest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from search.filters import FILTERS, Filter, Filters, ValueKind
from search.links import PARAMETERS, search_pairs
from search.port.lookup import Sort
from search.request import Match, SearchRequest
from web.search_parameters import BadParameters, request_of

NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=20)
MANY = st.lists(NAMES, max_size=3, unique=True).map(tuple)


def _values(row: Filter) -> st.SearchStrategy[list[str]]:
    """Values of a filter, none of them twice."""
    by_kind = {
        ValueKind.TAG: st.sampled_from(["zh", "zh-Hant", "pt-BR", "ru"]),
        ValueKind.FIRST_DATE: st.sampled_from(["2031", "2031-02", "2032-02-29"]),
        ValueKind.LAST_DATE: st.sampled_from(["2033", "2033-12-31"]),
    }
    value = st.sampled_from(sorted(row.values)) if row.values else by_kind.get(row.kind, NAMES)
    return st.lists(value, max_size=3 if row.many else 1, unique=True)


REQUESTS = st.builds(
    SearchRequest,
    text=NAMES | st.just(""),
    filters=st.fixed_dictionaries({row.name: _values(row) for row in FILTERS}).map(lambda values: Filters(**values)),
    match=st.sampled_from(Match),
    noexp=MANY,
    sort=st.sampled_from(Sort),
    group=st.sampled_from(["", "document"]),
    page=st.integers(1, 100),
    size=st.integers(1, 100),
)


@given(REQUESTS)
def test_an_address_leads_back_to_the_search_it_was_made_from(request: SearchRequest) -> None:
    assert request_of(MultiDict(search_pairs(request))) == request


def test_every_parameter_of_the_addresses_is_read() -> None:
    assert request_of(MultiDict((name, "") for name in PARAMETERS)) == SearchRequest()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", "0"),
        ("page", "-1"),
        ("page", "abc"),
        ("page", "999999"),
        ("page", "1.5"),
        ("page", "١"),
        ("size", "0"),
        ("size", "101"),
        ("from", "2031-13-01"),
        ("from", "2031-02-30"),
        ("to", "31.09.2031"),
        ("to", "ontem"),
        ("to", "0000"),
        ("lang", "中文"),
        ("lang", "zh_Hans"),
        ("kind", "menu"),
        ("genre", "novel"),
        ("role", "statement"),
        ("match", "fuzzy"),
        ("sort", "random"),
        ("group", "speaker"),
        ("speaker", "x" * 301),
        ("doc", "a\0b"),
        ("colour", "red"),
    ],
)
def test_an_unknown_or_malformed_parameter_is_named(name: str, value: str) -> None:
    with pytest.raises(BadParameters) as caught:
        request_of(MultiDict([("q", "渡轮"), (name, value)]))
    assert [error.name for error in caught.value.errors] == [name]
    assert list(caught.value.kept.items(multi=True)) == [("q", "渡轮")]


def test_all_wrong_parameters_are_named_at_once() -> None:
    with pytest.raises(BadParameters) as caught:
        request_of(MultiDict([("page", "x"), ("to", "y"), ("z", "z")]))
    assert {error.name for error in caught.value.errors} == {"page", "to", "z"}


def test_a_parameter_that_stands_once_may_not_stand_twice() -> None:
    with pytest.raises(BadParameters, match="more than once"):
        request_of(MultiDict([("q", "a"), ("q", "b")]))


@pytest.mark.parametrize("value", ["", "zh"])
def test_no_parameter_stands_more_than_fifty_times_even_without_a_value(value: str) -> None:
    assert request_of(MultiDict([("lang", value)] * 50)).filters["lang"] == (("zh",) if value else ())
    with pytest.raises(BadParameters) as raised:
        request_of(MultiDict([("lang", value)] * 51))
    assert [error.name for error in raised.value.errors] == ["lang"]


def test_pages_end_at_ten_thousand_passages() -> None:
    assert request_of(MultiDict([("page", "100"), ("size", "100")])).page == 100
    with pytest.raises(BadParameters, match="10000"):
        request_of(MultiDict([("page", "101"), ("size", "100")]))


def test_a_query_is_never_refused() -> None:
    assert request_of(MultiDict([("q", '(" AND NOT' * 200)])).text == '(" AND NOT' * 200
