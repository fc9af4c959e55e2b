"""Ways out of an empty result: each one click, none in vain."""

from __future__ import annotations

import pytest

from search.archive import Archive
from search.filters import Filters
from search.request import Match, SearchRequest
from tests.search.suggest.pages import archive


@pytest.fixture(scope="module", name="pages")
def pages_fixture() -> Archive:
    return archive()


def ways(pages: Archive, request: SearchRequest) -> dict[tuple[str, str], str]:
    return {(way.kind, way.what): way.request.text for way in pages.search(request).relaxations}


def test_without_the_piece_that_is_nowhere(pages: Archive) -> None:
    assert ways(pages, SearchRequest("渡轮 鲸鱼座"))["piece", "鲸鱼座"] == "渡轮"


def test_without_one_of_the_pieces_that_never_meet_or_with_any_of_them(pages: Archive) -> None:
    found = ways(pages, SearchRequest("渡轮 Enseada"))
    assert found["piece", "渡轮"] == "Enseada"
    assert found["piece", "Enseada"] == "渡轮"
    assert found["all", ""] == "渡轮 OR Enseada"


def test_without_quotes(pages: Archive) -> None:
    assert ways(pages, SearchRequest('"travessia segurança"'))["quotes", ""] == "travessia segurança"


def test_anywhere_in_the_passage_instead_of_near(pages: Archive) -> None:
    assert ways(pages, SearchRequest("travessia NEAR/1 garantida"))["piece", "NEAR"] == "travessia AND garantida"


def test_matched_more_freely(pages: Archive) -> None:
    (way,) = pages.search(SearchRequest("seguranca", match=Match.EXACT)).relaxations
    assert (way.kind, way.request.match) == ("match", Match.ALL)


def test_without_the_limit_that_emptied_it_the_most_fruitful_first(pages: Archive) -> None:
    found = pages.search(SearchRequest("travessia", filters=Filters(lang="ru"))).relaxations
    assert [(way.kind, way.what, way.request.filters["lang"]) for way in found] == [("limit", "lang", ())]
    both = pages.search(SearchRequest("travessia", filters=Filters(lang="ru", date_from="2090"))).relaxations
    assert [way.kind for way in both] == ["limits"]


def test_a_result_that_is_not_empty_has_no_ways_out(pages: Archive) -> None:
    assert pages.search(SearchRequest("渡轮")).relaxations == ()
    assert pages.search(SearchRequest("", filters=Filters(lang="es"))).relaxations == ()


@pytest.mark.parametrize(
    "request_",
    [
        SearchRequest("渡轮 Enseada причал"),
        SearchRequest('"渡轮 причал" travessia', filters=Filters(lang="zh")),
        SearchRequest("鲸鱼座 xyzzy"),
        SearchRequest("title:渡轮 travessia", filters=Filters(date_to="1990")),
        SearchRequest("(渡轮 OR 码头) AND travessia -segurança", match=Match.EXACT),
    ],
)
def test_every_way_finds_what_it_says(pages: Archive, request_: SearchRequest) -> None:
    for way in pages.search(request_).relaxations:
        assert pages.search(way.request).total == way.total > 0


def test_a_word_that_says_nothing_is_never_blamed(pages: Archive) -> None:
    found = pages.search(SearchRequest("Qual travessia xyzzy"))
    assert [note.arguments["piece"] for note in found.notes if note.code == "emptied_by"] == ["xyzzy"]
    assert [way.what for way in found.relaxations if way.kind == "piece"] == ["xyzzy"]


def test_a_word_that_says_nothing_is_blamed_where_it_was_asked_for(pages: Archive) -> None:
    found = pages.search(SearchRequest("pelas travessia", match=Match.EXACT))
    assert [note.arguments["piece"] for note in found.notes if note.code == "emptied_by"] == ["pelas"]
