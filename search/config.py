"""Reads `wenda.yaml` and `WENDA_*`, and holds the section of this package.

Each package declares its section as a frozen dataclass; a field's metadata says what it means (`help`), whether it is
a path (`path`), and which values are allowed (`choices`, `least`). This module knows only how to fill them:
defaults < file < environment. Options of a command come on top, with `dataclasses.replace`.
"""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import yaml

from search.errors import ConfigError

DEFAULT_FILE = "wenda.yaml"
_PREFIX = "WENDA_"
_RESERVED = {"WENDA_CONFIG"}  # names the file itself; WENDA_TEST_* belongs to the tests

_SAID = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}

Section = TypeVar("Section")


def setting(default: Any, meaning: str, **rules: Any) -> Any:
    """A dataclass field with its default and what it means. Rules: path=True, choices=(...), least=n.

    Any, because `dataclasses.field` returns whatever type the annotation beside it names."""
    return field(default=default, metadata={"help": meaning, **rules})


@dataclass(frozen=True, slots=True)
class OpenSearchConfig:
    """`search.opensearch`. Secrets come by the environment or a file, never from here."""

    hosts: tuple[str, ...] = setting((), "addresses of the cluster, https://host:9200")
    index: str = setting("wenda", "prefix of the indices")
    ca: str | None = setting(None, "file with the certificate authority to trust", path=True)
    user: str | None = setting(None, "user name")


