"""Reads `wenda.yaml` and `WENDA_*`, checks every section at once, and holds the section of this package.

Each package declares its section as a frozen dataclass: the type of a field says what is allowed, its default what
holds when nothing is given. This module reads whatever sections it is handed: defaults < file < environment. Options of
a command come on top, with `dataclasses.replace`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

import msgspec
import yaml

from search.errors import ConfigError

DEFAULT_FILE = "wenda.yaml"
_PREFIX = "WENDA_"
_RESERVED = {"WENDA_CONFIG"}  # names the file itself; WENDA_TEST_* belongs to the tests

Section = TypeVar("Section")
Sections = Mapping[str, type]  # name of a section -> the dataclass that declares its keys

FilePath = Annotated[str, msgspec.Meta(min_length=1), "path"]  # a relative one starts from the file's folder
PositiveInt = Annotated[int, msgspec.Meta(ge=1)]


@dataclass(frozen=True, slots=True)
class OpenSearchConfig:
    """`search.opensearch`, used when `search.engine` is opensearch. Secrets come by the environment or a file."""

    hosts: tuple[str, ...] = ()  # addresses of the cluster, https://host:9200
    index: str = "wenda"  # prefix of the indices
    ca: FilePath | None = None  # file with the certificate authority to trust
    user: str | None = None  # user name


@dataclass(frozen=True, slots=True)
class SearchConfig:
    """`search`: where the index is and how it is searched."""

    index: FilePath = "index_data/index"  # folder of the index
    engine: Literal["whoosh", "opensearch"] = "whoosh"
    keep: PositiveInt = 2  # generations kept, the served one included
    deadline_ms: PositiveInt = 800  # a search that takes longer is cut short and labelled partial
    max_query: PositiveInt = 256  # longest query, in characters
    user_words: tuple[str, ...] = ()  # words the Chinese segmenter must know; a change needs a reindex
    glossary: tuple[FilePath, ...] = ("index_data/glossary.yaml",)  # names across languages, besides the built-in ones
    opensearch: OpenSearchConfig = field(default_factory=OpenSearchConfig)


@dataclass(frozen=True, slots=True)
class Configuration:
    """All sections, read and checked, each under its dataclass."""

    sections: Mapping[type, Any]

    def section(self, kind: type[Section]) -> Section:
        """The section that a dataclass declares."""
        return cast(Section, self.sections[kind])


@dataclass(frozen=True, slots=True)
class _ConfigSource:
    """What file and environment say, unchecked. `values` holds plain YAML data; `lines` the line of each dotted key."""

    path: Path | None
    values: Mapping[str, Any]
    lines: Mapping[str, int]
    environment: Mapping[str, str]


def read_configuration(path: str | None, environment: Mapping[str, str], sections: Sections) -> Configuration:
    """The sections as the file named by `path` says, else by WENDA_CONFIG, else wenda.yaml in the working folder if
    there. Raises ConfigError for the first fault: a named file that is missing, a section, key or variable that is
    not in `sections`, a value that its type does not allow."""
    source = _read(path, environment)
    keys = [dotted for name, kind in sections.items() for dotted in _dotted_keys(name, kind)]
    _check_variables(environment, keys)
    for name in source.values:
        if name not in sections:
            raise _unknown_key(source, str(name), [*sections, *keys])
    return Configuration(
        {kind: _section(source, name, kind, source.values.get(name), keys) for name, kind in sections.items()}
    )


def _read(path: str | None, environment: Mapping[str, str]) -> _ConfigSource:
    """The file's YAML. Raises ConfigError when a named file is missing or is not YAML."""
    named = path or environment.get("WENDA_CONFIG", "")
    chosen = Path(named or DEFAULT_FILE)
    if not chosen.is_file():
        if named:
            raise ConfigError(f"{chosen}: there is no such configuration file", "name an existing file, or none")
        return _ConfigSource(None, {}, {}, environment)
    try:
        text = chosen.read_text(encoding="utf-8")
        lines = list(_key_lines(yaml.compose(text, Loader=yaml.SafeLoader), ""))
        values = yaml.safe_load(text) or {}
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        detail = " ".join(str(error).split())
        raise ConfigError(f"{chosen} is not readable YAML: {detail}", "correct the file at that place") from error
    if not isinstance(values, dict):
        raise ConfigError(f"{chosen}: the top level is not a mapping", "write sections such as `web:` with keys below")
    seen: dict[str, int] = {}
    for key, line in lines:
        if key in seen:
            raise ConfigError(f"{chosen}, line {line}: {key} stands on line {seen[key]} too", "remove one of the two")
        seen[key] = line
    return _ConfigSource(chosen, values, seen, environment)


def _key_lines(node: yaml.Node | None, prefix: str) -> Iterator[tuple[str, int]]:
    """(dotted key, line from 1) of every key of the file."""
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        dotted = f"{prefix}{key.value}"
        yield dotted, key.start_mark.line + 1
        yield from _key_lines(value, f"{dotted}.")


