"""The archive: answers, pairs, copies, twins, facets, generations."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Sequence

import pytest

from search.archive import PATIENCE_S, Archive, open_archive
from search.config import SearchConfig
from search.engines.memory import MemoryEngine
from search.errors import NoGeneration
from search.filters import Filters
from search.model import Role, Span
from search.port.lookup import Sort
from search.query.context import Alias, Entity
from search.replies.json_text import json_text
from search.replies.search import search_reply
from search.request import MarkKind, Match, SearchRequest
from search.results.results_page import results_page
from search.results.searcher import Searcher
from search.terms import Column
from tests.build import ANALYZER, answer, archive_of, document, publish, question, statement

BRIEFING = document(
    "zh",
    statement("今天宣布蓝鳍金枪鱼的配额。", "安娜·马洛"),
    question("配额会减少吗？", "海湾日报"),
    answer("不会减少，章程照旧。", "安娜·马洛"),
    title="渔业部记者会",
    number="41",
    date="2031-09-18",
    place="云屿",
    cards=["渔业部新闻处 电话 5555-0101 press@example.org"],
)
BRIEFING_PT = document(
    "pt",
    statement("Anuncio hoje a quota do atum rabilho.", "Ana Marlo"),
    question("A quota vai baixar?", "Diário da Baía"),
    answer("Não vai baixar.", "Ana Marlo"),
    title="Conferência de imprensa das Pescas",
    lang="pt",
    number="41",
    date="2031-09-18",
)
OLDER = document("old", statement("去年宣布的配额。", "李安"), title="旧闻", date="2030-03", number="7")
UNDATED = document("undated", statement("配额没有日期。"), title="无日期")


@pytest.fixture
def archive() -> Archive:
    return archive_of(BRIEFING, BRIEFING_PT, OLDER, UNDATED)


def ids(archive: Archive, text: str = "", sort: Sort = Sort.RELEVANCE, **filters: str | tuple[str, ...]) -> list[str]:
    return [item.id for item in archive.search(SearchRequest(text, Filters(**filters), sort=sort, size=100)).items]


def test_an_answer_brings_its_question_and_a_question_its_answer(archive: Archive) -> None:
    found = archive.search(SearchRequest("章程")).items[0]
    assert found.id == "zh#t3"
    assert [(each.id, each.speaker.name if each.speaker else "") for each in found.questions] == [("zh#t2", "海湾日报")]
    assert found.answers == ()
    asked = archive.search(SearchRequest("“减少吗”")).items[0]
    assert (asked.id, [each.id for each in asked.answers]) == ("zh#t2", ["zh#t3"])


def test_an_empty_query_lists_everything_newest_first_and_undated_last(archive: Archive) -> None:
    found = ids(archive)
    assert found[-1] == "undated#t1.1"
    assert found.index("old#t1.1") == len(found) - 2
    assert len(found) == 9


def test_filters_narrow_and_take_names_for_people(archive: Archive) -> None:
    assert (
        ids(archive, text="配额", answerer=("安娜•马洛",)) == ids(archive, text="配额", answerer=("安娜·马洛",)) != []
    )
    assert set(ids(archive, lang=("pt",))) == {"pt#t1.1", "pt#t2", "pt#t3"}
    assert set(ids(archive, role=Role.QUESTION)) == {"zh#t2", "pt#t2"}
    assert ids(archive, text="配额", date_from="2030", date_to="2030-12") == ["old#t1.1"]
    assert ids(archive, text="配额", doc="undated") == ["undated#t1.1"]
    assert set(ids(archive, number="7")) == {"old#t1.1"}
    assert ids(archive, kind=("contact",)) == ["zh#c1"]


def test_fields_of_the_query_filter_too(archive: Archive) -> None:
    assert ids(archive, text="答者：安娜·马洛 lang:中文") != []
    assert ids(archive, text="number:7") == ["old#t1.1"]
    assert ids(archive, text="配额 to:2030") == ["old#t1.1"]


def test_facets_have_labels_that_a_reader_knows(archive: Archive) -> None:
    facets = archive.search(SearchRequest()).facets
    assert {value.label for value in facets[Column.ASKER]} == {"海湾日报", "Diário da Baía"}
    assert {value.value: value.count for value in facets[Column.YEAR]} == {"2031": 7, "2030": 1}


def test_pages_follow_one_another_without_gap_or_overlap(archive: Archive) -> None:
    pages = [archive.search(SearchRequest(size=4, page=page)) for page in (1, 2, 3, 4)]
    assert [item.id for page in pages for item in page.items] == ids(archive)
    assert {page.total for page in pages} == {9}


def test_copies_are_one_hit_and_can_be_listed() -> None:
    text = "云屿渔业部新闻处的地址与电话见本页。"
    archive = archive_of(*(document(f"d{i}", statement(text), title="页") for i in range(3)))
    found = archive.search(SearchRequest("新闻处"))
    assert (len(found.items), found.items[0].copies, found.total, found.groups) == (1, 3, 3, 1)
    assert len(archive.search(SearchRequest("新闻处", filters=Filters(dup=found.items[0].dup))).items) == 3


def test_one_hit_a_document_when_asked(archive: Archive) -> None:
    found = archive.search(SearchRequest("配额", group="document"))
    assert sorted(item.document.id for item in found.items) == ["old", "undated", "zh"]


def test_a_document_in_another_language_is_a_twin_with_the_turn_that_answers(archive: Archive) -> None:
    found = archive.search(SearchRequest("章程")).items[0]
    assert [(twin.lang, twin.document, twin.turn) for twin in found.twins] == [("pt", "pt", "t3")]


def test_what_emptied_a_result_is_named_and_the_looser_query_offered(archive: Archive) -> None:
    found = archive.search(SearchRequest("章程 鲸鱼"))
    assert found.total == 0
    notes = {note.code: note.arguments for note in found.notes}
    assert notes["emptied_by"] == {"piece": "鲸鱼"}
    assert notes["relaxed"] == {"text": "章程 OR 鲸鱼", "total": "2"}
    assert archive.search(SearchRequest(notes["relaxed"]["text"])).total == 2


def test_pieces_that_never_meet_are_named_with_what_the_rest_finds() -> None:
    archive = archive_of(document("a", statement("甲乙。")), document("b", statement("丙丁。")))
    notes = archive.search(SearchRequest("甲乙 丙丁")).notes
    assert [(note.code, note.arguments.get("piece", "")) for note in notes] == [
        ("emptied_by", "甲乙"),
        ("emptied_by", "丙丁"),
        ("relaxed", ""),
    ]


def test_the_query_as_understood_and_its_repairs_come_back(archive: Archive) -> None:
    found = archive.search(SearchRequest("(配额"))
    assert (found.parsed, found.repaired) == ("配额", True)
    assert [note.code for note in found.notes] == ["bracket_unclosed"]


def test_a_reading_marks_what_the_search_finds(archive: Archive) -> None:
    for hit in archive.search(SearchRequest("配额", size=100)).items:
        reading = archive.document_view(hit.document.id, "配额")
        assert reading is not None
        assert {reading.document.text[mark.start : mark.end] for mark in reading.marks} == {"配额"}
        assert list(reading.marks) == sorted(reading.marks)


def test_a_reading_marks_title_and_label_when_they_are_what_was_found(archive: Archive) -> None:
    def read(query: str) -> list[str]:
        reading = archive.document_view("zh", query)
        assert reading is not None
        return [reading.document.text[mark.start : mark.end] for mark in reading.marks]

    assert read("记者会") == ["记者会"]
    assert read("海湾日报") == ["海湾日报"]
    assert read("安娜·马洛") == ["安娜·马洛", "安娜·马洛"]


def test_a_reading_without_query_has_no_marks_but_its_twins(archive: Archive) -> None:
    reading = archive.document_view("zh")
    assert reading is not None
    assert (reading.marks, [twin.document for twin in reading.twins]) == ((), ["pt"])


def test_unknown_documents_are_none(archive: Archive) -> None:
    for unknown in ("nobody", "../zh", "", "zh#t1", "\0"):
        assert archive.document(unknown) is None
        assert archive.document_view(unknown, "x") is None
    assert archive.document("zh") == BRIEFING


def test_holdings_count_what_is_there(archive: Archive) -> None:
    held = archive.overview()
    assert (held.documents, held.passages) == (4, 9)
    assert held.by_year == {"2030": {"zh-Hans": 1}, "2031": {"zh-Hans": 4, "pt": 3}}
    assert held.newest[0].date == "2031-09-18"


def names(text: str, languages: Sequence[str], off: Collection[str]) -> tuple[Entity, ...]:
    at = text.find("云屿")
    if at < 0 or "place/yunyu" in off:
        return ()
    return (
        Entity("place/yunyu", Span(at, at + 2), (Alias("Ilha das Nuvens", "pt", 0.6), Alias("Облачный", "ru", 0.6))),
    )


def test_names_searched_besides_are_counted_and_can_be_switched_off() -> None:
    page = document("d1", statement("A Ilha das Nuvens fica longe."), lang="pt")
    archive = archive_of(page, names=names)
    found = archive.search(SearchRequest("在云屿"))
    assert [(each.span, each.id) for each in found.expansions] == [(Span(1, 3), "place/yunyu")]
    assert [(term.text, term.hits) for term in found.expansions[0].terms] == [("Ilha das Nuvens", 1)]
    assert archive.search(SearchRequest("云屿", noexp=("place/yunyu",))).expansions == ()
    assert archive.search(SearchRequest("云屿", match=Match.FORMS)).expansions == ()


def test_sorting_by_date(archive: Archive) -> None:
    assert ids(archive, text="配额", sort=Sort.OLDEST)[0] == "old#t1.1"
    assert ids(archive, text="配额", sort=Sort.NEWEST)[-1] == "undated#t1.1"


def test_a_published_generation_is_picked_up_between_requests() -> None:
    engine = MemoryEngine()
    publish(engine, OLDER)
    archive = Archive(engine, ANALYZER, SearchConfig())
    first = archive.generation
    assert archive.search(SearchRequest("无日期")).total == 0
    publish(engine, OLDER, UNDATED)
    assert archive.search(SearchRequest("配额")).total == 2
    assert archive.generation > first
    assert archive.overview().documents == 2


def test_a_process_that_will_be_replaced_opens_a_generation_only_when_nobody_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = MemoryEngine()
    publish(engine, OLDER)
    archive = Archive(engine, ANALYZER, SearchConfig())
    first = archive.generation
    assert not archive.awaited
    archive.wait_for_parent()
    publish(engine, OLDER, UNDATED)
    now = time.monotonic()
    assert (archive.generation, archive.awaited) == (first, engine.current())
    monkeypatch.setattr(time, "monotonic", lambda: now + PATIENCE_S - 1)
    assert archive.generation == first
    monkeypatch.setattr(time, "monotonic", lambda: now + PATIENCE_S + 1)
    assert archive.generation == engine.current()
    assert not archive.awaited


def test_without_an_index_the_error_says_what_to_do_and_goes_when_it_is_there() -> None:
    engine = MemoryEngine()
    archive = Archive(engine, ANALYZER, SearchConfig())
    with pytest.raises(NoGeneration):
        archive.search(SearchRequest("配额"))
    assert isinstance(archive.health(), NoGeneration)
    publish(engine, OLDER)
    assert archive.health() is None
    assert archive.search(SearchRequest("配额")).total == 1


def test_an_archive_opens_before_its_index_exists(tmp_path: object) -> None:
    archive = open_archive(SearchConfig(index=f"{tmp_path}/index"))
    assert isinstance(archive.health(), NoGeneration)


def test_readers_and_a_publisher_do_not_disturb_one_another() -> None:
    engine = MemoryEngine()
    publish(engine, OLDER)
    archive = Archive(engine, ANALYZER, SearchConfig(deadline_ms=60_000))
    wrong: list[object] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            found = archive.search(SearchRequest("配额"))
            if (found.total, len(found.items)) not in ((1, 1), (2, 2)):
                wrong.append(found)

    readers = [threading.Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(10):
        publish(engine, *((OLDER, UNDATED) if turn % 2 == 0 else (OLDER,)))
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_a_name_in_another_language_is_marked_as_a_name() -> None:
    page = document("d1", statement("A Ilha das Nuvens fica longe."), lang="pt")
    archive = archive_of(page, names=names)
    found = archive.search(SearchRequest("云屿")).items
    kinds = {mark.kind for item in found for mark in item.shown.marks}
    assert kinds <= {MarkKind.NAME}


def test_past_the_deadline_the_answer_is_partial_and_blames_no_word() -> None:
    engine = MemoryEngine()
    publish(engine, BRIEFING)
    searcher = Searcher(engine.open(), ANALYZER)
    results = results_page(searcher, searcher.question(SearchRequest("配额"), time.monotonic() - 1))
    assert results.partial
    assert results.notes == ()


def test_half_characters_find_nothing_and_harm_nothing(archive: Archive) -> None:
    results = archive.search(SearchRequest("配额\ud800"))
    assert results.request.text == "配额?"
    assert json_text(search_reply(results)).encode()
