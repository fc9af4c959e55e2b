"""The sample archive, indexed by the commands and searched: what each query must find."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from search.archive import Archive
from search.config import SearchConfig
from search.filters import FILTERS, Filters
from search.model import Kind, Role
from search.replies.json_text import json_text
from search.replies.search import search_reply
from search.request import Match, Result, SearchRequest
from search.terms import Column
from wenda import cli

BRIEFING = "briefing-41"


def first(archive: Archive, query: str, **filters: str | tuple[str, ...]) -> Result:
    return archive.search(SearchRequest(query, Filters(**filters))).items[0]


def marked(item: Result) -> set[str]:
    return {item.shown.text[mark.start : mark.end] for mark in item.shown.marks}


@pytest.mark.parametrize(
    ("query", "page", "words"),
    [
        ("捕捞配额 渔业部门", "briefing-41-zh", {"捕捞配额", "渔业部门"}),
        ("捕撈配額 漁業部門", "briefing-41-zh", {"捕捞配额", "渔业部门"}),
        (
            "pequenos armadores certificado sanitário",
            "briefing-41-pt",
            {"certificado sanitário", "pequenos", "armadores"},
        ),
        ("peixe mercado jantar", "briefing-41-pt", {"mercado", "peixe"}),
        ("campanha do atum", "tuna-campaign-pt", {"campanha", "atum"}),
        ("наблюдателей подписывают", BRIEFING + "-ru", set()),
    ],
)
def test_the_first_hit_and_its_marks(sample: Archive, query: str, page: str, words: set[str]) -> None:
    found = first(sample, query)
    assert page in found.document.id
    joined = " ".join(sorted(marked(found)))
    assert all(part in joined for word in words for part in word.split())


def test_an_answer_comes_with_who_asked(sample: Archive) -> None:
    found = first(sample, "捕捞配额", kind=("answer",), doc=briefing(sample, "zh"))
    assert found.shown.role is Role.ANSWER
    assert found.questions
    assert found.questions[0].speaker is not None


def briefing(archive: Archive, lang: str) -> str:
    items = archive.search(SearchRequest("", filters=Filters(number="41-18-09-2025", lang=(lang,)))).items
    return items[0].document.id


def test_versions_in_other_languages_are_twins_turn_by_turn(sample: Archive) -> None:
    found = first(sample, "“捕捞配额”", number="41-18-09-2025", kind=("answer",))
    twins = {twin.lang.partition("-")[0]: twin for twin in found.twins}
    assert set(twins) == {"pt", "ru"}
    other = sample.document(twins["pt"].document)
    assert other is not None
    turn = other.turn(twins["pt"].turn)
    assert turn is not None
    assert "quota de pesca" in "\n".join(span.of(other.text) for span in turn.paragraphs)


def test_quotations_are_exact_after_folding(sample: Archive) -> None:
    results = sample.search(SearchRequest('"quota de pesca"', size=100))
    assert results.total > 0
    assert all("quota de pesca" in item.shown.text.lower() for item in results.items)
    assert all(marked(item) <= {"quota de pesca", "Quota de pesca"} for item in results.items)


def test_every_hit_of_every_word_of_a_page_is_marked_or_explained(sample: Archive) -> None:
    page = sample.document(briefing(sample, "pt"))
    assert page is not None
    words = sorted({word.strip(".,:;()«»?!") for word in page.text.split() if len(word) > 4})[::7]
    for word in words:
        for item in sample.search(SearchRequest(word, match=Match.FORMS)).items:
            assert item.shown.marks or item.title_marks or item.why, (word, item.id)
            assert any(why.where == "body" for why in item.why) == bool(item.shown.marks), (word, item.id)


def test_cards_stand_below_what_was_said_unless_they_are_asked_for(sample: Archive) -> None:
    kinds = [
        item.shown.passage.kind for item in sample.search(SearchRequest("", filters=Filters(kind="contact"))).items
    ]
    assert set(kinds) == {Kind.CONTACT}
    said = sample.search(SearchRequest("云屿论坛")).items
    assert said[0].shown.passage.kind is not Kind.CONTACT


def test_facets_add_up(sample: Archive) -> None:
    results = sample.search(SearchRequest(""))
    assert sum(value.count for value in results.facets[Column.KIND]) == results.total
    assert sum(value.count for value in results.facets[Column.LANG]) == results.total
    labels = {value.label for value in results.facets[Column.ANSWERER]}
    assert "韩知远" in labels or "Han Zhiyuan" in labels


def test_the_command_prints_what_the_endpoint_returns(sample: Archive, sample_config: SearchConfig) -> None:
    outcome = CliRunner().invoke(
        cli, ["search", "--index", sample_config.index, "--json", "--lang", "pt", "quota", "de", "pesca"]
    )
    assert outcome.exit_code == 0, outcome.output
    printed = json.loads(outcome.stdout)
    expected = json.loads(
        json_text(search_reply(sample.search(SearchRequest("quota de pesca", filters=Filters(lang="pt")))))
    )
    for answer in (printed, expected):
        answer.pop("took_ms")
    assert printed == expected


@pytest.mark.parametrize(
    "option", [f"--{row.argument}={value}" for row in FILTERS if row.has_option for value in row.values]
)
def test_the_command_takes_the_words_of_a_filter_as_addresses_do(sample_config: SearchConfig, option: str) -> None:
    outcome = CliRunner().invoke(cli, ["search", "--index", sample_config.index, option])
    assert outcome.exit_code == 0, outcome.output


def test_the_command_prints_a_list_to_read(sample_config: SearchConfig) -> None:
    outcome = CliRunner().invoke(
        cli, ["search", "--index", sample_config.index, "--to", "18/09/2025", "捕捞配额", "渔业"]
    )
    assert outcome.exit_code == 0, outcome.output
    assert "2025-09-18" in outcome.stdout
    assert "/doc/" in outcome.stdout
    assert "Q  " in outcome.stdout


def test_a_wrong_date_is_bad_usage(sample_config: SearchConfig) -> None:
    outcome = CliRunner().invoke(cli, ["search", "--index", sample_config.index, "--from", "ontem", "quota"])
    assert outcome.exit_code == 2
    assert "is not a date" in outcome.output
