"""Every command, query and program of the README, run as it stands there over the sample archive."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from search.archive import Archive, open_archive
from search.config import SearchConfig
from search.request import SearchRequest
from tests.documents.blocks import asked, blocks, checkout, commands
from tests.serving import ROOT, serving

README = (ROOT / "README.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:8000"
COMMANDS = commands("README.md")
REQUESTS = [command for command in COMMANDS if command.startswith("curl ")]
MADE = [command for command in COMMANDS if command.startswith("make ")]
SERVED = [command for command in COMMANDS if command.endswith("wenda serve")]
TYPED = [command for command in COMMANDS if command not in {*REQUESTS, *MADE, *SERVED}]
SHOWN = sorted(set(re.findall(r"`((?:\.venv/bin/)?(?:wenda|make|python -m|pip|curl) [^`]+)`", README)))


@dataclass(frozen=True, slots=True)
class Checkout:
    folder: Path
    environment: dict[str, str]

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "-c", command], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout after `make serve`, and after its own folder was indexed once."""
    folder = tmp_path_factory.mktemp("checkout")
    made = Checkout(folder, checkout(folder))
    for command in (".venv/bin/wenda reindex", ".venv/bin/wenda reindex --source my-pages"):
        done = made.run(command)
        assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def archive(here: Checkout) -> Iterator[Archive]:
    opened = open_archive(SearchConfig(index=str(here.folder / "index_data" / "index")))
    yield opened
    opened.close()


def test_the_readme_shows_commands_of_every_kind() -> None:
    assert len(TYPED) >= 6
    assert len(REQUESTS) >= 2
    assert MADE
    assert SERVED


@pytest.mark.parametrize("command", TYPED)
def test_a_command_succeeds(here: Checkout, command: str) -> None:
    done = here.run(command)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout or "-o " in command
    if written := re.search(r"-o (\S+)", command):
        assert len((here.folder / written[1]).read_text("utf-8-sig").splitlines()) > 1


@pytest.mark.parametrize("command", MADE)
def test_a_target_of_make_has_a_recipe(command: str) -> None:
    done = subprocess.run(["make", "--dry-run", *command.split()[1:]], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", SHOWN)
def test_a_command_within_a_sentence_exists(here: Checkout, command: str) -> None:
    if command.startswith("python -m "):
        module = ROOT.joinpath(*command.split()[2].split("."))
        assert module.with_suffix(".py").is_file() or (module / "__main__.py").is_file()
    elif command.startswith("make "):
        test_a_target_of_make_has_a_recipe(command)
    else:
        done = here.run(f".venv/bin/{command.removeprefix('.venv/bin/')} --help")
        assert done.returncode == 0, done.stderr


def test_a_request_is_answered(here: Checkout) -> None:
    with serving(here.folder / "index_data" / "index", workers=1) as site:
        for command in REQUESTS:
            assert ADDRESS in command
            done = here.run(
                command.replace("curl ", "curl --silent --show-error --fail ").replace(ADDRESS, site.address)
            )
            assert done.returncode == 0, (command, done.stderr)
            assert done.stdout, command
            assert '"total":0' not in done.stdout.replace(" ", "")


@pytest.mark.parametrize("query", asked("README.md"))
def test_a_query_finds_something_in_the_sample(archive: Archive, query: str) -> None:
    results = archive.search(SearchRequest(query))
    assert results.total > 0
    assert not results.repaired


def test_a_query_that_excludes_finds_less(archive: Archive) -> None:
    excluding = [query for query in asked("README.md") if " -" in query]
    assert excluding
    for query in excluding:
        assert archive.search(SearchRequest(query)).total < archive.search(SearchRequest(query.split(" -")[0])).total


def test_a_program_prints_what_it_found(here: Checkout) -> None:
    programs = blocks("README.md", "python")
    assert programs
    for program in programs:
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=here.folder,
            env=here.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "配额" in done.stdout
