"""Reads a user's glossary file: YAML with `version: 1` and a list of `entries`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from search.errors import ConfigError, UnreadableFile
from search.glossary.entry import EntryType, GlossaryEntry, Words
from search.languages import TAGS

_LISTS = ("related", "not", "capitalised", "guarded", "personal", "unsearched")
_PER_LANGUAGE = ("adj", "abbr")
_KEYS = ("id", "type", *TAGS, *_PER_LANGUAGE, *_LISTS)


def read_entries(path: Path) -> tuple[GlossaryEntry, ...]:
    """The entries of a file in order. Raises UnreadableFile, and ConfigError naming file, entry and key."""
    try:
        data: object = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{path}: the glossary cannot be read ({error})", "mend the file or its name") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{path}: not YAML ({' '.join(str(error).split())})", "mend the line it names") from error
    if not isinstance(data, Mapping) or data.get("version") != 1 or not isinstance(data.get("entries"), list):
        raise ConfigError(f"{path}: not a glossary", "begin it with `version: 1` and list the names under `entries:`")
    unknown = [str(key) for key in data if key not in ("version", "entries")]
    if unknown:
        raise ConfigError(f"{path}: {unknown[0]} is no key of a glossary", "only version and entries stand at the top")
    entries = tuple(_entry(f"{path}, entry {at}", item) for at, item in enumerate(data["entries"], 1))
    ids = [entry.id for entry in entries]
    for key in ids:
        if ids.count(key) > 1:
            raise ConfigError(f"{path}: two entries have the id {key}", "give each its own id")
    return entries


def _entry(where: str, item: object) -> GlossaryEntry:
    """One entry of the list; `where` names file and place."""
    if not isinstance(item, Mapping):
        raise ConfigError(f"{where}: not an entry", "write `- id: ...` with its keys below")
    key = item.get("id")
    if not isinstance(key, str) or not key.strip() or " " in key:
        raise ConfigError(f"{where}: id is missing or not a word", "give it an id such as person/surname")
    where = f"{where} ({key})"
    for name in item:
        if name not in _KEYS:
            raise ConfigError(f"{where}: {name} is no key of an entry", f"keys are: {', '.join(_KEYS)}")
    kind = item.get("type")
    if not isinstance(kind, str) or kind not in set(EntryType):
        raise ConfigError(f"{where}: type is {kind!r}", f"write one of: {', '.join(EntryType)}")
    names = {lang: words for lang in TAGS if (words := _list(f"{where}: {lang}", item.get(lang)))}
    adj, abbr = (_languages(f"{where}: {name}", item.get(name)) for name in _PER_LANGUAGE)
    if not names and not adj and not abbr and "not" not in item:
        raise ConfigError(f"{where}: it has no name", f"name it in one of: {', '.join(TAGS)}")
    related, blocked, *marked = (_list(f"{where}: {name}", item.get(name)) for name in _LISTS)
    return GlossaryEntry(key, EntryType(kind), names, adj, abbr, related, blocked, *map(frozenset, marked))


def _list(where: str, value: object) -> tuple[str, ...]:
    """A list of words, or one word."""
    if value is None:
        return ()
    items = value if isinstance(value, list) else [value]
    words = tuple(item.strip() for item in items if isinstance(item, str) and item.strip())
    if len(words) != len(items):
        raise ConfigError(f"{where} is not a list of words", 'write [one, another]; quote words such as "no" or 2031')
    return words


def _languages(where: str, value: object) -> Words:
    """Words for each language."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ConfigError(f"{where} has no languages", f"write {{{TAGS[1]}: [one, another]}}")
    wrong = [str(lang) for lang in value if lang not in TAGS]
    if wrong:
        raise ConfigError(f"{where}: {wrong[0]} is not among the languages", f"they are: {', '.join(TAGS)}")
    return {str(lang): words for lang, listed in value.items() if (words := _list(f"{where}: {lang}", listed))}
