"""`check` compares bytes: missing, stale, orphaned."""

import os
import random
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


@pytest.mark.parametrize("seed", range(4))
def test_after_any_sequence_of_changes_index_and_files_agree(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    archive = runs(tmp_path)
    kept: dict[str, str] = {}
    for number in range(8):
        archive.write(f"p{number}.txt", f"{TALK}\n第{number}页\n")
    for step in range(6):
        names = sorted(path.name for path in archive.source.iterdir())
        for name in chance.sample(names, 2):
            path = archive.source / name
            match chance.choice(("change", "delete", "rename", "touch", "restore", "copy")):
                case "change":
                    archive.write(name, f"{PAGE}\n{step}\n")
                case "delete" if len(names) > 4:
                    kept[name] = path.read_text(encoding="utf-8")
                    path.unlink()
                case "rename":
                    path.rename(archive.source / f"r{step}-{name}")
                case "touch":
                    path.touch()
                case "restore" if kept:
                    archive.write(*kept.popitem())
                case _:
                    archive.write(f"c{step}-{name}", path.read_text(encoding="utf-8"))
        report = archive.run(allow_shrink=True)
        assert report.failures == ()
        assert not check(archive).any
        documents = archive.documents()
        assert set(documents) == {path.name for path in archive.source.iterdir()}
        assert len({document.id for document in documents.values()}) == len(documents)
