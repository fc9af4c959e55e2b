"""The recipes in `deploy/`: they name commands, options, keys and paths that there are, and agree with each other."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from indexer.config import IndexerConfig
from search.config import Configuration, SearchConfig, read_configuration
from tests.architecture.modules import ROOT
from web.config import WebConfig
from wenda import SECTIONS, cli

DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service")) + sorted(DEPLOY.glob("*.timer"))
STATE = "/var/lib/wenda"


def compose() -> dict[str, Any]:
    found = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def configuration() -> Configuration:
    return read_configuration(str(DEPLOY / "wenda.yaml"), {}, SECTIONS)


def test_the_configuration_is_one_that_wenda_reads() -> None:
    read = configuration()
    assert read.section(SearchConfig).index.startswith(STATE)
    assert read.section(IndexerConfig).sources
    assert read.section(WebConfig) == WebConfig()


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_a_command_that_there_is(path: Path) -> None:
    for command in re.findall(r"^ExecStart=\S+/wenda (\S+)$", path.read_text("utf-8"), re.MULTILINE):
        assert command in cli.commands
    assert path.suffix == ".timer" or "ExecStart=/opt/wenda/.venv/bin/wenda " in path.read_text("utf-8")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    for path in UNITS:
        text = (
            path.read_text("utf-8")
            .replace("/opt/wenda/.venv/bin/wenda", "/bin/true")
            .replace("User=wenda", "User=root")
        )
        (tmp_path / path.name).write_text(text, "utf-8")
    names = [str(tmp_path / path.name) for path in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", *names], capture_output=True, text=True, check=False)
    said = [line for line in done.stderr.splitlines() if "wenda" in line]
    assert (done.returncode, said) == (0, []), done.stderr


def test_the_site_writes_nothing_and_the_indexer_the_state_alone() -> None:
    site, run = ((DEPLOY / name).read_text("utf-8") for name in ("wenda.service", "wenda-reindex.service"))
    assert not re.search(r"^(StateDirectory|ReadWritePaths|CacheDirectory)=", site, re.MULTILINE)
    assert "StateDirectory=wenda\n" in run
    for text in (site, run):
        assert {"ProtectSystem=strict", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "User=wenda"} <= set(
            text.split("\n")
        )


def test_services_of_the_compose_file_run_commands_that_there_are_without_rights() -> None:
    services = compose()["services"]
    assert set(services) == {"install", "reindex", "web"}
    assert services["web"]["command"][1] in cli.commands
    assert f"/wenda {'reindex'} " in services["reindex"]["command"][-1]
    for name in ("reindex", "web"):
        service = services[name]
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert not service["user"].startswith("0")


def test_the_compose_file_and_the_configuration_mean_the_same_folders() -> None:
    service = compose()["services"]["web"]
    read = configuration()
    mounted = [volume.removesuffix(":ro").rpartition(":")[2] for volume in service["volumes"]]
    for folder in (*read.section(IndexerConfig).sources, read.section(SearchConfig).index):
        assert any(Path(folder).is_relative_to(each) for each in mounted), folder
    assert service["environment"]["WENDA_CONFIG"] == "/app/deploy/wenda.yaml"


def test_addresses_that_are_watched_are_served(tmp_path: Path) -> None:
    from search.archive import open_archive
    from web.app import create_app

    client = create_app(open_archive(SearchConfig(index=str(tmp_path))), WebConfig()).test_client()
    watched = set(re.findall(r"/healthz/\w+", (DEPLOY / "README.md").read_text("utf-8") + str(compose())))
    assert watched == {"/healthz/ready", "/healthz/live"}
    assert {client.get(path).status_code for path in watched} == {200, 503}
