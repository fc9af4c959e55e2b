"""Lines of a concordance: every place, its context, the order."""

import pytest

from search.archive import Archive
from search.filters import Filters
from search.request import MarkKind, SearchRequest
from search.results.concordance import NARROW, WIDE, ConcordanceLine, LineOrder, left_of, right_of
from search.results.occurrences import sort_key
from tests.build import answer, archive_of, document, question, statement

OLD = document("old", statement("渡轮停航，渡轮明天开航。"), title="旧页", date="2030-01-05")
NEW = document(
    "new",
    question("渡轮何时开航？", "苏禾"),
    answer("大渡轮今晚开航。\n小渡轮后天开航。", "沈若棠"),
    title="渡轮记者会",
    date="2031-09-18",
    cards=("渡轮码头\n电话：+000 5550 0141",),
)
UNDATED = document("leaflet", statement("请乘渡轮。"))
PT = document("pt", answer("A travessia à noite. Uma travessia barata."), lang="pt", date="2030-05")


@pytest.fixture(scope="module")
def archive() -> Archive:
    return archive_of(OLD, NEW, UNDATED, PT)


def written(line: ConcordanceLine) -> tuple[str, str, str]:
    return line.left.whole.of(line.text), line.text[line.key.start : line.key.end], line.right.whole.of(line.text)


def keys(archive: Archive, order: LineOrder, **filters: str) -> list[tuple[str, str]]:
    lines = archive.concordance(SearchRequest("渡轮", Filters(**filters), size=50), order).lines
    return [(line.document.id, written(line)[0][-1:]) for line in lines]


def test_every_place_is_a_line_not_every_passage(archive: Archive) -> None:
    found = archive.concordance(SearchRequest(text="渡轮", size=50), LineOrder.NEWEST)
    assert (found.total, found.found, found.whole) == (6, 4, True)


def test_the_newest_come_first_in_the_order_of_the_page_and_the_undated_last(archive: Archive) -> None:
    newest = [("new", ""), ("new", "大"), ("new", "小"), ("old", ""), ("old", "，"), ("leaflet", "乘")]
    assert keys(archive, LineOrder.NEWEST) == newest
    assert [document for document, _ in keys(archive, LineOrder.OLDEST)] == [
        "old",
        "old",
        "new",
        "new",
        "new",
        "leaflet",
    ]


def test_by_left_context_the_characters_nearest_to_the_key_count_first(archive: Archive) -> None:
    lines = archive.concordance(SearchRequest(text="渡轮", size=50), LineOrder.LEFT).lines
    nearest = [sort_key(line.text[: line.key.start], backwards=True)[:1] for line in lines]
    assert nearest == ["", "", "乘", "大", "小", "航"]


def test_by_right_context_words_of_alphabets_count_whole_and_without_accents(archive: Archive) -> None:
    lines = archive.concordance(SearchRequest(text="travessia"), LineOrder.RIGHT).lines
    assert [written(line)[2] for line in lines] == [" à noite. Uma travessia barata.", " barata."]


def test_cards_titles_and_paired_turns_give_no_line(archive: Archive) -> None:
    assert all(line.passage.kind != "contact" for line in lines_of(archive, "渡轮"))
    assert lines_of(archive, "记者会") == []


def lines_of(archive: Archive, text: str, **filters: str | tuple[str, ...]) -> list[ConcordanceLine]:
    request = SearchRequest(text, Filters(**filters), size=50)
    return list(archive.concordance(request, LineOrder.NEWEST).lines)


def test_a_line_knows_who_speaks_and_where_a_link_leads(archive: Archive) -> None:
    line = lines_of(archive, "大渡轮")[0]
    assert (line.role, line.speaker and line.speaker.name, line.anchor) == ("answer", "沈若棠", "t2")
    assert line.key.kind is MarkKind.LITERAL


def test_the_filters_of_a_search_hold(archive: Archive) -> None:
    assert {line.document.id for line in lines_of(archive, "渡轮", date_from="2031")} == {"new"}
    assert lines_of(archive, "渡轮", lang=("pt",)) == []


def test_a_page_is_a_part_of_one_order(archive: Archive) -> None:
    whole = lines_of(archive, "渡轮")
    pages = [archive.concordance(SearchRequest(text="渡轮", size=4, page=page), LineOrder.NEWEST) for page in (1, 2, 3)]
    assert [line for page in pages for line in page.lines] == whole
    assert [len(page.lines) for page in pages] == [4, 2, 0]


def test_a_context_is_cut_between_words_and_begins_with_none_of_their_signs() -> None:
    text = "Na reunião de ontem, a ministra da navegação costeira disse que a nova travessia"
    left = left_of(text, len(text))
    assert left.whole.of(text) == "costeira disse que a nova travessia"
    assert left.near.of(text) == "nova travessia"
    assert len(left.whole.of(text)) <= WIDE


def test_a_han_character_is_two_letters_wide() -> None:
    right = right_of("渡" * 100, 0)
    assert (right.whole.end, right.near.end) == (WIDE // 2, NARROW // 2)


def test_neither_a_combining_mark_nor_a_long_word_is_cut() -> None:
    combined = "e\u0301" * 60
    assert right_of(combined, 0).whole.end == len(combined)
    assert left_of("a" * 60, 60).near.of("a" * 60) == "a" * 60


def test_context_words_are_folded_and_compared_nearest_first() -> None:
    assert sort_key("Água, FRIA") == "agua\tfria"
    assert sort_key("開航了", backwards=True) == "了\t航\t开"
