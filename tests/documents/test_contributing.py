"""The worked examples of CONTRIBUTING.md, each applied to a copy of the repository and tried by its own commands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents.blocks import checkout, copy_of_the_code
from tests.serving import ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"^## (Add [^\n]*)\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL))
_FILE = re.compile(r"^`([^`\n]+)`:\n```(python|yaml|diff)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def changed(text: str, diff: str) -> str:
    """A file's lines after a diff without numbers: kept and removed lines are looked up one after another, added ones
    go where the last of them stood."""
    lines = text.splitlines()
    at = 0
    for mark, line in ((row[:1], row[1:]) for row in diff.splitlines()):
        if mark == "+":
            lines.insert(at, line)
            at += 1
            continue
        at = lines.index(line, at)
        if mark == "-":
            del lines[at]
        else:
            at += 1
    return "\n".join(lines) + "\n"


def apply(example: str, folder: Path) -> list[Path]:
    """Write an example's files; gives those that are Python."""
    written = []
    for name, kind, content in _FILE.findall(example):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(changed(path.read_text("utf-8"), content) if kind == "diff" else content, "utf-8")
        written.append(path)
    assert written
    return [path for path in written if path.suffix == ".py"]


def test_there_is_an_example_of_everything_that_one_adds() -> None:
    assert {
        "Add a citation style",
        "Add a reader",
        "Add a label convention",
        "Add a filter",
        "Add a language",
        "Add an engine",
    } <= set(EXAMPLES)


@pytest.mark.parametrize("title", EXAMPLES)
def test_an_example_works_as_it_stands(title: str, tmp_path: Path) -> None:
    environment = checkout(tmp_path)
    copy_of_the_code(tmp_path)
    python = apply(EXAMPLES[title], tmp_path)
    for tool in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *tool, *python], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0 or not python, done.stdout
    commands = [line for block in _COMMANDS.findall(EXAMPLES[title]) for line in block.splitlines()]
    assert commands
    for command in commands:
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=tmp_path,
            env={**environment, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stdout[-2000:], done.stderr[-2000:])


def test_what_the_guide_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)", GUIDE)) <= targets
    prose = re.sub(r"^```.*?^```$", "", GUIDE, flags=re.MULTILINE | re.DOTALL)
    added = {name for name, kind, _ in _FILE.findall(GUIDE) if kind != "diff"}
    for path in set(re.findall(r"`((?:search|indexer|web|tests|docs)/[\w./-]+)`", prose)) - added:
        assert (ROOT / path).exists(), path
    for path in re.findall(r"pytest -q (tests/\S+)(?: (tests/\S+))?", GUIDE):
        assert all((ROOT / each).exists() for each in path if each), path
