"""The configuration names what is wrong: the key, the line, the value, what is allowed."""

from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import pytest
import yaml

from indexer.config import IndexerConfig
from search.config import SearchConfig, check_sections, read, section
from search.errors import ConfigError
from tests.architecture.modules import ROOT
from web.config import WebConfig

SECTIONS = {"indexer": IndexerConfig, "search": SearchConfig, "web": WebConfig}


def _written(folder: Path, text: str) -> str:
    file = folder / "wenda.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def _problem(folder: Path, text: str, environment: dict[str, str] | None = None) -> ConfigError:
    with pytest.raises(ConfigError) as raised:
        settings = read(_written(folder, text), environment or {})
        check_sections(settings, SECTIONS)
        for name, kind in SECTIONS.items():
            section(settings, name, kind)
    return raised.value


def test_without_a_file_the_defaults_serve_the_sample_archive() -> None:
    chosen = section(read(None, {"WENDA_CONFIG": ""}), "search", SearchConfig)
    assert chosen.index.endswith("index_data/index")
    assert chosen.engine == "whoosh"


def test_an_unknown_key_is_named_with_its_line_and_its_neighbour(tmp_path: Path) -> None:
    error = _problem(tmp_path, "web:\n  host: 127.0.0.1\n  prot: 8000\n")
    assert "line 3: web.prot is not a setting" in error.problem
    assert error.mend == "did you mean web.port?"


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
        ("search: {user_words: [1]}", "search.user_words is [1]", "a list of texts"),
        ("search: 3", "search is 3", "a mapping of keys"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(tmp_path: Path, text: str, key: str, allowed: str) -> None:
    error = _problem(tmp_path, text)
    assert key in error.problem
    assert allowed in error.mend


def test_a_variable_overrides_the_file(tmp_path: Path) -> None:
    settings = read(_written(tmp_path, "web: {port: 8000}"), {"WENDA_WEB_PORT": "9000"})
    assert section(settings, "web", WebConfig).port == 9000


def test_a_nested_list_comes_from_the_environment_too(tmp_path: Path) -> None:
    settings = read(_written(tmp_path, ""), {"WENDA_SEARCH_OPENSEARCH_HOSTS": "[https://a:9200, https://b:9200]"})
    assert section(settings, "search", SearchConfig).opensearch.hosts == ("https://a:9200", "https://b:9200")


def test_a_wrong_variable_is_blamed_by_its_own_name(tmp_path: Path) -> None:
    assert _problem(tmp_path, "", {"WENDA_WEB_PORT": "high"}).problem.startswith("WENDA_WEB_PORT is 'high'")


def test_an_unknown_variable_is_an_error(tmp_path: Path) -> None:
    error = _problem(tmp_path, "", {"WENDA_WEB_PROT": "1"})
    assert (error.problem, error.mend) == ("WENDA_WEB_PROT is not a setting", "did you mean WENDA_WEB_PORT?")


def test_paths_start_from_the_folder_of_the_file(tmp_path: Path) -> None:
    settings = read(_written(tmp_path, "search: {index: built}"), {})
    assert section(settings, "search", SearchConfig).index == str(tmp_path / "built")


def test_a_missing_file_that_was_named_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such configuration file"):
        read(str(tmp_path / "none.yaml"), {})


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
    settings = read(_written(tmp_path, "odd: {ratio: 1}"), {})
    assert section(settings, "odd", _Odd).ratio == 1.0
