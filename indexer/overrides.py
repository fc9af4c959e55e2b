"""`overrides.yaml` at the top of a source folder: corrections of its pages, which last when the pages are saved again.

reports/2031-07-*.html:          # a document's key, or a pattern for several; later entries win
  title: O cais reabre
  date: 2031-07-18
  number: 41-18-07-2031
  place: Cabo Alva
  genre: interview               # press_conference interview statement communique written other
  lang: pt
  speakers: {JC: Jornal do Cais} # name on the page: name to be shown and found
  labels: {JC: question, Penalva: answer}   # words that open a turn here: question answer name moderator statement
  furniture: ["Assine o boletim"]           # whole lines that are no text
"""

from __future__ import annotations

import fnmatch
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from indexer.readers.extract import Extract
from search.dates import parse_date
from search.errors import ConfigError
from search.model import Document, Genre, Speaker
from search.names import speaker_key

FILE = "overrides.yaml"
LABELS = ("question", "answer", "name", "moderator", "statement")
_TEXTS = ("title", "date", "number", "place", "genre", "lang")
_KEYS = (*_TEXTS, "speakers", "labels", "furniture")


@dataclass(frozen=True, slots=True)
class Override:
    """One entry: the pattern of keys it is for, and what it says. Unknown values are empty."""

    pattern: str
    texts: Mapping[str, str]
    speakers: Mapping[str, str]
    labels: Mapping[str, str]
    furniture: tuple[str, ...]


def read_overrides(folder: Path) -> tuple[Override, ...]:
    """The entries of a source folder's file; none where there is no file. Raises ConfigError naming file and key."""
    path = folder / FILE
    try:
        loaded = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise ConfigError(
            f"{path} cannot be read: {' '.join(str(error).split())}", "correct it, or remove it"
        ) from error
    if loaded is None:
        return ()
    if not isinstance(loaded, dict):
        raise ConfigError(f"{path}: it must map keys of documents to what is to be changed", "see the README")
    return tuple(_override(path, str(pattern), values) for pattern, values in loaded.items())


def meant_for(overrides: tuple[Override, ...], key: str) -> tuple[Override, ...]:
    """The entries for a document's key."""
    return tuple(entry for entry in overrides if key == entry.pattern or fnmatch.fnmatchcase(key, entry.pattern))


def digest_of(overrides: tuple[Override, ...]) -> str:
    """16 hex digits that change with the content of the entries; empty for none."""
    if not overrides:
        return ""
    content = [
        [entry.pattern, *map(dict, (entry.texts, entry.speakers, entry.labels)), entry.furniture] for entry in overrides
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]


def before_segmentation(extract: Extract, overrides: tuple[Override, ...]) -> Extract:
    """The extract with the labels, the furniture and the language that the entries name."""
    labels = {word: kind for entry in overrides for word, kind in entry.labels.items()}
    furniture = frozenset(line for entry in overrides for line in entry.furniture)
    lang = _last_value(overrides, "lang") or extract.lang
    return replace(extract, lang=lang, labels=labels, furniture=furniture) if overrides else extract


def after_segmentation(document: Document, overrides: tuple[Override, ...]) -> Document:
    """The document with the head and the speakers that the entries name. Text and offsets stay."""
    if not overrides:
        return document
    genre = _last_value(overrides, "genre")
    document = replace(
        document,
        title_text=_last_value(overrides, "title") or document.title_text,
        date=_last_value(overrides, "date") or document.date,
        number=_last_value(overrides, "number") or document.number,
        place=_last_value(overrides, "place") or document.place,
        lang=_last_value(overrides, "lang") or document.lang,
        genre=Genre(genre) if genre else document.genre,
        flags=document.flags - {f"{name}_from_{where}" for name in _TEXTS if _last_value(overrides, name)
                                for where in ("name", "text")} | {"overridden"},
    )  # fmt: skip
    return _renamed(document, {name: new for entry in overrides for name, new in entry.speakers.items()})


def _renamed(document: Document, names: Mapping[str, str]) -> Document:
    """The document with other names for some speakers; speakers who get the same name become one."""
    ids = {speaker.id: speaker_key(names[speaker.name]) for speaker in document.speakers if speaker.name in names}
    speakers: dict[str, Speaker] = {}
    for speaker in document.speakers:
        name = names.get(speaker.name, speaker.name)
        renamed = replace(speaker, id=ids.get(speaker.id, speaker.id), name=name)
        speakers.setdefault(renamed.id, renamed)
    return replace(
        document,
        speakers=tuple(speakers.values()),
        turns=tuple(replace(turn, speaker=ids.get(turn.speaker, turn.speaker)) for turn in document.turns),
        passages=tuple(
            replace(passage, speaker=ids.get(passage.speaker, passage.speaker)) for passage in document.passages
        ),
    )


def _last_value(overrides: tuple[Override, ...], name: str) -> str:
    """The value of a key in the last entry that has one."""
    return next((entry.texts[name] for entry in reversed(overrides) if entry.texts.get(name)), "")


def _override(path: Path, pattern: str, values: object) -> Override:
    """One entry, checked. Raises ConfigError."""
    where = f"{path}: {pattern}"
    if not isinstance(values, dict):
        raise ConfigError(f"{where} says nothing", "name below it what is to be changed: " + ", ".join(_KEYS))
    for key in values:
        if key not in _KEYS:
            raise ConfigError(f"{where}: {key} cannot be overridden", "known: " + ", ".join(_KEYS))
    texts = {name: str(values[name]).strip() for name in _TEXTS if values.get(name) is not None}
    if "date" in texts and not (iso := parse_date(texts["date"])):
        raise ConfigError(f"{where}: date is {texts['date']!r}", "write it as 2031, 2031-09 or 2031-09-18")
    if "date" in texts:
        texts["date"] = iso
    if "genre" in texts and texts["genre"] not in set(Genre):
        raise ConfigError(f"{where}: genre is {texts['genre']!r}", "it must be one of " + ", ".join(Genre))
    labels = _named(where, "labels", values)
    wrong = next((word for word, kind in labels.items() if kind not in LABELS), None)
    if wrong is not None:
        raise ConfigError(f"{where}: labels.{wrong} is {labels[wrong]!r}", "it must be one of " + ", ".join(LABELS))
    furniture = values.get("furniture") or []
    if not isinstance(furniture, list):
        raise ConfigError(f"{where}: furniture is no list", "write each line with a - in front")
    return Override(pattern, texts, _named(where, "speakers", values), labels, tuple(map(str, furniture)))


def _named(where: str, key: str, values: Mapping[str, object]) -> Mapping[str, str]:
    """The texts by name under a key. Raises ConfigError."""
    found = values.get(key) or {}
    if not isinstance(found, dict) or not all(isinstance(value, str) and value.strip() for value in found.values()):
        raise ConfigError(f"{where}: {key} is no list of `word: text`", f"write {key}: {{JC: …}}")
    return {str(name): text.strip() for name, text in found.items()}
