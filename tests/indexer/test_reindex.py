"""A run: incremental, complete, and harmless when something goes wrong."""

import os
import time
from pathlib import Path

import pytest

from indexer.ids.ledger import read_ledger
from search.engines.memory import MemoryEngine
from search.errors import DamagedIndex, IndexBusy, NoSources
from search.exits import DONE, FAILURES, NOTHING
from search.model import Role
from tests.indexer.runs import PAGE, TALK, Runs, runs


@pytest.fixture
def archive(tmp_path: Path) -> Runs:
    return runs(tmp_path)


def touch(path: Path) -> None:
    later = time.time_ns() + 10**9
    os.utime(path, ns=(later, later))


def test_the_first_run_publishes_every_file(archive: Runs) -> None:
    archive.write("a.txt")
    archive.write("b/c.txt", TALK)
    archive.write("d.html", f"<h1>Porto</h1><p>{PAGE}</p>")
    report = archive.run()
    assert (report.exit_code, report.documents, report.files["new"]) == (DONE, 3, 3)
    assert set(archive.documents()) == {"a.txt", "b/c.txt", "d.html"}
    assert report.passages == sum(report.kinds.values()) == sum(report.langs.values())
    assert report.kinds["question"] == report.kinds["answer"] == 2


def test_nothing_changed_means_no_new_generation(archive: Runs) -> None:
    archive.write("a.txt")
    first = archive.run()
    touch(archive.source / "a.txt")
    again = archive.run()
    assert (again.exit_code, again.generation) == (DONE, "")
    assert archive.engine.current() == first.generation
    assert (again.documents, again.passages) == (first.documents, first.passages)


def test_only_what_changed_is_read_again(archive: Runs) -> None:
    archive.write("a.txt")
    archive.write("b.txt")
    archive.run()
    archive.write("b.txt", PAGE + "\nMais uma frase no fim.\n")
    archive.write("c.txt")
    report = archive.run()
    assert (report.files["same"], report.files["changed"], report.files["new"]) == (1, 1, 1)
    assert "Mais uma frase" in archive.documents()["b.txt"].text
    assert report.documents == 3


def test_a_deleted_file_leaves_the_index(archive: Runs) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        archive.write(name, PAGE + name)
    archive.run()
    (archive.source / "b.txt").unlink()
    assert archive.run().files["gone"] == 1
    assert set(archive.documents()) == {"a.txt", "c.txt"}


def test_losing_most_of_the_archive_is_refused(archive: Runs) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        archive.write(name, PAGE + name)
    archive.run()
    (archive.source / "b.txt").unlink()
    (archive.source / "c.txt").unlink()
    with pytest.raises(NoSources, match="2 of 3"):
        archive.run()
    with pytest.raises(NoSources, match="2 of 3"):
        archive.run(full=True)
    assert len(archive.documents()) == 3
    assert archive.run(allow_shrink=True).documents == 1


def test_losing_most_records_of_a_file_is_refused_too(archive: Runs) -> None:
    archive.records("a.jsonl", *({"id": f"r{number}", "body": PAGE} for number in range(5)))
    archive.run()
    archive.records("a.jsonl", {"id": "r0", "body": PAGE})
    with pytest.raises(NoSources, match="4 of 5"):
        archive.run()
    assert len(archive.documents()) == 5


def test_a_moved_file_keeps_its_id(archive: Runs) -> None:
    archive.write("a.txt")
    archive.write("z.txt", TALK)
    archive.run()
    before = archive.documents()["a.txt"].id
    (archive.source / "new").mkdir()
    (archive.source / "a.txt").rename(archive.source / "new/b.txt")
    report = archive.run()
    assert report.files["moved"] == 1
    assert archive.documents()["new/b.txt"].id == before
    archive.write("new/b.txt", PAGE + "\nMudou depois.\n")
    archive.run()
    assert archive.documents()["new/b.txt"].id == before


def test_a_new_file_at_the_old_place_gets_an_id_of_its_own(archive: Runs) -> None:
    archive.write("a.txt")
    archive.run()
    before = archive.documents()["a.txt"].id
    (archive.source / "a.txt").rename(archive.source / "b.txt")
    archive.run()
    archive.write("a.txt", TALK)
    assert archive.run().failures == ()
    documents = archive.documents()
    assert documents["b.txt"].id == before
    assert documents["a.txt"].id != before


def test_a_file_that_cannot_be_read_any_more_keeps_its_old_version(archive: Runs) -> None:
    archive.write("a.txt", TALK)
    archive.write("b.txt")
    archive.run()
    archive.write("a.txt", b"\x00\x01\x02" * 500)
    report = archive.run()
    assert (report.exit_code, report.stale) == (FAILURES, 1)
    document = archive.documents()["a.txt"]
    assert "stale" in document.flags
    assert "港口三月开放" in document.text
    assert [failure.name for failure in report.failures] == ["a.txt"]


