"""The suggestion table follows the generations."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.analysis.analyze import Analyzer
from search.archive import Archive
from search.config import SearchConfig
from search.request import SearchRequest
from search.suggest.table import ATTACHMENT, unpack_table
from tests.indexer.runs import PAGE, TALK, Runs


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    source, index = tmp_path / "source", tmp_path / "index"
    source.mkdir()
    index.mkdir()
    made = Runs(source, index)
    made.write("a.txt")
    made.write("b.txt", TALK)
    return made


def archive(runs: Runs) -> Archive:
    return Archive(runs.engine, Analyzer(), SearchConfig())


def texts(pages: Archive, typed: str) -> set[str]:
    return {each.text for each in pages.suggest(typed).items}


def test_what_a_new_generation_adds_and_takes_away_is_followed_without_a_restart(runs: Runs) -> None:
    runs.run()
    pages = archive(runs)
    assert texts(pages, "convi") == {"convidados"}
    runs.write("c.txt", "Aviso do farol, Santa Aurora, 5 de março de 2031\n\nO faroleiro acende a lanterna.\n")
    runs.run()
    assert texts(pages, "farole") == {"faroleiro"}
    (runs.source / "a.txt").unlink()
    runs.run()
    assert texts(pages, "convi") == set()
    assert pages.search(SearchRequest("convidadso")).suggestion is None


def test_a_rollback_takes_its_suggestions_along(runs: Runs) -> None:
    first = runs.run().generation
    runs.write("a.txt", PAGE.replace("convidados", "esperados"))
    runs.run()
    pages = archive(runs)
    assert texts(pages, "convi") == set()
    runs.engine.switch(first)
    assert texts(pages, "convi") == {"convidados"}


def test_a_run_that_builds_on_another_writes_the_table_that_a_full_run_writes(runs: Runs) -> None:
    runs.run()
    runs.write(
        "c.txt", "Aviso do farol, Santa Aurora, 5 de março de 2031\n\nO faroleiro acende a lanterna. 渡轮停航。\n"
    )
    runs.run()
    grown = runs.engine.open().attachment(ATTACHMENT)
    runs.run(full=True)
    runs.write("d.txt", "Nota, Santa Aurora, 6 de março de 2031\n\nNada mudou.\n")
    runs.run()
    (runs.source / "d.txt").unlink()
    runs.run()
    assert runs.engine.open().attachment(ATTACHMENT) == grown


def test_an_index_without_a_table_is_searched_and_suggests_nothing(runs: Runs) -> None:
    runs.run()
    draft = runs.engine.draft(Analyzer().fingerprint, runs.engine.current())
    draft.seal()
    draft.publish()
    pages = archive(runs)
    assert pages.search(SearchRequest("convidados")).total
    assert pages.search(SearchRequest("convidadso")).suggestion is None
    assert texts(pages, "convi") == set()
    assert len(unpack_table(b"")) == 0


def test_what_a_refused_record_says_is_not_suggested(runs: Runs) -> None:
    runs.records(
        "log.jsonl",
        {"id": "same", "turns": [{"role": "answer", "text": "O faroleiro acende a lanterna."}]},
        {"id": "same", "turns": [{"role": "answer", "text": "A barragem abre as comportas."}]},
    )
    assert runs.run().failures
    pages = archive(runs)
    assert texts(pages, "farole") == {"faroleiro"}
    assert texts(pages, "comport") == set()
