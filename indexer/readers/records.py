"""Reads .json (one record or a list) and .jsonl (one record a line). Fields: `indexer.readers.fields`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from indexer.decode import decode
from indexer.readers.extract import Extract, Extracts, GivenTurn
from indexer.readers.fields import clean, clean_text, given_fields, kind_of, text_of
from search.errors import BadRecord
from search.model import Role, Span

_LINE = re.compile(r"[^\n]+")
_BLANKS = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class _ParsedRecord:
    """A record as parsed, or why it was not: its number from 1 (0 for the only one of a .json) and its line."""

    number: int
    line: int
    value: object
    error: BadRecord | None = None


def read_json(data: bytes) -> Extracts:
    """One record, or a list of them. A record that does not follow the schema is a failure of its own; after a syntax
    error in a list the records before it still count. Raises UnreadableFile when the bytes are no text."""
    decoded = decode(data)
    found = list(_values(decoded.text))
    return _extracts(found, "json", decoded.encoding, decoded.replaced)


def read_lines(data: bytes) -> Extracts:
    """A record on each non-empty line; a bad line is a failure of its own. Raises UnreadableFile."""
    decoded = decode(data)
    found = list(_lines(decoded.text))
    return _extracts(found, "jsonl", decoded.encoding, decoded.replaced)


def _extracts(found: list[_ParsedRecord], format_name: str, encoding: str, replaced: int) -> Extracts:
    items: list[Extract] = []
    positions: list[int] = []
    failures: list[BadRecord] = []
    for record in found:
        where = f"line {record.line}"
        try:
            if record.error:
                raise record.error
            items.append(_record(record.value, where, format_name))
            positions.append(record.number)
        except BadRecord as error:
            failures.append(error)
        except RecursionError:
            failures.append(BadRecord(f"{where}: the record is nested too deeply", "flatten it"))
    return Extracts(tuple(items), encoding, "", replaced, tuple(failures), tuple(positions))


def _record(value: object, where: str, format_name: str) -> Extract:
    """The extract of one record. Raises BadRecord."""
    if not isinstance(value, dict):
        raise BadRecord(
            f"{where}: the record is {kind_of(value)}", 'a record is an object: {"title": ..., "body": ...}'
        )
    given = given_fields(value, where)
    has_body, has_turns = value.get("body") is not None, value.get("turns") is not None
    if has_body == has_turns:
        problem = "both body and turns are given" if has_body else "neither body nor turns is given"
        raise BadRecord(f"{where}: {problem}", "give exactly one of them: body (a text) or turns (a list)")
    metadata = dict(given.metadata)
    turns: tuple[GivenTurn, ...] = ()
    if has_body:
        text = text_of(value, "body", where)
        if not text.strip():
            raise BadRecord(f"{where}: body is empty", "give it text, or remove the record")
    else:
        text, turns, extras = _turns(value["turns"], where)
        metadata |= extras
    return replace(given.extract(text, format_name), metadata=metadata, turns=turns, is_record=True)


def _turns(value: object, where: str) -> tuple[str, tuple[GivenTurn, ...], dict[str, object]]:
    """The joined text, the turns on it, and unknown keys as `turns[0].key`. Raises BadRecord."""
    if not isinstance(value, list) or not value:
        what = "an empty list" if value == [] else kind_of(value)
        raise BadRecord(f"{where}: turns is {what}", "it must be a list of objects with role, speaker and text")
    texts: list[str] = []
    turns: list[GivenTurn] = []
    extras: dict[str, object] = {}
    start = 0
    for number, item in enumerate(value):
        path = f"turns[{number}]"
        if not isinstance(item, dict):
            raise BadRecord(f"{where}: {path} is {kind_of(item)}", "it must be an object with role, speaker and text")
        text = text_of(item, "text", where, f"{path}.")
        if not text.strip():
            raise BadRecord(f"{where}: {path}.text is empty", "give it text, or remove the turn")
        speaker = text_of(item, "speaker", where, f"{path}.").strip()
        turns.append(GivenTurn(_role(item, where, path), speaker, _paragraphs(text, start)))
        extras |= {
            clean_text(f"{path}.{key}"): clean(item[key]) for key in item if key not in {"role", "speaker", "text"}
        }
        texts.append(text)
        start += len(text) + 1
    return "\n".join(texts), tuple(turns), extras


def _role(item: Mapping[str, object], where: str, path: str) -> Role:
    text = text_of(item, "role", where, f"{path}.")
    if text not in {role.value for role in Role}:
        what = kind_of(text) if text else "missing"
        raise BadRecord(f"{where}: {path}.role is {what}", "it must be one of " + ", ".join(Role))
    return Role(text)


def _paragraphs(text: str, start: int) -> tuple[Span, ...]:
    """The non-empty lines of a turn's text that begins at `start`, without blanks at their ends."""
    spans = []
    for match in _LINE.finditer(text):
        line = match.group()
        begin = start + match.start() + len(line) - len(line.lstrip())
        end = start + match.start() + len(line.rstrip())
        if begin < end:
            spans.append(Span(begin, end))
    return tuple(spans)


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON value")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def _lines(text: str) -> Iterator[_ParsedRecord]:
    number = 0
    # split("\n"), not splitlines(): JSON texts may hold U+2028 and other separators
    for line_number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        number += 1
        try:
            yield _ParsedRecord(number, line_number, _DECODER.decode(line))
        except (ValueError, RecursionError) as error:
            yield _ParsedRecord(number, line_number, None, _syntax(line_number, line, error))