def test_a_stale_document_stays_so_without_new_generations_until_its_file_is_mended(archive: Runs) -> None:
    path = archive.write("a.txt", TALK)
    archive.write("b.txt")
    archive.run()
    time_before = path.stat().st_mtime_ns
    archive.write("a.txt", b"")
    flagged = archive.run()
    again = archive.run()
    assert (again.exit_code, again.generation) == (FAILURES, "")
    assert archive.engine.current() == flagged.generation
    archive.write("a.txt", TALK)
    os.utime(path, ns=(time_before, time_before))
    mended = archive.run()
    assert (mended.exit_code, mended.generation != "") == (DONE, True)
    assert "stale" not in archive.documents()["a.txt"].flags


def test_a_stale_document_survives_a_full_run(archive: Runs) -> None:
    archive.write("a.txt", TALK)
    archive.write("b.txt")
    archive.run()
    archive.write("a.txt", b"")
    archive.run()
    report = archive.run(full=True)
    assert (report.exit_code, report.stale, report.documents) == (FAILURES, 1, 2)


def test_a_broken_link_in_the_place_of_a_page_makes_it_stale_not_gone(archive: Runs) -> None:
    archive.write("a.txt", TALK)
    archive.write("b.txt")
    archive.run()
    (archive.source / "a.txt").unlink()
    (archive.source / "a.txt").symlink_to("nowhere.txt")
    report = archive.run()
    assert (report.exit_code, report.files["held"], report.stale) == (FAILURES, 1, 1)
    assert "stale" in archive.documents()["a.txt"].flags


def test_one_bad_file_takes_nothing_with_it(archive: Runs) -> None:
    archive.write("bad.txt", bytes(range(32)) * 100)
    archive.write("bad.json", "{")
    archive.write("empty.md", b"")
    archive.write("good.txt")
    archive.records("mixed.jsonl", {"body": PAGE}, {"body": 5}, {"id": "kf-1", "body": TALK})
    report = archive.run()
    assert report.exit_code == FAILURES
    assert set(archive.documents()) == {"good.txt", "mixed.jsonl#1", "kf-1"}
    assert [failure.name for failure in report.failures] == ["bad.json", "bad.txt", "empty.md", "mixed.jsonl"]
    assert "line 2: body is a number (5)" in report.failures[3].reason


def test_failures_are_told_again_while_nothing_is_mended(archive: Runs) -> None:
    archive.records("mixed.jsonl", {"body": PAGE}, {"body": 5})
    first = archive.run()
    again = archive.run()
    assert again.generation == ""
    assert (again.exit_code, again.failures) == (FAILURES, first.failures)


def test_a_record_that_breaks_keeps_its_old_version(archive: Runs) -> None:
    archive.records("a.jsonl", {"id": "r1", "body": PAGE}, {"id": "r2", "body": TALK})
    archive.run()
    archive.records("a.jsonl", {"id": "r1", "body": PAGE + "\nMais.\n"}, {"id": "r2", "body": 7})
    report = archive.run()
    assert (report.exit_code, report.stale) == (FAILURES, 1)
    assert "stale" in archive.documents()["r2"].flags
    assert "Mais." in archive.documents()["r1"].text


def test_of_two_records_with_one_id_the_second_fails_and_both_files_are_named(archive: Runs) -> None:
    archive.records("a.jsonl", {"id": "r1", "body": PAGE})
    archive.records("b.jsonl", {"id": "r1", "body": TALK}, {"id": "r2", "body": TALK})
    report = archive.run()
    assert report.exit_code == FAILURES
    assert archive.documents()["r1"].text == PAGE
    assert len(archive.documents()) == 2
    told = f"{report.failures[0].name} {report.failures[0].reason}"
    assert "a.jsonl" in told
    assert "b.jsonl" in told
    assert "r1" in told


def test_the_first_owner_of_an_id_keeps_it_in_later_runs(archive: Runs) -> None:
    archive.records("b.jsonl", {"id": "r1", "body": TALK})
    archive.run()
    archive.records("a.jsonl", {"id": "r1", "body": PAGE})
    assert archive.run().exit_code == FAILURES
    assert archive.documents()["r1"].text == TALK


