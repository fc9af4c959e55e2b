"""The keys of a record or of front matter: known ones are checked, unknown ones kept as metadata."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from indexer.readers.extract import Extract, GivenSpeaker
from search.dates import parse_date
from search.errors import BadRecord
from search.model import Genre

_SURROGATE = re.compile("[\ud800-\udfff]")
_ISO_START = re.compile(r"(\d{4})(-\d{2}(-\d{2})?)?(?=T|\s|$)")
_TEXTS = {
    "id": "key",
    "url": "source_url",
    "title": "title",
    "number": "number",
    "place": "place",
    "source": "publisher",
}
_STRUCTURE = frozenset({"body", "turns"})
_KNOWN = frozenset({*_TEXTS, *_STRUCTURE, "date", "genre", "lang", "speakers"})


@dataclass(frozen=True, slots=True)
class GivenFields:
    """The known keys of a record, as `Extract` names them, and the unknown ones under `metadata`."""

    key: str
    source_url: str
    title: str
    number: str
    place: str
    publisher: str
    date: str
    genre: Genre | None
    lang: str
    speakers: tuple[GivenSpeaker, ...]
    metadata: Mapping[str, object]

    def extract(self, text: str, format_name: str) -> Extract:
        """The extract of a text of which these fields are known."""
        return Extract(
            text,
            format_name,
            key=self.key,
            title=self.title,
            number=self.number,
            date=self.date,
            place=self.place,
            publisher=self.publisher,
            genre=self.genre,
            lang=self.lang,
            source_url=self.source_url,
            speakers=self.speakers,
            metadata=self.metadata,
        )


def given_fields(record: Mapping[str, object], where: str) -> GivenFields:
    """The fields of a record. `where` names its place in the file (`line 7`). Raises BadRecord naming place and key."""
    texts = {name: text_of(record, key, where) for key, name in _TEXTS.items()}
    if record.get("id") is not None and not texts["key"].strip():
        raise BadRecord(f"{where}: id is empty", "give the record an id of its own, or leave the key out")
    speakers, extras = _speakers(record, where)
    unknown = {clean_text(key): clean(value) for key, value in record.items() if key not in _KNOWN}
    return GivenFields(
        **texts,
        date=_date(record, where),
        genre=_genre(record, where),
        lang=text_of(record, "lang", where).strip(),
        speakers=speakers,
        metadata={**unknown, **extras},
    )


def text_of(record: Mapping[str, object], key: str, where: str, path: str = "") -> str:
    """The text under a key; empty when the key is missing or null. Raises BadRecord for any other type."""
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadRecord(f"{where}: {path}{key} is {kind_of(value)}", "it must be a text")
    return clean_text(value)


def clean_text(text: str) -> str:
    """The text without lone surrogates, which JSON can write and UTF-8 cannot hold: U+FFFD in their place."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clean(value: object) -> object:
    """A value of JSON or YAML as JSON can hold it: dates as ISO text, keys as text, no lone surrogates."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Mapping):
        return {clean_text(str(key)): clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [clean(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    plain = value is None or isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value))
    return value if plain else str(value)


def kind_of(value: object) -> str:
    """What a wrong value is, for a message: `a number (5)`."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return f"a number ({value})"
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    kinds = {list: "a list", dict: "an object", type(None): "null"}
    return kinds.get(type(value), f"of the type {type(value).__name__}")


def _date(record: Mapping[str, object], where: str) -> str:
    """ISO, as precise as given; YAML's own dates are taken as they are."""
    value = record.get("date")
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = text_of(record, "date", where).strip()
    if not text:
        return ""
    start = _ISO_START.match(text)
    iso = parse_date(start.group() if start else text)
    if not iso:
        raise BadRecord(f"{where}: date is {kind_of(text)}", "write it as 2031, 2031-09 or 2031-09-18, or leave it out")
    return iso


def _genre(record: Mapping[str, object], where: str) -> Genre | None:
    text = text_of(record, "genre", where).strip()
    if not text:
        return None
    if text not in {genre.value for genre in Genre}:
        allowed = ", ".join(Genre)
        raise BadRecord(f"{where}: genre is {kind_of(text)}", f"it must be one of {allowed}")
    return Genre(text)


def _speakers(record: Mapping[str, object], where: str) -> tuple[tuple[GivenSpeaker, ...], dict[str, object]]:
    """The speakers, and their unknown keys under names such as `speakers[0].party`."""
    value = record.get("speakers")
    if value is None:
        return (), {}
    if not isinstance(value, list):
        raise BadRecord(f"{where}: speakers is {kind_of(value)}", "it must be a list of objects with name and role")
    speakers: list[GivenSpeaker] = []
    extras: dict[str, object] = {}
    for number, item in enumerate(value):
        path = f"speakers[{number}]"
        if not isinstance(item, dict):
            raise BadRecord(f"{where}: {path} is {kind_of(item)}", "it must be an object with name and role")
        name = text_of(item, "name", where, f"{path}.").strip()
        if not name:
            raise BadRecord(f"{where}: {path}.name is missing", "name the speaker, or leave the entry out")
        speakers.append(GivenSpeaker(name, text_of(item, "role", where, f"{path}.").strip()))
        extras |= {clean_text(f"{path}.{key}"): clean(item[key]) for key in item if key not in {"name", "role"}}
    return tuple(speakers), extras
