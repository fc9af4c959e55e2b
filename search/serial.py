"""Stored documents: a document as compact JSON, and back without loss.

A versioned JSON object `{"v": VERSION, ...}` of the fields that differ from their defaults, spans as [start, end].
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from msgspec import DecodeError, convert
from msgspec.json import Decoder, Encoder

from search.errors import REBUILD, StaleIndex
from search.model import Document, Outline, Source, Span, TurnOutline

VERSION = 1
_HEAD = b'{"v":%d,' % VERSION
_WRITER = Encoder()
_LENIENT_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Json = Any  # what json.dumps takes
Part = TypeVar("Part")


def pack(document: Document) -> bytes:
    """The document as compact UTF-8 JSON; `unpack` gives an equal document back."""
    return _to_bytes({"v": VERSION, **_to_builtins(document)})


def unpack(data: bytes) -> Document:
    """The document that `pack` wrote. Raises StaleIndex when another version wrote it."""
    return _read(data, _DOCUMENTS)


def unpack_texts(data: bytes) -> dict[str, str]:
    """The text of every passage of a packed document, by passage id; of the rest nothing is made."""
    record = _read(data, _TEXTS)
    return {passage.id: "\n".join(span.of(record.text) for span in passage.spans) for passage in record.passages}


@dataclass(frozen=True, slots=True)
class _PassageSpans:
    id: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _DocumentTexts:
    """What `unpack_texts` reads of a packed document."""

    text: str
    passages: tuple[_PassageSpans, ...] = ()


_DOCUMENTS = Decoder(Document)
_TEXTS = Decoder(_DocumentTexts)
_OUTLINES = Decoder(tuple[str, str, tuple[TurnOutline, ...]])
_SOURCES = Decoder(tuple[str, str, Source])


def _to_bytes(value: Json) -> bytes:
    try:
        return _WRITER.encode(value)
    except UnicodeEncodeError:
        # A text may hold half characters (lone surrogates), of which msgspec will not hear; json passes them.
        return _LENIENT_WRITER.encode(value).encode("utf-8", "surrogatepass")


def _read(data: bytes, decoder: Decoder[Part]) -> Part:
    """What a packed document holds of a type."""
    if not data.startswith(_HEAD):
        raise StaleIndex("a stored document was written by another version", REBUILD)
    return _decoded(data, decoder)


def _decoded(data: bytes, decoder: Decoder[Part]) -> Part:
    try:
        return decoder.decode(data)
    except (DecodeError, UnicodeDecodeError):
        # half characters again
        part: Part = convert(json.loads(data.decode("utf-8", "surrogatepass")), decoder.type)
        return part


def pack_source(document: str, key: str, source: Source) -> bytes:
    """A document's id, key and source alone, for lists of what is known."""
    return _to_bytes([document, key, _to_builtins(source)])


def unpack_source(data: bytes) -> tuple[str, str, Source]:
    """Document id, key and source that `pack_source` wrote."""
    return _decoded(data, _SOURCES)


def pack_outline(outline: Outline) -> bytes:
    """An outline but for its id and number, which stand beside it."""
    return _to_bytes([outline.lang, outline.date, outline.turns])


def unpack_outline(document: str, number: str, data: bytes) -> Outline:
    """The outline that `pack_outline` wrote, of the document with that id and number."""
    lang, date, turns = _decoded(data, _OUTLINES)
    return Outline(document, lang, number, date, turns)


def _to_builtins(value: Any) -> Json:
    """A part of the model as JSON: fields at their defaults are left out, sets are sorted lists. Spans and the members
    of enums stay what they are: both writers know them."""
    kind: Any = type(value)
    if kind is tuple:
        return [_to_builtins(item) for item in value]
    if kind is frozenset:
        return sorted(value)
    defaults = _defaults(kind)
    if not defaults:
        return value
    return {name: _to_builtins(item) for name, default in defaults if (item := getattr(value, name)) != default}


@cache
def _defaults(kind: Any) -> Sequence[tuple[str, object]]:
    """Name and default of each field that is stored of a part of the model; nothing for other types."""
    return [
        (field.name, field.default if field.default_factory is MISSING else field.default_factory())
        for field in (fields(kind) if is_dataclass(kind) else ())
        if field.init
    ]
