"""Wenda is an application with an environment of its own; its three everyday names are its alone there."""

import subprocess
import sys
from importlib.metadata import packages_distributions

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
