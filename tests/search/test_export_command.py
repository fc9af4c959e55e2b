"""`wenda export`: what stands in the file, on standard output, and in the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search import export_command as module
from tests.build import answer, archive_of, document, question
from wenda import cli

PAGES = (
    document(
        "zh", question("配额会减少吗？"), answer("不会减少。", "安娜·马洛"), title="渔业部记者会", date="2031-09-18"
    ),
    document("pt", question("A quota baixa?"), answer("Não baixa.", "Ana Marlo"), title="Pescas", lang="pt"),
)


@pytest.fixture(autouse=True)
def small_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "open_archive", lambda _section: archive_of(*PAGES))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["export", *arguments])


def test_hits_go_to_standard_output() -> None:
    outcome = run("配额", "--format", "csv")
    assert outcome.exit_code == 0
    assert outcome.stdout_bytes.startswith(b"\xef\xbb\xbfid,url,")
    assert outcome.output.count("zh#t") >= 1
    assert "pt#t" not in outcome.output


def test_filters_are_those_of_search() -> None:
    outcome = run("--lang", "pt", "--format", "jsonl")
    assert {json.loads(line)["document"]["key"] for line in outcome.output.splitlines()} == {"pt.txt"}


def test_lines_and_markdown_hold_what_is_asked_for() -> None:
    records = run("--lang", "pt", "--format", "jsonl", "--of", "documents").output.splitlines()
    assert [json.loads(line)["id"] for line in records] == ["pt.txt"]
    assert "\n> " in run("配额", "--format", "md", "--of", "hits").output
    assert "\n> " not in run("配额", "--format", "md").output
    outcome = run("配额", "--format", "csv", "--of", "documents")
    assert outcome.exit_code == 2
    assert "--of documents does not go with --format csv" in outcome.output


def test_a_file_is_written_whole_with_whole_addresses(tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    outcome = run("配额", "--format", "md", "-o", str(target), "--base-url", "https://archive.example/")
    assert (outcome.exit_code, outcome.output) == (0, "")
    assert "https://archive.example/doc/zh" in target.read_text(encoding="utf-8")
    assert [file.name for file in tmp_path.iterdir()] == ["out.md"]


def test_an_export_that_breaks_off_leaves_the_old_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old", encoding="utf-8")

    def broken(*_: object) -> object:
        yield b"half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "export", broken)
    outcome = run("配额", "--format", "csv", "-o", str(target))
    assert outcome.exit_code == 2
    assert "No space left" in outcome.output
    assert target.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["out.csv"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    outcome = run("配额", "--format", "csv", "-o", str(tmp_path / "none" / "out.csv"))
    assert outcome.exit_code == 2
    assert "none" in outcome.output


def test_an_unknown_format_names_the_known_ones() -> None:
    outcome = run("配额", "--format", "pdf")
    assert outcome.exit_code == 2
    assert "'akn'" in outcome.output
