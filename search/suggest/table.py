"""The suggestion table of one generation: what may be proposed, and the keys it is found by.

A file: a head (magic, version, number of parts, checksum), then compressed: the parts' lengths, the parts. Nothing in
it is code. Numbers are little-endian; rising ones are kept by their differences.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from search.errors import DamagedIndex
from search.suggest.near import Near, near_of
from search.suggest.strings import Keys, Numbers, Strings, keys_of, strings_of

ATTACHMENT = "suggest"  # the name of the table beside the index
VERSION = 4
_MAGIC = b"WNDSUGG\n"
_HEAD = struct.Struct("<8sHHI")
_MEND = "run wenda reindex --full"


class SuggestKind(StrEnum):
    """What is proposed."""

    TERM = "term"  # a word of the texts; counted in passages
    TITLE = "title"  # counted in documents
    SPEAKER = "speaker"  # counted in passages
    NAME = "name"  # a name of the glossary that stands in the texts; counted in passages


KINDS = tuple(SuggestKind)


@dataclass(frozen=True, slots=True)
class Row:
    """Something to propose. `lang` is a BCP 47 tag or empty. `pinyin` are its readings' syllables with blanks. The
    keys: `written` folded without accents, `spoken` pinyin without blanks, `initials`; `near` are what a misspelling
    is compared with, a word or folded syllables."""

    text: str
    kind: SuggestKind
    lang: str
    count: int
    pinyin: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    near: tuple[str | tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Table:
    """An open table. `signs` holds the readings of Han characters, a line each; `notes` what the next table is made
    from."""

    texts: Strings
    kinds: Numbers
    langs: Numbers
    counts: Numbers
    pinyin: Strings
    tags: Strings
    written: Keys
    spoken: Keys
    initials: Keys
    near: Near
    signs: Strings
    notes: bytes = b""

    def __len__(self) -> int:
        return len(self.texts)

    def row(self, number: int) -> Row:
        """A row without its keys."""
        pinyin = self.pinyin.text(number)
        return Row(
            self.texts.text(number),
            KINDS[int(self.kinds[number])],
            self.tags.text(int(self.langs[number])),
            int(self.counts[number]),
            tuple(pinyin.split("\n")) if pinyin else (),
        )

    @cached_property
    def readings(self) -> dict[str, tuple[str, ...]]:
        """Han character -> its syllables."""
        lines = (self.signs.text(number) for number in range(len(self.signs)))
        return {line[0]: tuple(line[1:].split()) for line in lines}


def table_of(rows: Sequence[Row], signs: dict[str, tuple[str, ...]], notes: bytes = b"") -> Table:
    """The table of rows."""
    tags = sorted({row.lang for row in rows})
    numbered = list(enumerate(rows))
    return Table(
        texts=strings_of(row.text for row in rows),
        kinds=np.array([KINDS.index(row.kind) for row in rows], dtype="u1"),
        langs=np.array([tags.index(row.lang) for row in rows], dtype="u1"),
        counts=np.array([row.count for row in rows], dtype="<u4"),
        pinyin=strings_of("\n".join(row.pinyin) for row in rows),
        tags=strings_of(tags),
        written=keys_of((key, number) for number, row in numbered for key in row.written),
        spoken=keys_of((key, number) for number, row in numbered for key in row.spoken),
        initials=keys_of((key, number) for number, row in numbered for key in row.initials),
        near=near_of((key, number) for number, row in numbered for key in row.near),
        signs=strings_of(f"{sign}{' '.join(spoken)}" for sign, spoken in signs.items()),
        notes=notes,
    )


EMPTY = table_of((), {})


def packed(table: Table) -> bytes:
    """The table's file."""
    parts: list[bytes] = []
    for strings in (table.texts, table.pinyin, table.tags, table.signs):
        parts += [strings.blob, _steps(strings.ends)]
    for keys in (table.written, table.spoken, table.initials):
        parts += [keys.strings.blob, _steps(keys.strings.ends), keys.rows.tobytes()]
    parts += [table.kinds.tobytes() + table.langs.tobytes(), table.counts.tobytes()]
    parts += [_steps(table.near.hashes), table.near.rows.tobytes(), table.notes]
    body = zlib.compress(struct.pack(f"<{len(parts)}Q", *map(len, parts)) + b"".join(parts), 1)
    return _HEAD.pack(_MAGIC, VERSION, len(parts), zlib.crc32(body)) + body


def _steps(rising: Numbers) -> bytes:
    """Rising numbers by their differences, which compress to half."""
    return np.diff(rising, prepend=rising.dtype.type(0)).tobytes()


def unpacked(data: bytes) -> Table:
    """The table of a file; the empty table for none, or for one of another version: a run that reads the pages anew
    writes it again. Raises DamagedIndex for anything but a whole table."""
    if not data:
        return EMPTY
    if len(data) < _HEAD.size or not data.startswith(_MAGIC):
        raise DamagedIndex("the suggestion table is cut short or none", _MEND)
    _, version, count, checksum = _HEAD.unpack_from(data)
    if version != VERSION:
        return EMPTY
    packed_body = memoryview(data)[_HEAD.size :]
    if zlib.crc32(packed_body) != checksum:
        raise DamagedIndex("the suggestion table is damaged", _MEND)
    body = zlib.decompress(packed_body)
    start = 8 * count
    parts: list[bytes] = []
    for size in struct.unpack_from(f"<{count}Q", body):
        parts.append(body[start : start + size])
        start += size
    return _table(parts)


def _table(parts: list[bytes]) -> Table:
    def numbers(at: int) -> Numbers:
        return np.frombuffer(parts[at], dtype="<u4")

    def rising(at: int) -> Numbers:
        return np.cumsum(numbers(at), dtype="<u4")

    def keys(at: int) -> Keys:
        return Keys(Strings(parts[at], rising(at + 1)), numbers(at + 2))

    texts, pinyin, tags, signs = (Strings(parts[at], rising(at + 1)) for at in (0, 2, 4, 6))
    kinds, langs = np.frombuffer(parts[17], dtype="u1").reshape(2, -1)
    return Table(
        texts,
        kinds,
        langs,
        numbers(18),
        pinyin,
        tags,
        keys(8),
        keys(11),
        keys(14),
        Near(rising(19), numbers(20)),
        signs,
        parts[21],
    )
