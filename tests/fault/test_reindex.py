"""A run that dies at any moment leaves the old index served or the new one, and the next run mends the rest."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer.check import compare
from indexer.ids.ledger import FILE, read_ledger
from search.engines.whoosh.engine import WhooshEngine
from search.errors import IndexBusy, WendaError
from tests.indexer.runs import PAGE, TALK, Runs, runs

DIED = 9
# Where a run touches the disk for good: each call is a moment at which the machine may stop.
MOMENTS = ("fsync", "replace", "rename", "link", "unlink")
STEP = 5  # every fifth moment: a run has some fifty, and each costs half a second


@pytest.fixture
def archive(tmp_path: Path) -> Runs:
    archive = runs(tmp_path, WhooshEngine(tmp_path / "index"))
    archive.write("a.txt")
    archive.write("b.txt", TALK)
    archive.run()
    return archive


def dying(archive: Runs, moment: int, **how: Any) -> bool:
    """Run in a child that dies at the given moment; whether it died (there are only so many)."""
    child = os.fork()
    if child == 0:
        left = moment

        def watched(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **options: Any) -> Any:
                nonlocal left
                left -= 1
                if left < 0:
                    os._exit(DIED)
                return real(*arguments, **options)

            return call

        for name in MOMENTS:
            setattr(os, name, watched(getattr(os, name)))
        try:
            archive.run(**how)
        except BaseException:
            os._exit(1)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, DIED)
    return status == DIED


def agree(archive: Runs) -> bool:
    snapshot = archive.engine.open()
    try:
        return not compare(snapshot, [str(archive.source)], archive.index).any
    finally:
        snapshot.close()


def test_a_run_that_dies_leaves_the_old_index_or_the_new_one(archive: Runs, tmp_path: Path) -> None:
    before = set(archive.documents())
    turns = [turn.id for turn in archive.documents()["b.txt"].turns]
    archive.write("b.txt", "港口消息\n\n问:新的问题?\n\n安然:新的回答。\n\n" + TALK)
    archive.write("c.txt", PAGE + "c")
    shutil.copytree(archive.index, tmp_path / "kept")
    moment = 0
    while True:
        died = dying(archive, moment)
        assert set(archive.documents()) in (before, before | {"c.txt"}), moment
        archive.run()
        assert agree(archive), moment
        document = archive.documents()["b.txt"]
        assert {turn.id for turn in document.turns} >= set(turns), moment
        assert len(list((archive.index / "generations").iterdir())) <= 2
        if not died:
            break
        shutil.rmtree(archive.index)
        shutil.copytree(tmp_path / "kept", archive.index)
        moment += STEP
    assert moment > 3 * STEP


def test_a_first_run_that_dies_leaves_nothing_that_looks_like_an_index(tmp_path: Path) -> None:
    archive = runs(tmp_path, WhooshEngine(tmp_path / "index"))
    archive.write("a.txt")
    moment = 0
    while dying(archive, moment):
        try:
            assert set(archive.documents()) == {"a.txt"}
        except WendaError as error:
            assert error.mend
        archive.run()
        assert agree(archive), moment
        shutil.rmtree(archive.index)
        moment += STEP
    assert moment > 2 * STEP


def test_a_killed_run_holds_no_lock(archive: Runs) -> None:
    child = os.fork()
    if child == 0:
        archive.engine.draft("x")
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    archive.write("c.txt", PAGE + "c")
    assert archive.run().documents == 3


def test_two_runs_at_once_end_with_one_writer(archive: Runs) -> None:
    draft = archive.engine.draft("x")
    archive.write("c.txt", PAGE + "c")
    with pytest.raises(IndexBusy):
        archive.run()
    draft.abandon()
    assert archive.run().documents == 3


def test_a_full_disk_publishes_nothing_and_serves_the_old(archive: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write("c.txt", PAGE + "c")
    served = archive.engine.current()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WendaError, match="No space left") as error:
        archive.run()
    assert "still is" in error.value.mend
    monkeypatch.undo()
    assert archive.engine.current() == served
    assert len(archive.documents()) == 2
    assert archive.run().documents == 3


def test_a_damaged_index_is_built_anew_from_the_files(archive: Runs) -> None:
    archive.write("a.txt", PAGE + "mudou")
    ids = {document.id for document in archive.documents().values()}
    generation = archive.index / "generations" / str(archive.engine.current())
    for path in generation.rglob("*"):
        if path.is_file() and path.name != "manifest.json":
            path.write_bytes(path.read_bytes()[:-1])
    report = archive.run()
    assert (report.exit_code, report.documents) == (0, 2)
    assert "read anew" in report.notes[0]
    assert {document.id for document in archive.documents().values()} == ids
    assert agree(archive)


def test_a_damaged_list_of_ids_stops_the_run(archive: Runs) -> None:
    (archive.index / FILE).write_text("{", encoding="utf-8")
    archive.write("c.txt", PAGE + "c")
    with pytest.raises(WendaError, match=r"ids\.jsonl"):
        archive.run()
    assert len(archive.documents()) == 2


def test_a_missing_list_of_ids_is_written_again_from_the_index(archive: Runs) -> None:
    before = read_ledger(archive.index)
    (archive.index / FILE).unlink()
    archive.write("c.txt", PAGE + "c")
    assert archive.run().documents == 3
    after = read_ledger(archive.index)
    assert {name: after[name] for name in before} == before