def _values(text: str) -> Iterator[_ParsedRecord]:
    """The records of a .json text, with the line on which each begins."""
    position = _skip(text, 0)
    if text[position : position + 1] != "[":
        line = text.count("\n", 0, position) + 1
        try:
            yield _ParsedRecord(0, line, _DECODER.decode(text))
        except (ValueError, RecursionError) as error:
            yield _ParsedRecord(0, line, None, _syntax(line, text, error))
        return
    position = _skip(text, position + 1)
    if text[position : position + 1] == "]":
        yield _ParsedRecord(
            1, 1, None, BadRecord("line 1: the list holds no record", "put records into it, or remove the file")
        )
        return
    yield from _items(text, position)


def _items(text: str, position: int) -> Iterator[_ParsedRecord]:
    """The items of a list from the first one on; what follows a syntax error is not read."""
    number, line, counted = 0, 1, 0
    while True:
        number += 1
        line += text.count("\n", counted, position)
        counted = position
        try:
            value, end = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            yield _ParsedRecord(number, line, None, _syntax(line, text, error))
            return
        yield _ParsedRecord(number, line, value)
        position = _skip(text, end)
        sign = text[position : position + 1]
        if sign == "]":
            return
        if sign != ",":
            line += text.count("\n", counted, position)
            problem = (
                "the list is not closed"
                if not sign
                else f"a comma is missing before {text[position : position + 20]!r}"
            )
            yield _ParsedRecord(
                number, line, None, BadRecord(f"line {line}: {problem}", "mend the file; what follows was not read")
            )
            return
        position = _skip(text, position + 1)


def _skip(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    return match.end() if match else position


def _syntax(line: int, text: str, error: Exception) -> BadRecord:
    """The error of a text that is no JSON, on the line where the parser stopped."""
    if isinstance(error, json.JSONDecodeError):
        inner = text.count("\n", 0, error.pos) + 1
        shown = inner if inner > 1 else line
        near = clean_text(text[error.pos : error.pos + 20])
        return BadRecord(f"line {shown}: not JSON: {error.msg}, at {near!r}", "mend the line and reindex")
    if isinstance(error, RecursionError):
        return BadRecord(f"line {line}: the record is nested too deeply", "flatten it")
    return BadRecord(f"line {line}: not JSON: {error}", "mend the line and reindex")
