"""How often terms stand in the archive over time."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from search.archive import Archive
from search.engines.memory import MemoryEngine
from search.engines.whoosh.engine import WhooshEngine
from search.entries import entries_of
from search.filters import Filters
from search.model import Document, Role
from search.request import SearchRequest
from search.results.periods import fill_periods
from search.results.text_volume import TextVolume, VolumeCell
from search.results.trends import MILLION, Per, Split, TrendsRequest
from tests.build import ANALYZER, answer, archive_of, document, question, statement

ZH = document(
    "zh", question("渡轮呢？", "苏禾"), answer("渡轮，渡轮！", "沈若棠"), date="2030-03-01"
)  # 4 + 6 characters
LATER = document("later", statement("渡轮停航 一天。"), date="2032-09-18", genre="statement")  # 7 characters
PT = document("pt", answer("O barco é a travessia.", "Leonor"), lang="pt-PT", date="2030")  # 18 characters
UNDATED = document("leaflet", statement("渡轮。"))


@pytest.fixture(scope="module")
def archive() -> Archive:
    return archive_of(ZH, LATER, PT, UNDATED)


def test_places_are_counted_year_by_year_without_holes(archive: Archive) -> None:
    found = archive.trends(TrendsRequest(("渡轮", "barco")))
    assert found.periods == ("2030", "2031", "2032")
    assert [one.counts for one in found.series] == [(3, 0, 1), (1, 0, 0)]
    assert [one.undated for one in found.series] == [1, 0]
    assert found.whole


def test_a_frequency_is_per_million_characters_of_all_text_of_the_period(archive: Archive) -> None:
    one = archive.trends(TrendsRequest(("渡轮",))).series[0]
    assert one.characters == (28, 0, 7)
    assert one.per_million == (3 * MILLION / 28, None, MILLION / 7)


def test_under_limits_the_text_is_limited_too(archive: Archive) -> None:
    def characters(**filters: str | tuple[str, ...]) -> tuple[int, ...]:
        among = SearchRequest(filters=Filters(**filters))
        return archive.trends(TrendsRequest(("渡轮",), among)).series[0].characters

    assert characters(lang=("zh",)) == (10, 0, 7)
    assert characters(role=Role.QUESTION) == (4,)
    assert characters(genre=("statement",)) == (7,)
    assert characters(date_from="2031") == (7,)


def test_split_by_language_each_line_is_divided_by_its_own_text(archive: Archive) -> None:
    found = archive.trends(TrendsRequest(("渡轮", "barco"), split=Split.LANGUAGE))
    assert [(one.term, one.value, one.characters) for one in found.series] == [
        ("渡轮", "zh", (10, 0, 7)),
        ("barco", "pt", (18, 0, 0)),
    ]
    assert found.characters == ()


def test_split_by_speaker_the_commonest_come_first_under_their_names(archive: Archive) -> None:
    found = archive.trends(TrendsRequest(("渡轮",), split=Split.SPEAKER))
    assert [(one.label, one.total, one.characters[0]) for one in found.series] == [("沈若棠", 2, 6), ("苏禾", 1, 4)]


def test_by_month_what_is_dated_by_year_alone_has_no_place(archive: Archive) -> None:
    found = archive.trends(TrendsRequest(("渡轮", "barco"), per=Per.MONTH))
    assert (found.periods[0], found.periods[-1], len(found.periods)) == ("2030-03", "2032-09", 31)
    assert [(one.total, one.undated) for one in found.series] == [(4, 1), (0, 1)]


def test_a_term_that_stands_nowhere_has_a_line_of_zeros(archive: Archive) -> None:
    assert archive.trends(TrendsRequest(("鲸鱼座",), split=Split.LANGUAGE)).series[0].counts == (0, 0, 0)


def test_a_wrong_date_far_off_draws_no_thousand_years() -> None:
    assert fill_periods(["0031", "2031", "2033"], 80) == ("0031", "2031", "2033")
    assert fill_periods(["2031", "2033"], 80) == ("2031", "2032", "2033")
    assert fill_periods([], 80) == ()


def spelled_out(documents: Iterable[Document]) -> Mapping[VolumeCell, int]:
    """The volumes counted passage by passage."""
    found: Counter[VolumeCell] = Counter()
    for each in documents:
        roles = {turn.id: turn.role for turn in each.turns}
        for passage in each.passages:
            cell = VolumeCell(each.date, passage.lang, roles.get(passage.turn), each.genre.value, passage.speaker)
            found[cell] += sum(not sign.isspace() for sign in each.passage_text(passage))
    return found


@pytest.mark.parametrize("kind", ["memory", "whoosh"])
def test_volumes_follow_what_comes_and_goes(kind: str, tmp_path: Path) -> None:
    engine = MemoryEngine() if kind == "memory" else WhooshEngine(tmp_path)
    first = engine.draft(ANALYZER.fingerprint)
    for each in (ZH, PT, UNDATED):
        first.put(each, entries_of(each, ANALYZER))
    snapshot = first.seal()
    assert TextVolume(snapshot).cells() == spelled_out((ZH, PT, UNDATED))
    second = engine.draft(ANALYZER.fingerprint, first.publish().name)
    second.drop("zh")
    longer = document("pt", answer("O barco é a travessia, e a travessia é o barco.", "Leonor"), lang="pt-PT")
    for each in (LATER, longer):
        second.put(each, entries_of(each, ANALYZER))
    assert TextVolume(second.seal()).cells() == spelled_out((longer, UNDATED, LATER))
    second.abandon()
