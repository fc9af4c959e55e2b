"""Wenda is an application with an environment of its own; its three everyday names are its alone there."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture.modules import PACKAGES, ROOT


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_distribution_brings_a_package_of_that_name(package: str) -> None:
    assert set(packages_distributions().get(package, ["wenda"])) == {"wenda"}


def test_importing_the_packages_reads_neither_files_nor_the_environment() -> None:
    script = (
        "import os, sys\n"
        "real = os.environ.copy()\n"
        "import search.archive, indexer.commands, web.app\n"
        "assert dict(os.environ) == dict(real)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_version_is_told_without_an_index() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import wenda; wenda.main()", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.split()[0]) == (0, "wenda,")


def test_every_table_of_others_is_named_with_its_licence_and_the_notice_is_shipped() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    tables = [path for room in ("analysis", "glossary") for path in (ROOT / "search" / room / "tables").iterdir()]
    tables += [path for path in (ROOT / "search" / "languages").rglob("*") if path.suffix in (".txt", ".yaml")]
    others = [path for path in tables if re.search(r"Apache|\bMIT\b|BSD|Unicode License", _head(path))]
    assert len(others) >= 5
    assert [path.name for path in others if path.relative_to(ROOT).as_posix() not in notice] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "NOTICE" in project["project"]["license-files"]


def test_every_file_that_is_read_at_run_time_is_in_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shipped = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert {"search", "indexer", "web", "wenda.py"} == set(shipped["only-include"])
    assert "exclude" not in shipped


def _head(path: Path) -> str:
    """The comment at the beginning of a table."""
    lines = path.read_text("utf-8").splitlines()
    return " ".join(line for line in lines[:6] if line.startswith("#"))