def _dotted_keys(name: str, kind: Any) -> Iterator[str]:
    """The keys that a section allows: `web.port`, `search.opensearch.hosts`."""
    for key, hint in get_type_hints(kind).items():
        dotted = f"{name}.{key}"
        yield from _dotted_keys(dotted, hint) if is_dataclass(hint) else [dotted]


def _check_variables(environment: Mapping[str, str], keys: Iterable[str]) -> None:
    """Raises ConfigError when the environment names a key that no section has."""
    variables = [_variable(key) for key in keys]
    for variable in environment:
        reserved = variable in _RESERVED or variable.startswith("WENDA_TEST_")
        if variable.startswith(_PREFIX) and not reserved and variable not in variables:
            raise ConfigError(f"{variable} is not a setting", _nearest(variable, variables))


def _section(source: _ConfigSource, name: str, kind: Any, data: Any, keys: Iterable[str]) -> Any:
    """One section, filled and checked. Raises ConfigError."""
    if not isinstance(data, dict | None):
        raise _wrong_value(source, name, data, "a mapping of keys")
    given = data or {}
    hints = get_type_hints(kind, include_extras=True)
    for key in given:
        if key not in hints:
            raise _unknown_key(source, f"{name}.{key}", keys)
    default = kind()
    filled: dict[str, Any] = {}
    for key, hint in hints.items():
        dotted = f"{name}.{key}"
        variable = _variable(dotted)
        if is_dataclass(hint):
            filled[key] = _section(source, dotted, hint, given.get(key), keys)
            continue
        if variable in source.environment:
            value = _checked(source, variable, _yaml_value(source.environment[variable]), hint)
        else:
            value = _checked(source, dotted, given[key], hint) if key in given else getattr(default, key)
        filled[key] = _from_folder(source.path, value) if FilePath in (hint, *get_args(hint)) else value
    return kind(**filled)


def _yaml_value(text: str) -> Any:
    """A variable's value as YAML; the text itself where it is none."""
    try:
        return yaml.safe_load(text)
    except (ValueError, yaml.YAMLError):
        return text


def _checked(source: _ConfigSource, name: str, value: Any, hint: Any) -> Any:
    """The value as its type. A number may stand where a text is wanted, a text where a list is. Raises ConfigError."""
    given = value
    if get_origin(hint) is tuple and not isinstance(value, list):
        value = [] if value is None else [value]
    elif isinstance(value, int | float) and not isinstance(value, bool) and str in (hint, *get_args(hint)):
        value = str(value)
    try:
        return msgspec.convert(value, hint)
    except msgspec.ValidationError as error:
        raise _wrong_value(source, name, given, _allowed(hint)) from error


def _allowed(hint: Any) -> str:
    """What a type allows, for a person."""
    if get_origin(hint) is Literal:
        return "one of " + ", ".join(get_args(hint))
    match msgspec.inspect.type_info(hint):
        case msgspec.inspect.UnionType():
            return " or ".join(_allowed(option) for option in get_args(hint))
        case msgspec.inspect.IntType(ge=low, le=high):
            least = "" if low is None else f", at least {low}"
            return f"a whole number{least}" if high is None else f"a whole number{least} and at most {high}"
        case msgspec.inspect.VarTupleType():
            return "a list of texts"
        case msgspec.inspect.FloatType():
            return "a number"
        case msgspec.inspect.BoolType():
            return "true or false"
        case msgspec.inspect.StrType(min_length=shortest):
            return "a text that is not empty" if shortest else "a text"
    return "null"


def _from_folder(path: Path | None, value: str | tuple[str, ...] | None) -> str | tuple[str, ...] | None:
    """Paths start from the folder of the configuration file."""
    folder = path.parent if path else Path()
    if isinstance(value, tuple):
        return tuple(str(folder / item) for item in value)
    return value and str(folder / value)


def _variable(dotted: str) -> str:
    return _PREFIX + dotted.replace(".", "_").upper()


def _at_line(source: _ConfigSource, name: str) -> str:
    line = source.lines.get(name)
    return f"{source.path}, line {line}: " if line else ""


def _unknown_key(source: _ConfigSource, name: str, keys: Iterable[str]) -> ConfigError:
    return ConfigError(f"{_at_line(source, name)}{name} is not a setting", _nearest(name, list(keys)))


def _nearest(name: str, names: list[str]) -> str:
    """The mend for an unknown name: a key spelt like it in its section, the same key in another, whatever is alike."""
    section, _, key = name.rpartition(".")
    beside = {own: whole for whole in names for place, _, own in [whole.rpartition(".")] if place == section}
    spelt = [beside[own] for own in difflib.get_close_matches(key, beside, n=1)]
    moved = [whole for whole in names if whole.rpartition(".")[2] == key]
    nearest = (*spelt, *moved, *difflib.get_close_matches(name, names, n=1))
    return f"did you mean {nearest[0]}?" if nearest else "remove it; wenda.yaml lists the settings there are"


def _wrong_value(source: _ConfigSource, name: str, value: Any, allowed: str) -> ConfigError:
    shown = "empty" if value is None else repr(value)
    return ConfigError(f"{_at_line(source, name)}{name} is {shown}", f"it must be {allowed}")
