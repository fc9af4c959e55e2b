"""The commands as a shell sees them: exit codes, what is printed where."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search.errors import NoGeneration, NoSources, UnreadableFile
from tests.indexer.runs import PAGE, TALK
from wenda import cli


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "source/b.txt").write_text(TALK, encoding="utf-8")
    return tmp_path / "source"


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def run(*more: str) -> Result:
    return invoke("reindex", "--source", "source", "--index", "index", "--jobs", "1", *more)


def test_a_run_reports_to_stdout_and_exits_with_0(source: Path) -> None:
    result = run()
    assert (result.exit_code, result.stderr) == (0, "")
    assert "published generation" in result.stdout
    assert "nothing changed" in run().stdout


def test_the_report_as_json_is_one_object(source: Path) -> None:
    report = json.loads(run("--json").stdout)
    assert (report["documents"], report["files"]["new"], report["exit_code"]) == (2, 2, 0)
    assert report["generation"]
    assert json.loads(run("--json").stdout)["generation"] is None


def test_failures_are_named_and_exit_with_1(source: Path) -> None:
    (source / "empty.txt").write_text("", encoding="utf-8")
    (source / "blank\nname.txt").write_text(" \n", encoding="utf-8")
    result = run()
    assert result.exit_code == 1
    assert "FAILED empty.txt: the file is empty" in result.stdout
    assert "FAILED blank\\nname.txt: the file holds nothing but blanks" in result.stdout


def test_many_failures_of_one_cause_are_one_paragraph(source: Path) -> None:
    for number in range(3):
        (source / f"empty{number}.txt").write_text("", encoding="utf-8")
    lines = run().stdout.split("\n")
    start = lines.index("FAILED 3 files: the file is empty")
    assert lines[start + 1 : start + 4] == ["  empty0.txt", "  empty1.txt", "  empty2.txt"]


def test_a_missing_source_is_named(source: Path) -> None:
    result = invoke("reindex", "--source", "nowhere", "--index", "index")
    assert isinstance(result.exception, NoSources)
    assert "nowhere" in result.exception.problem
    assert not Path("index").exists()


def test_nothing_that_can_be_read_exits_with_70(source: Path) -> None:
    (source / "a.txt").write_text("", encoding="utf-8")
    (source / "b.txt").unlink()
    assert run().exit_code == 70


def test_a_dry_run_leaves_no_trace(source: Path) -> None:
    assert run("--dry-run").stdout.startswith("dry run")
    assert not Path("index").exists()


def test_check_exits_with_1_when_they_differ(source: Path) -> None:
    run()
    assert invoke("check", "--source", "source", "--index", "index").exit_code == 0
    (source / "c.txt").write_text(PAGE, encoding="utf-8")
    result = invoke("check", "--source", "source", "--index", "index", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["missing"] == ["c.txt"]


def test_rollback_serves_the_generation_before(source: Path) -> None:
    run()
    first = Path("index/current").read_text(encoding="utf-8").strip()
    (source / "c.txt").write_text(PAGE + "c", encoding="utf-8")
    run()
    result = invoke("rollback", "--index", "index")
    assert first in result.stdout
    assert Path("index/current").read_text(encoding="utf-8").strip() == first
    again = invoke("rollback", "--index", "index")
    assert isinstance(again.exception, NoGeneration)


def three_generations(source: Path) -> list[str]:
    """The names of three published generations, all of them kept."""
    Path("wenda.yaml").write_text("search:\n  keep: 5\n", encoding="utf-8")
    for name in "cde":
        run()
        (source / f"{name}.txt").write_text(PAGE + name, encoding="utf-8")
    return sorted(path.name for path in Path("index/generations").iterdir())


def served() -> str:
    return Path("index/current").read_text(encoding="utf-8").strip()


def spoil(generation: str) -> None:
    path = next((Path("index/generations") / generation).glob("*.wposts"))
    data = path.read_bytes()
    path.unlink()  # or it would be spoilt in every generation that shares it
    path.write_bytes(data[:-1])


def test_rollback_passes_over_a_generation_that_cannot_be_opened_and_says_so(source: Path) -> None:
    first, second, third = three_generations(source)
    assert served() == third
    spoil(second)
    result = invoke("rollback", "--index", "index")
    assert (result.exit_code, served()) == (0, first)
    assert first in result.stdout
    assert second in result.stderr


def test_rollback_with_nothing_sound_to_go_back_to_leaves_what_is_served(source: Path) -> None:
    first, second, third = three_generations(source)
    spoil(first)
    spoil(second)
    result = invoke("rollback", "--index", "index")
    assert isinstance(result.exception, NoGeneration)
    assert "reindex --full" in result.exception.mend
    assert first in result.stderr
    assert served() == third


def test_rollback_does_not_serve_what_another_analysis_wrote(source: Path) -> None:
    _, _, third = three_generations(source)
    Path("wenda.yaml").write_text("search:\n  user_words: [洛溪海港署]\n", encoding="utf-8")
    result = invoke("rollback", "--index", "index")
    assert isinstance(result.exception, NoGeneration)
    assert served() == third


def test_rollback_mends_a_pointer_that_cannot_be_read(source: Path) -> None:
    *_, third = three_generations(source)
    Path("index/current").write_bytes(b"\xff\xfe")
    assert invoke("rollback", "--index", "index").exit_code == 0
    assert served() == third


def test_after_a_rollback_a_run_brings_the_index_up_to_date(source: Path) -> None:
    run()
    (source / "c.txt").write_text(PAGE + "c", encoding="utf-8")
    run()
    invoke("rollback", "--index", "index")
    assert json.loads(run("--json").stdout)["documents"] == 3


def test_inspect_shows_every_line_and_what_was_made_of_it(source: Path) -> None:
    result = invoke("inspect", "source/b.txt")
    assert result.exit_code == 0
    for line in TALK.split("\n"):
        for words in line.removeprefix("问:").removeprefix("安然:").split():
            assert words in result.stdout
    assert "t1 question" in result.stdout
    assert "t2 answer" in result.stdout


def test_inspect_as_json_has_the_public_shape(source: Path) -> None:
    documents = json.loads(invoke("inspect", "source/b.txt", "--json").stdout)["documents"]
    assert [turn["role"] for turn in documents[0]["turns"]] == ["question", "answer", "question", "answer"]
    assert documents[0]["text"] == TALK
    assert documents[0]["encoding"] == {"used": "utf-8", "declared": None, "replaced": 0}
    assert documents[0]["key"] == "b.txt"


def test_inspect_lists_all_records_and_names_the_bad_one(source: Path) -> None:
    lines = [
        json.dumps({"id": "r1", "body": PAGE}),
        '{"body": 5}',
        json.dumps({"turns": [{"role": "answer", "text": "Sim."}]}),
    ]
    (source / "r.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = invoke("inspect", "source/r.jsonl", "--json")
    assert result.exit_code == 1
    assert [document["key"] for document in json.loads(result.stdout)["documents"]] == ["r1", "r.jsonl#3"]
    assert "line 2: body is a number (5)" in result.stderr


@pytest.mark.parametrize("name", ["source", "nowhere.txt", "wenda.pdf"])
def test_inspect_names_what_it_cannot_read(source: Path, name: str) -> None:
    Path("wenda.pdf").write_bytes(b"%PDF")
    result = invoke("inspect", name)
    assert isinstance(result.exception, UnreadableFile)
    assert name in result.exception.problem
    assert result.exception.mend
