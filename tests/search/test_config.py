"""The configuration names what is wrong: the key, the line, the value, what is allowed."""

import sys
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import pytest
import yaml

from search.config import Configuration, SearchConfig, read_configuration
from search.errors import ConfigError
from tests.architecture.modules import ROOT
from web.config import WebConfig
from wenda import SECTIONS, cli, main


def _written(folder: Path, text: str) -> str:
    file = folder / "wenda.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def _read(path: str | None, environment: dict[str, str]) -> Configuration:
    return read_configuration(path, environment, SECTIONS)


def _problem(folder: Path, text: str, environment: dict[str, str] | None = None) -> ConfigError:
    with pytest.raises(ConfigError) as raised:
        _read(_written(folder, text), environment or {})
    return raised.value


def test_without_a_file_the_defaults_serve_the_sample_archive() -> None:
    chosen = _read(None, {"WENDA_CONFIG": ""}).section(SearchConfig)
    assert chosen.index.endswith("index_data/index")
    assert chosen.engine == "whoosh"


def test_an_unknown_key_is_named_with_its_line_and_its_neighbour(tmp_path: Path) -> None:
    error = _problem(tmp_path, "web:\n  host: 127.0.0.1\n  prot: 8000\n")
    assert "line 3: web.prot is not a setting" in error.problem
    assert error.mend == "did you mean web.port?"


def test_a_key_of_another_section_is_named_with_its_place(tmp_path: Path) -> None:
    assert _problem(tmp_path, "search: {port: 80}").mend == "did you mean web.port?"
    assert _problem(tmp_path, "port: 80").mend == "did you mean web.port?"


def test_a_key_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    error = _problem(tmp_path, "web:\n  port: 80\nsearch: {keep: 3}\nweb:\n  host: a\n")
    assert "line 4: web stands on line 1 too" in error.problem


def test_an_unknown_section_is_named(tmp_path: Path) -> None:
    assert "serach is not a setting" in _problem(tmp_path, "serach: {}\n").problem


