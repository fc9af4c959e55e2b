"""`check` compares bytes: missing, stale, orphaned."""

import os
from pathlib import Path

import pytest

from indexer.check import Differences, compare, show_differences
from tests.indexer.runs import PAGE, TALK, Runs, runs


@pytest.fixture
def archive(tmp_path: Path) -> Runs:
    archive = runs(tmp_path)
    archive.write("a.txt")
    archive.write("b.txt", TALK)
    archive.write("c.txt", PAGE + "c")
    archive.run()
    return archive


def check(archive: Runs) -> Differences:
    snapshot = archive.engine.open()
    try:
        return compare(snapshot, [str(archive.source)], archive.index)
    finally:
        snapshot.close()


def test_an_index_that_agrees_has_no_differences(archive: Runs) -> None:
    differences = check(archive)
    assert not differences.any
    assert show_differences(differences) == "index and files agree: 3 documents, 3 files"


def test_missing_stale_and_orphaned_files_are_named(archive: Runs) -> None:
    archive.write("new.txt")
    archive.write("b.txt", TALK + "完")
    (archive.source / "c.txt").unlink()
    differences = check(archive)
    assert (differences.missing, differences.stale, differences.orphaned) == (("new.txt",), ("b.txt",), ("c.txt",))
    assert "wenda reindex" in show_differences(differences)


def test_a_change_that_keeps_size_and_time_is_seen(archive: Runs) -> None:
    path = archive.source / "a.txt"
    times = (path.stat().st_atime_ns, path.stat().st_mtime_ns)
    archive.write("a.txt", PAGE.replace("março.", "abril."))
    os.utime(path, ns=times)
    assert check(archive).stale == ("a.txt",)


def test_after_any_changes_and_a_run_they_agree_again(archive: Runs) -> None:
    archive.write("a.txt", TALK + "a")
    archive.write("d/e.md", PAGE)
    (archive.source / "c.txt").rename(archive.source / "f.txt")
    archive.run()
    assert not check(archive).any


def test_failures_of_the_last_run_are_differences(archive: Runs) -> None:
    archive.write("bad.txt", b"")
    archive.write("x.txt", PAGE + "x")
    archive.run()
    differences = check(archive)
    assert differences.any
    assert [failure.name for failure in differences.failures] == ["bad.txt"]
    assert differences.as_json()["missing"] == ["bad.txt"]
