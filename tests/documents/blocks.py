"""What a document shows: its fenced blocks, its tables, and a checkout in which its commands can be run."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from tests.serving import ROOT


def blocks(document: str, language: str) -> list[str]:
    """The fenced blocks of a language in a file of the repository, in order."""
    text = (ROOT / document).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands(document: str) -> list[str]:
    """The lines of a document's `sh` blocks, comments left out."""
    lines = [line.partition("  # ")[0].strip() for block in blocks(document, "sh") for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def asked(document: str) -> list[str]:
    """The queries in the first column of the table headed "you type"."""
    table = (ROOT / document).read_text("utf-8").split("| you type |")[1].split("\n\n")[0]
    return [query for row in table.splitlines()[2:] for query in re.findall(r"`([^`]+)`", row.split(" | ")[0])]


def checkout(folder: Path) -> dict[str, str]:
    """Make `folder` a checkout with the sample archive, its own pages in `my-pages` and an installed `.venv/bin/wenda`.
    Gives the environment for its commands."""
    (folder / ".venv" / "bin").mkdir(parents=True)
    for name, runs in (("wenda", '-c "import wenda; wenda.main()"'), ("python", "")):
        program = folder / ".venv" / "bin" / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {runs} "$@"\n', "utf-8")
        program.chmod(0o755)
    shutil.copy(ROOT / "wenda.yaml", folder)
    shutil.copytree(ROOT / "index_data", folder / "index_data", ignore=shutil.ignore_patterns("index"))
    shutil.copytree(ROOT / "index_data" / "corpus", folder / "my-pages")
    shutil.copy(next((folder / "my-pages").rglob("*.html")), folder / "my-pages" / "page.html")
    ours = {name: value for name, value in os.environ.items() if not name.startswith("WENDA_")}
    return {**ours, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "HOME": str(folder)}


def copy_of_the_code(folder: Path) -> None:
    """Copy code, tests and configuration of the tools into a checkout."""
    for name in ("search", "indexer", "web", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    for name in ("wenda.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