@pytest.mark.parametrize(
    ("text", "key", "allowed"),
    [
        ("web: {port: eighty}", "web.port is 'eighty'", "a whole number"),
        ("web: {port: true}", "web.port is True", "a whole number"),
        ("web: {behind_proxy: perhaps}", "web.behind_proxy is 'perhaps'", "true or false"),
        ("search: {engine: lucene}", "search.engine is 'lucene'", "one of whoosh, opensearch"),
        ("search: {keep: 0}", "search.keep is 0", "at least 1"),
        ("indexer: {jobs: -1}", "indexer.jobs is -1", "at least 0"),
        ("web: {port: 99999}", "web.port is 99999", "at most 65535"),
        ("web: {port: -1}", "web.port is -1", "at least 0"),
        ("web: {port:}", "web.port is empty", "a whole number"),
        ("web: {port: 80.5}", "web.port is 80.5", "a whole number"),
        ("web: {host: ''}", "web.host is ''", "a text that is not empty"),
        ("web: {base_url: [a]}", "web.base_url is ['a']", "a text or null"),
        ("search: {user_words: [1]}", "search.user_words is [1]", "a list of texts"),
        ("search: 3", "search is 3", "a mapping of keys"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(tmp_path: Path, text: str, key: str, allowed: str) -> None:
    error = _problem(tmp_path, text)
    assert key in error.problem
    assert allowed in error.mend


def test_a_variable_overrides_the_file(tmp_path: Path) -> None:
    read = _read(_written(tmp_path, "web: {port: 8000}"), {"WENDA_WEB_PORT": "9000"})
    assert read.section(WebConfig).port == 9000


def test_a_nested_list_comes_from_the_environment_too(tmp_path: Path) -> None:
    read = _read(_written(tmp_path, ""), {"WENDA_SEARCH_OPENSEARCH_HOSTS": "[https://a:9200, https://b:9200]"})
    assert read.section(SearchConfig).opensearch.hosts == ("https://a:9200", "https://b:9200")


def test_a_wrong_variable_is_blamed_by_its_own_name(tmp_path: Path) -> None:
    assert _problem(tmp_path, "", {"WENDA_WEB_PORT": "high"}).problem.startswith("WENDA_WEB_PORT is 'high'")


def test_an_unknown_variable_is_an_error(tmp_path: Path) -> None:
    error = _problem(tmp_path, "", {"WENDA_WEB_PROT": "1"})
    assert (error.problem, error.mend) == ("WENDA_WEB_PROT is not a setting", "did you mean WENDA_WEB_PORT?")


def test_paths_start_from_the_folder_of_the_file(tmp_path: Path) -> None:
    read = _read(_written(tmp_path, "search: {index: built}"), {})
    assert read.section(SearchConfig).index == str(tmp_path / "built")


def test_a_missing_file_that_was_named_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such configuration file"):
        _read(str(tmp_path / "none.yaml"), {})


def test_broken_yaml_is_an_error_with_its_place(tmp_path: Path) -> None:
    assert "line 3" in _problem(tmp_path, "web:\n  host: [\n").problem


def test_the_shipped_file_holds_every_key_with_its_default_and_a_comment() -> None:
    text = (ROOT / "wenda.yaml").read_text(encoding="utf-8")
    shipped = yaml.safe_load(text)
    expected = {name: _defaults(kind) for name, kind in SECTIONS.items()}
    assert shipped == expected
    keys = [line for line in text.splitlines() if line.startswith("  ") and ":" in line]
    assert [line for line in keys if "#" not in line] == []


def _defaults(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for item in fields(kind):
        if is_dataclass(hints[item.name]):
            values[item.name] = _defaults(hints[item.name])
        else:
            values[item.name] = list(item.default) if isinstance(item.default, tuple) else item.default
    return values


@dataclass(frozen=True)
class _Odd:
    """A section with one key of each type, to show that reading needs no list of sections."""

    ratio: float = 0.5


def test_a_float_setting_takes_a_whole_number(tmp_path: Path) -> None:
    read = read_configuration(_written(tmp_path, "odd: {ratio: 1}"), {}, {"odd": _Odd})
    assert read.section(_Odd).ratio == 1.0


ARGUMENTS = {"search": ["quota"], "export": ["quota", "--format", "csv"], "inspect": ["page.html"]}


def _ends(command: str, *more: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """The exit code of the command line."""
    monkeypatch.setattr(sys, "argv", ["wenda", command, *ARGUMENTS.get(command, []), *more])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code if isinstance(ended.value.code, int) else 1


@pytest.mark.parametrize("command", sorted(cli.commands))
@pytest.mark.parametrize(
    ("text", "variables", "said"),
    [
        ("webb: {port: 80}", {}, ("line 1: webb is not a setting", "did you mean web?")),
        ("web:\n  prot: 80", {}, ("line 2: web.prot is not a setting", "did you mean web.port?")),
        ("web: {port: abc}", {}, ("line 1: web.port is 'abc'", "a whole number, at least 0 and at most 65535")),
        ("web: {port: 99999}", {}, ("line 1: web.port is 99999", "at most 65535")),
        ("indexer:\n  job: 2", {}, ("line 2: indexer.job is not a setting", "did you mean indexer.jobs?")),
        ("search: {engine: lucene}", {}, ("search.engine is 'lucene'", "one of whoosh, opensearch")),
        ("search: {opensearch: {host: a}}", {}, ("search.opensearch.host", "search.opensearch.hosts?")),
        ("", {"WENDA_WEB_PRT": "80"}, ("WENDA_WEB_PRT is not a setting", "did you mean WENDA_WEB_PORT?")),
        ("", {"WENDA_WEB_PORT": "70000"}, ("WENDA_WEB_PORT is 70000", "at most 65535")),
        ("", {"WENDA_INDEXER_JOBS": "two"}, ("WENDA_INDEXER_JOBS is 'two'", "a whole number, at least 0")),
        ("web: [", {}, ("is not readable YAML", "line 1", "correct the file")),
    ],
)
def test_every_command_checks_every_section_before_it_begins(
    command: str,
    text: str,
    variables: dict[str, str],
    said: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    assert _ends(command, "--config", _written(tmp_path, text), monkeypatch=monkeypatch) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert [part for part in said if part not in printed.err] == []
    assert "Traceback" not in printed.err
    assert _ends(command, monkeypatch=monkeypatch) == 2, "the same for wenda.yaml in the working folder"


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], *([name, "--help"] for name in sorted(cli.commands))])
def test_version_and_help_need_no_sound_configuration(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _written(tmp_path, "webb: {port: abc}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["wenda", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0


def test_the_engine_that_is_not_built_in_is_a_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _written(tmp_path, "search: {engine: opensearch}")
    assert _ends("search", "--config", file, monkeypatch=monkeypatch) == 2
    assert "search.engine: opensearch is not available" in capsys.readouterr().err
