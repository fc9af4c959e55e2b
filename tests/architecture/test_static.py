"""ruff and mypy in strict mode find nothing."""

import subprocess
import sys

from tests.architecture.modules import ROOT


def _run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def test_ruff_finds_nothing() -> None:
    _run("ruff", "check", "--quiet", ".")


def test_the_code_is_formatted() -> None:
    _run("ruff", "format", "--check", "--quiet", ".")


def test_mypy_strict_finds_nothing() -> None:
    _run("mypy")
