"""Suggestions over the sample archive: names by pinyin, misspellings, and nothing proposed in vain."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.reindex import ReindexOptions, reindex
from search.analysis.analyze import Analyzer
from search.archive import Archive
from search.config import SearchConfig
from search.engines.choose import choose
from search.filters import Filters
from search.glossary.load import load_glossary
from search.request import SearchRequest
from tests.architecture.modules import ROOT

CORRUPTIONS = 120
PATIENCE_S = 60.0  # what is proposed must not hang on how busy the machine is
LETTERS = "abcdeiorstuаеиорст的渡云和"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    analyzer = Analyzer()
    glossary = load_glossary([ROOT / "index_data" / "glossary.yaml"])
    folder = Path(tmp_path_factory.mktemp("index"))
    section = SearchConfig(index=str(folder), deadline_ms=60_000)
    engine = choose(section, analyzer.fingerprint)
    order = ReindexOptions(sources=(str(ROOT / "index_data" / "corpus"),), index=folder, glossary=glossary)
    reindex(engine, order, io.StringIO())
    return Archive(engine, analyzer, section)


@pytest.mark.parametrize(
    ("typed", "wanted", "kind"),
    [
        ("hanzhiyuan", "韩知远", "speaker"),
        ("hzy", "韩知远", "speaker"),
        ("han zhi y", "韩知远", "speaker"),
        ("韓知", "韩知远", "speaker"),
        ("yunyu", "云屿", "name"),
        ("lianyun", "联运", "term"),
        ("Fórum de Y", "Fórum de Yunyu", "name"),
        ("abrunheiro", "Leonor Abrunheiro", "speaker"),
        ("секретари", "секретариат", "term"),
        ("luhuaizhou", "陆怀舟", "speaker"),
    ],
)
def test_names_and_words_by_any_beginning(sample: Archive, typed: str, wanted: str, kind: str) -> None:
    assert (wanted, kind) in {(each.text, each.kind) for each in sample.suggest(typed, 12, PATIENCE_S).items}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("presidnete", "presidente"),
        ("trasição", "transição"),
        ("韩知元", "韩知远"),
        ("联和公报", "联合公报"),
        ("云与", "云屿"),
        ("секретриат", "секретариат"),
        ("hanzhiyuan", "韩知远"),
    ],
)
def test_misspellings_in_three_languages(sample: Archive, typed: str, wanted: str) -> None:
    suggestion = sample.search(SearchRequest(typed)).suggestion
    assert suggestion is not None
    assert suggestion.text == wanted


def corrupted(chance: random.Random, text: str) -> str:
    """A text with one or two of its characters lost, doubled, exchanged or replaced."""
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(text))
        text = chance.choice(
            (
                text[:at] + text[at + 1 :],
                text[: at + 1] + text[at:],
                text[:at] + chance.choice(LETTERS) + text[at + 1 :],
                text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
            )
        )
        if not text:
            break
    return text


def queries(sample: Archive, chance: random.Random) -> Iterator[str]:
    words = [
        each.text for start in "abcdefgmprst联云渡海人会пср" for each in sample.suggest(start, 50, PATIENCE_S).items
    ]
    for _ in range(CORRUPTIONS):
        chosen = " ".join(chance.sample(words, chance.randint(1, 2)))[:60]
        yield corrupted(chance, chance.choice((chosen, f'"{chosen}"', f"{chosen} lang:pt", f"-{chosen}")))


def test_nothing_is_ever_proposed_that_finds_nothing(sample: Archive) -> None:
    chance = random.Random(2031)
    proposed = 0
    for query in queries(sample, chance):
        request = SearchRequest(query, filters=Filters(lang=chance.choice(((), ("pt",), ("zh",)))))
        found = sample.search(request)
        leads = [(way.request, way.total) for way in found.relaxations]
        if found.suggestion:
            leads.append((SearchRequest(found.suggestion.text, request.filters), found.suggestion.total))
        for lead, total in leads:
            assert sample.search(lead).total == total > 0, (query, lead)
        proposed += bool(found.suggestion)
        for each in sample.suggest(query, seconds=PATIENCE_S).items:
            assert sample.search(SearchRequest(each.text)).total, (query, each)
    assert proposed > CORRUPTIONS // 12


def test_titles_that_are_plain_words_find_their_documents(sample: Archive) -> None:
    """They are proposed without being tried."""
    titles = {
        each.text
        for start in "一中云渡海联会人灯abcdefgmprstпс"
        for each in sample.suggest(start, 50).items
        if each.kind == "title"
    }
    assert len(titles) > 20
    assert [title for title in titles if not sample.search(SearchRequest(title)).total] == []


def test_without_time_fewer_are_proposed_and_no_others(sample: Archive) -> None:
    for typed in ("渡轮 联", "transição d", "секретариат п", "联", "t"):
        patient = [each.text for each in sample.suggest(typed, 20, PATIENCE_S).items]
        hurried = [each.text for each in sample.suggest(typed, 20, 0.0).items]
        assert hurried == patient[: len(hurried)], typed