@dataclass(frozen=True, slots=True)
class SearchConfig:
    """`search`: where the index is and how it is searched."""

    index: str = setting("index_data/index", "folder of the index", path=True)
    engine: str = setting("whoosh", "whoosh or opensearch", choices=("whoosh", "opensearch"))
    keep: int = setting(2, "generations kept, the served one included", least=1)
    deadline_ms: int = setting(800, "a search that takes longer is cut short and labelled partial", least=1)
    max_query: int = setting(256, "longest query, in characters", least=1)
    user_words: tuple[str, ...] = setting((), "words the Chinese segmenter must know; a change needs a reindex")
    glossary: tuple[str, ...] = setting(
        ("index_data/glossary.yaml",),
        "files with names across languages, besides the built-in ones",
        path=True,
    )
    opensearch: OpenSearchConfig = field(
        default_factory=OpenSearchConfig, metadata={"help": "used when engine is opensearch"}
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """What file and environment say, unchecked. `values` holds plain YAML data; `lines` the line of each dotted key."""

    path: Path | None
    values: Mapping[str, Any]
    lines: Mapping[str, int]
    environment: Mapping[str, str]

    @property
    def base(self) -> Path:
        """The folder that relative paths of the configuration start from."""
        return self.path.parent if self.path else Path()


def read(path: str | None, environment: Mapping[str, str]) -> Settings:
    """The configuration file named by `path`, else by WENDA_CONFIG, else wenda.yaml in the working folder if there.

    Raises ConfigError when a named file is missing or is not YAML.
    """
    named = path or environment.get("WENDA_CONFIG", "")
    chosen = Path(named or DEFAULT_FILE)
    if not chosen.is_file():
        if named:
            raise ConfigError(f"{chosen}: there is no such configuration file", "name an existing file, or none")
        return Settings(None, {}, {}, environment)
    try:
        text = chosen.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.safe_load(text) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        detail = " ".join(str(error).split())
        raise ConfigError(f"{chosen} is not readable YAML: {detail}", "correct the file at that place") from error
    if not isinstance(values, dict):
        raise ConfigError(f"{chosen}: the top level is not a mapping", "write sections such as `web:` with keys below")
    return Settings(chosen, values, dict(_key_lines(root, "")), environment)


def check_sections(settings: Settings, sections: Mapping[str, type]) -> None:
    """Raises ConfigError when the file or the environment names a section or key that no package has."""
    known = {name for section, kind in sections.items() for name in _known_keys(section, kind)}
    for name in settings.values:
        if name not in sections:
            raise _unknown(settings, str(name), sorted(sections))
    by_variable = {_variable(name): name for name in known}
    for variable in settings.environment:
        reserved = variable in _RESERVED or variable.startswith("WENDA_TEST_")
        if variable.startswith(_PREFIX) and not reserved and variable not in by_variable:
            close = difflib.get_close_matches(variable, by_variable, n=1)
            mend = f"did you mean {close[0]}?" if close else "unset it, or see wenda.yaml for the settings there are"
            raise ConfigError(f"{variable} is not a setting", mend)


def section(settings: Settings, name: str, kind: type[Section]) -> Section:
    """One section, filled and checked. Raises ConfigError naming the key, the value and what is allowed."""
    return _fill(settings, name, kind, settings.values.get(name))


def _fill(settings: Settings, name: str, kind: type[Section], data: Any) -> Section:
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise _wrong(settings, name, data, "a mapping of keys")
    hints = get_type_hints(kind)
    declared = {item.name: item for item in fields(cast(Any, kind))}
    for key in data:
        if key not in declared:
            raise _unknown(settings, f"{name}.{key}", [f"{name}.{known}" for known in declared])
    filled: dict[str, Any] = {}
    for key, item in declared.items():
        dotted = f"{name}.{key}"
        if is_dataclass(hints[key]):
            filled[key] = _fill(settings, dotted, hints[key], data.get(key))
            continue
        given, where = _given(settings, dotted, data, key)
        if where:
            filled[key] = _checked(settings, where, given, hints[key], item.metadata)
        else:
            filled[key] = _resolved(settings, item.default, item.metadata)
    return kind(**filled)


def _given(settings: Settings, dotted: str, data: Mapping[str, Any], key: str) -> tuple[Any, str]:
    """The value given for a key and the name to blame: the variable's or the key's; an empty name when not given."""
    variable = _variable(dotted)
    if variable in settings.environment:
        text = settings.environment[variable]
        try:
            return yaml.safe_load(text) if text else None, variable
        except yaml.YAMLError:
            return text, variable
    return (data[key], dotted) if key in data else (None, "")


def _checked(settings: Settings, name: str, value: Any, hint: Any, rules: Mapping[str, Any]) -> Any:
    """The value as the field's type, or ConfigError."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, Union):
        if value is None:
            return None
        hint = next(argument for argument in arguments if argument is not type(None))
    elif origin is tuple:
        items = value if isinstance(value, list) else ([] if value is None else [value])
        if not all(isinstance(item, str) for item in items):
            raise _wrong(settings, name, value, "a list of texts")
        return _resolved(settings, tuple(items), rules)
    if hint is str and isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise _wrong(settings, name, value, _SAID[hint])
    if "choices" in rules and value not in rules["choices"]:
        raise _wrong(settings, name, value, "one of " + ", ".join(rules["choices"]))
    if "least" in rules and value < rules["least"]:
        raise _wrong(settings, name, value, f"at least {rules['least']}")
    return _resolved(settings, value, rules)


def _resolved(settings: Settings, value: Any, rules: Mapping[str, Any]) -> Any:
    """Paths start from the configuration file's folder."""
    if not rules.get("path") or value is None:
        return value
    if isinstance(value, tuple):
        return tuple(str(settings.base / item) for item in value)
    return str(settings.base / value)


def _variable(dotted: str) -> str:
    return _PREFIX + dotted.replace(".", "_").upper()


def _known_keys(name: str, kind: Any) -> Iterator[str]:
    hints = get_type_hints(kind)
    for item in fields(kind):
        dotted = f"{name}.{item.name}"
        if is_dataclass(hints[item.name]):
            yield from _known_keys(dotted, hints[item.name])
        else:
            yield dotted


def _key_lines(node: yaml.Node | None, prefix: str) -> Iterator[tuple[str, int]]:
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        dotted = f"{prefix}{key.value}"
        yield dotted, key.start_mark.line + 1
        yield from _key_lines(value, f"{dotted}.")


def _place(settings: Settings, name: str) -> str:
    line = settings.lines.get(name)
    return f"{settings.path}, line {line}: " if settings.path and line else ""


def _unknown(settings: Settings, name: str, known: list[str]) -> ConfigError:
    close = difflib.get_close_matches(name, known, n=1)
    mend = f"did you mean {close[0]}?" if close else "allowed here: " + ", ".join(known)
    return ConfigError(f"{_place(settings, name)}{name} is not a setting", mend)


def _wrong(settings: Settings, name: str, value: Any, allowed: str) -> ConfigError:
    return ConfigError(f"{_place(settings, name)}{name} is {value!r}", f"it must be {allowed}")
