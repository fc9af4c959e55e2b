"""Did you mean: when, what, and never in vain."""

from __future__ import annotations

import time

import pytest

from search.archive import Archive
from search.filters import Filters
from search.request import Match, SearchRequest
from tests.build import document, statement
from tests.search.suggest.pages import archive


@pytest.fixture(scope="module", name="pages")
def pages_fixture() -> Archive:
    return archive()


def meant(pages: Archive, text: str, **more: object) -> str:
    suggestion = pages.search(SearchRequest(text, **more)).suggestion  # type: ignore[arg-type]  # fields by name
    return suggestion.text if suggestion else ""


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("travesia", "travessia"),
        ("travessai", "travessia"),
        ("seguransa", "segurança"),
        ("segurrança", "segurança"),
        ("sgeuransa", "segurança"),
        ("Abrunhero", "Abrunheiro"),
        ("секритариат", "секретариат"),
        ("сектретарит", "секретариат"),
        ("причел", "причал"),
        ("渡伦", "渡轮"),
        ("联和公报", "联合公报"),
        ("连合公报", "联合公报"),
        ("联合共报", "联合公报"),
        ("韩之远", "韩知远"),
        ("韓之遠", "韓知遠"),
        ("曾忘舒", "曾望舒"),
        ("dulun", "渡轮"),
        ("lianhegongbao", "联合公报"),
        ("zws", "曾望舒"),
        ("渡伦夜航", "渡轮夜航"),
        ("seguransa travesia", "segurança travessia"),
        ('"segurança da travesia"', '"segurança da travessia"'),
        ("travesia -причал", "travessia -причал"),
    ],
)
def test_a_misspelling_leads_to_the_live_word(pages: Archive, typed: str, wanted: str) -> None:
    found = pages.search(SearchRequest(typed))
    assert found.suggestion is not None, typed
    assert found.suggestion.text in (wanted, wanted.translate(str.maketrans("韩远", "韓遠")))
    assert pages.search(SearchRequest(found.suggestion.text)).total == found.suggestion.total > 0


@pytest.mark.parametrize(
    "typed", ["渡轮", "travessia", "faróis", "鲸鱼", "причал", "", "2031", "xyzzyq", "-渡伦", "lang:渡伦"]
)
def test_what_is_found_or_is_a_word_of_its_own_is_not_corrected(pages: Archive, typed: str) -> None:
    assert meant(pages, typed) == ""


def test_a_typing_error_of_the_archive_leads_to_the_word_it_was_meant_for() -> None:
    pages = archive(document("slip", statement("A travesia foi adiada."), lang="pt"))
    found = pages.search(SearchRequest("travesia"))
    assert found.total
    assert found.suggestion is not None
    assert found.suggestion.text == "travessia"
    assert found.suggestion.total >= 10 * found.total


def test_a_rare_word_beside_a_common_one_is_no_error_when_the_other_is_not_much_commoner() -> None:
    pages = archive(*(document(f"own-{n}", statement("O travesti canta: travesia."), lang="pt") for n in range(8)))
    assert meant(pages, "travesia") == ""


def test_a_correction_that_finds_nothing_under_the_filters_is_not_proposed(pages: Archive) -> None:
    assert meant(pages, "travesia", filters=Filters(lang="pt")) == "travessia"
    assert meant(pages, "travesia", filters=Filters(lang="ru")) == ""
    assert meant(pages, "travesia lang:ru") == ""
    assert meant(pages, "travesia причал") == ""


def test_an_exact_search_is_corrected_with_its_accents(pages: Archive) -> None:
    assert meant(pages, "seguransa", match=Match.EXACT) == "segurança"


def test_of_words_that_are_nowhere_the_one_that_can_be_mended_is_proposed(pages: Archive) -> None:
    assert meant(pages, "鲸鱼座 travesia xyzzyq") == "travessia"


def test_only_the_first_page_is_corrected(pages: Archive) -> None:
    assert meant(pages, "travesia", page=2) == ""


@pytest.mark.parametrize("letter", ["a", "ا", "ж", "क"])
def test_a_word_without_end_is_not_corrected_and_holds_nothing_up(pages: Archive, letter: str) -> None:
    """256 equal letters took a minute and a half, when two slips were sought in them."""
    started = time.process_time()
    for length in (24, 25, 40, 41, 10_000):
        assert meant(pages, letter * length) == ""
    assert time.process_time() - started < 2
