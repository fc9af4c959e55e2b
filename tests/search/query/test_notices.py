"""What is said of a query that needed no repair."""

from __future__ import annotations

import pytest

from search.archive import Archive
from search.query.context import LoweringContext
from search.query.notices import notices
from search.query.parse import parse
from search.request import Match, SearchRequest
from tests.build import ANALYZER, archive_of, document, statement

HOW = LoweringContext(ANALYZER)


def said(text: str, context: LoweringContext = HOW) -> list[tuple[str, str]]:
    return [(note.code, next(iter(note.arguments.values()))) for note in notices(parse(text).tree, context)]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("a paz", "a"),
        ("os navios", "os"),
        ("the ferry", "the"),
        ("o cais OR as docas", "o as"),
        ("-(a ponte) farol", "a"),
        ("в порту", "в"),
        ("la paz lang:es", "la"),
    ],
)
def test_common_words_left_out_of_a_short_query_are_named(query: str, left: str) -> None:
    assert said(query) == [("too_common", word) for word in left.split()]


@pytest.mark.parametrize(
    "query",
    [
        "the",
        "de",
        "的",
        "a o de",
        "paz",
        '"a paz"',
        "quando é que o barco da carreira volta a sair do porto?",
        "的渡轮",
        "",
    ],
)
def test_nothing_is_said_where_all_is_searched_or_the_question_is_long(query: str) -> None:
    assert said(query) == []


def test_compared_as_typed_every_word_counts() -> None:
    assert said("a paz", LoweringContext(ANALYZER, match=Match.EXACT)) == []


def test_a_beginning_of_one_letter_is_said_to_be_a_word() -> None:
    assert said("t* farol") == [("prefix_short", "t")]
    assert said("tr* 单*") == []


@pytest.mark.parametrize("query", ["：", "!!! ???", "。。。"])
def test_a_query_without_a_letter_says_so(query: str) -> None:
    assert said(query) == [("no_letters", query)]


class TestOfAnArchive:
    """What is said, and what is found besides."""

    @pytest.fixture
    def pages(self) -> Archive:
        return archive_of(
            document(
                "porto", statement("A paz do porto."), lang="pt", place="Cidade do Cais", publisher="Gazeta da Ponte"
            ),
            document(
                "xu", statement("港口平静。"), place="雲嶼市", publisher="云屿晚报", number="7-12", date="2031-09-18"
            ),
        )

    def found(self, pages: Archive, query: str) -> list[str]:
        return sorted(item.document.id for item in pages.search(SearchRequest(query)).items)

    def test_the_page_says_what_was_not_searched(self, pages: Archive) -> None:
        results = pages.search(SearchRequest("a paz"))
        assert results.total == 1
        assert [(note.code, note.arguments) for note in results.notes] == [("too_common", {"words": "a"})]
        assert not results.repaired

    @pytest.mark.parametrize(
        ("query", "wanted"),
        [
            ("place:云屿", "xu"),
            ("地点：云屿市", "xu"),
            ('place:"雲嶼市"', "xu"),
            ('place:"云屿"', ""),
            ("local:cais", "porto"),
            ("local:ais", ""),
            ("fonte:GAZETA", "porto"),
            ("来源:晚报", "xu"),
            ("-place:云屿", "porto"),
            ("place:云屿 OR fonte:gazeta", "porto xu"),
        ],
    )
    def test_a_place_or_source_is_found_by_a_part_of_it(self, pages: Archive, query: str, wanted: str) -> None:
        assert self.found(pages, query) == wanted.split()

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("7-12", "number:7-12"),
            ("2031年9月18日", "from:2031-09-18 to:2031-09-18"),
            ("18/09/2031", "from:2031-09-18 to:2031-09-18"),
            ("18 de setembro de 2031", "from:2031-09-18 to:2031-09-18"),
            ("place: 云屿", "place:云屿"),
            ("plase:云屿", "place:云屿"),
        ],
    )
    def test_what_finds_nothing_is_read_as_a_condition(self, pages: Archive, typed: str, meant: str) -> None:
        results = pages.search(SearchRequest(typed))
        assert results.total == 0
        assert results.suggestion is not None
        assert (results.suggestion.text, results.suggestion.total) == (meant, 1)

    def test_a_date_is_one_piece_of_which_no_part_is_sought(self, pages: Archive) -> None:
        results = pages.search(SearchRequest("2031年9月20日"))
        assert results.total == 0
        assert [note.arguments["piece"] for note in results.notes] == ["2031年9月20日"]
        assert results.relaxations == ()