def test_a_record_that_moves_to_another_file_stays_one_document(archive: Runs) -> None:
    archive.records("a.jsonl", {"id": "r1", "body": PAGE}, {"id": "r2", "body": TALK})
    archive.run()
    archive.records("a.jsonl", {"id": "r2", "body": TALK})
    archive.records("b.jsonl", {"id": "r1", "body": PAGE})
    assert archive.run().exit_code == DONE
    documents = archive.documents()
    assert {key: document.source.path for key, document in documents.items()} == {"r1": "b.jsonl", "r2": "a.jsonl"}


def test_turn_ids_survive_a_new_scrape_and_a_full_rebuild(archive: Runs) -> None:
    archive.write("talk.txt", TALK)
    archive.run()
    before = {turn.id: turn for turn in archive.documents()["talk.txt"].turns}
    question = "问:海堤的工程什么时候完成?\n\n安然:年底以前。\n\n"
    archive.write("talk.txt", TALK.replace("问:渔民", question + "问:渔民"))
    for how in ({}, {"full": True}):
        archive.run(**how)
        document = archive.documents()["talk.txt"]
        turn = next(turn for turn in document.turns if "渔民" in turn.paragraphs[0].of(document.text))
        assert turn.id in before
        assert turn.role is Role.QUESTION
        new = next(turn for turn in document.turns if "海堤" in turn.paragraphs[0].of(document.text))
        assert new.id not in before


def test_a_page_that_comes_back_has_its_old_ids(archive: Runs) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        archive.write(name, TALK + name)
    archive.run()
    turns = [turn.id for turn in archive.documents()["a.txt"].turns]
    (archive.source / "a.txt").unlink()
    archive.run()
    assert read_ledger(archive.index)[next(iter(read_ledger(archive.index)))].gone
    archive.write("a.txt", TALK + "a.txt")
    archive.run()
    assert [turn.id for turn in archive.documents()["a.txt"].turns] == turns


def test_a_lost_index_is_built_anew_with_the_old_ids(archive: Runs) -> None:
    archive.write("a.txt", TALK)
    archive.write("b.txt")
    archive.run()
    (archive.source / "a.txt").rename(archive.source / "c.txt")
    before = {document.id for document in archive.documents().values()}
    archive.engine = MemoryEngine()
    assert archive.run().documents == 2
    assert {document.id for document in archive.documents().values()} == before


def test_a_dry_run_writes_nothing(archive: Runs) -> None:
    archive.write("a.txt")
    report = archive.run(dry_run=True)
    assert (report.planned, report.files["new"], report.exit_code) == (True, 1, DONE)
    assert archive.engine.current() is None
    assert not archive.index.exists()


def test_when_no_file_can_be_read_nothing_is_published(archive: Runs) -> None:
    archive.write("a.txt", b"")
    report = archive.run()
    assert (report.exit_code, report.generation) == (NOTHING, "")
    assert archive.engine.current() is None


def test_another_run_at_work_is_respected(archive: Runs) -> None:
    archive.write("a.txt")
    other = archive.engine.draft("x")
    with pytest.raises(IndexBusy):
        archive.run()
    other.abandon()
    assert archive.run().exit_code == DONE


def test_a_failed_verification_publishes_nothing(archive: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write("a.txt")
    first = archive.run()
    archive.write("b.txt")

    def fail(*_: object) -> None:
        raise DamagedIndex("a canary is not found", "")

    monkeypatch.setattr("indexer.reindex.verify", fail)
    with pytest.raises(DamagedIndex):
        archive.run()
    assert archive.engine.current() == first.generation
    monkeypatch.undo()
    assert archive.run().documents == 2


def test_another_way_of_reading_reads_everything_again(archive: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write("a.txt")
    archive.run()
    monkeypatch.setattr("indexer.attach.reading_fingerprint", lambda: "another")
    report = archive.run()
    assert report.files["changed"] == 1
    assert "read anew" in report.notes[0]


def test_user_words_rebuild_the_index(archive: Runs) -> None:
    archive.write("a.txt", TALK)
    archive.run()
    assert archive.run(user_words=("云屿论坛",)).generation != ""


def test_two_processes_give_what_one_gives(archive: Runs) -> None:
    for number in range(12):
        archive.write(f"p{number}.txt", TALK + f"\n第{number}页\n")
    archive.records("r.jsonl", *({"id": f"r{number}", "body": PAGE} for number in range(450)))
    archive.run(jobs=1)
    alone = archive.documents()
    archive.run(jobs=2, full=True)
    assert archive.documents() == alone
    assert len(alone) == 462


def test_several_sources_are_one_archive(tmp_path: Path) -> None:
    archive = runs(tmp_path)
    archive.write("one/a.txt")
    archive.write("two/a.txt", TALK)
    sources = (str(archive.source / "one"), str(archive.source / "two"))
    archive.run(sources=sources)
    assert set(archive.documents()) == {"one/a.txt", "two/a.txt"}
