"""Complaints of a changed engine or of a segmenter that lost text, held on every engine that is shipped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.archive import Archive
from search.config import SearchConfig
from search.engines.memory import MemoryEngine
from search.engines.whoosh.engine import WhooshEngine
from search.request import Match, SearchRequest
from tests.build import ANALYZER, document, publish, statement
from tests.complaints.test_queries import CHINESE, PAGES

# As a Taiwanese page writes them; a mainland dictionary knows none.
TAIWANESE = "這個迴圈會把檔案交給函式，處理完的資料夾再傳回伺服器。"
GOLDEN = (
    "渔业", "配额 申请", "“捕捞配额”", "招商 -公司", "(招商 AND NOT 公司) OR 客机", "关系", "會後", "后", "鱼", "G20峰会", "gen-itgc",
    "declaração", "nao", "“os homens”", "homem OR porto", "sair*", "homens NEAR/3 portos", "ёлка", "квота", "причал -снижены",
    "渔业部为什么下调捕捞配额", "os homens saíram dos portos?", "to:2031-03-05 渔业", "xyzzy", "",
)  # fmt: skip


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, Archive]]:
    engines = (MemoryEngine(), WhooshEngine(tmp_path_factory.mktemp("index"), ANALYZER.fingerprint))
    pages = (*PAGES.values(), document("tw", statement(TAIWANESE), lang="zh-Hant"))
    for engine in engines:
        publish(engine, *pages)  # type: ignore[arg-type]  # any engine will do
    one, other = (Archive(engine, ANALYZER, SearchConfig(deadline_ms=60_000)) for engine in engines)
    yield one, other
    other.close()


def hits(archive: Archive, query: str, match: Match = Match.ALL) -> list[str]:
    return [item.id for item in archive.search(SearchRequest(query, match=match, size=100)).items]


@pytest.mark.parametrize("text", [CHINESE, TAIWANESE])
def test_1_2_every_run_of_characters_is_found_by_every_engine(archives: tuple[Archive, Archive], text: str) -> None:
    page = "zh" if text == CHINESE else "tw"
    for clause in text.replace("。", "，").strip("，").split("，"):
        for size in range(1, 7):
            for start in range(len(clause) - size + 1):
                query = clause[start : start + size]
                for archive in archives:
                    found = {each.partition("#")[0] for each in hits(archive, query)}
                    assert page in found, query


def test_3_words_of_no_dictionary_are_found_as_often_as_they_stand(archives: tuple[Archive, Archive]) -> None:
    """No fewer passages than a search for the bare characters finds."""
    texts = {name: page.text for name, page in PAGES.items()} | {"tw": TAIWANESE}
    for word in ("迴圈", "檔案", "函式", "資料夾", "伺服器", "捕捞", "渔业部", "招商", "公司", "峰会", "國關"):
        holding = {name for name, text in texts.items() if word in text}
        assert holding, word
        for archive in archives:
            assert {each.partition("#")[0] for each in hits(archive, word)} >= holding, word


@pytest.mark.parametrize("match", list(Match))
@pytest.mark.parametrize("query", GOLDEN)
def test_7_engines_answer_alike_in_every_language(archives: tuple[Archive, Archive], query: str, match: Match) -> None:
    one, other = (hits(archive, query, match) for archive in archives)
    assert one == other
