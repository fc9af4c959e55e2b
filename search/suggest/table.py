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
from typing import Literal, NamedTuple

import numpy as np

from search.errors import REBUILD, DamagedIndex
from search.suggest.byte_strings import ByteStrings, KeyIndex, Numbers, byte_strings, concatenate, key_index
from search.suggest.symspell import DeletionIndex, deletion_index

ATTACHMENT = "suggest"  # the name of the table beside the index
VERSION = 5
_MAGIC = b"WNDSUGG\n"
_HEAD = struct.Struct("<8sHHI")


class SuggestKind(StrEnum):
    """What is proposed."""

    TERM = "term"  # a word of the texts; counted in passages
    TITLE = "title"  # counted in documents
    SPEAKER = "speaker"  # counted in passages
    NAME = "name"  # a name of the glossary that stands in the texts; counted in passages


KINDS = tuple(SuggestKind)


@dataclass(frozen=True, slots=True)
class TableRow:
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


class PreviousRow(NamedTuple):
    """A row of another table, found in so many passages or documents now: its text, kind, readings and keys stay."""

    number: int
    total: int


@dataclass(frozen=True)
class Table:
    """An open table. `signs` holds the readings of Han characters, a line each; `notes` what the next table is made
    from."""

    texts: ByteStrings
    kinds: Numbers
    langs: Numbers
    counts: Numbers
    pinyin: ByteStrings
    tags: ByteStrings
    written: KeyIndex
    spoken: KeyIndex
    initials: KeyIndex
    near: DeletionIndex
    signs: ByteStrings
    statistics: bytes = b""

    def __len__(self) -> int:
        return len(self.texts)

    def row(self, number: int) -> TableRow:
        """A row without its keys."""
        pinyin = self.pinyin.text(number)
        return TableRow(
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


def table_of(
    rows: Sequence[TableRow | PreviousRow],
    signs: dict[str, tuple[str, ...]],
    notes: bytes = b"",
    former: Table | None = None,
) -> Table:
    """The table of rows, some of which may be those of a former one, each once."""
    new = [(number, row) for number, row in enumerate(rows) if isinstance(row, TableRow)]
    same = [(number, row) for number, row in enumerate(rows) if isinstance(row, PreviousRow)]
    columns = _Columns(len(rows))
    for number, row in new:
        columns.put(number, KINDS.index(row.kind), row.lang, row.count, row.text, "\n".join(row.pinyin))
    moved = _CarriedRows(former, same, columns) if former and same else None
    tags = sorted(set(columns.langs))
    places = {tag: place for place, tag in enumerate(tags)}

    def keys(name: Literal["written", "spoken", "initials"]) -> KeyIndex:
        pairs = ((key, number) for number, row in new for key in getattr(row, name))
        return key_index(pairs, moved.keys(name) if moved else ())

    return Table(
        texts=concatenate(columns.texts),
        kinds=np.array(columns.kinds, dtype="u1"),
        langs=np.array([places[lang] for lang in columns.langs], dtype="u1"),
        counts=np.array(columns.counts, dtype="<u4"),
        pinyin=concatenate(columns.pinyin),
        tags=byte_strings(tags),
        written=keys("written"),
        spoken=keys("spoken"),
        initials=keys("initials"),
        near=deletion_index(
            ((key, number) for number, row in new for key in row.near), moved.near() if moved else None
        ),
        signs=byte_strings(f"{sign}{' '.join(spoken)}" for sign, spoken in signs.items()),
        statistics=notes,
    )


class _Columns:
    """What rows say besides their keys, by their numbers."""

    def __init__(self, size: int) -> None:
        self.kinds = [0] * size
        self.langs = [""] * size
        self.counts = [0] * size
        self.texts = [b""] * size
        self.pinyin = [b""] * size

    def put(self, number: int, kind: int, lang: str, count: int, text: str, pinyin: str) -> None:
        """What one row says."""
        self.kinds[number], self.langs[number], self.counts[number] = kind, lang, count
        self.texts[number], self.pinyin[number] = text.encode(), pinyin.encode()


class _CarriedRows:
    """Rows of a former table at their new numbers, which rise. What they say is put into the columns."""

    def __init__(self, former: Table, same: Sequence[tuple[int, PreviousRow]], into: _Columns) -> None:
        self._former = former
        self._new = np.full(len(former), -1, np.int64)
        self._new[[row.number for _, row in same]] = [new for new, _ in same]
        tags = [tag.decode() for tag in former.tags]
        kinds, langs = former.kinds.tolist(), [tags[lang] for lang in former.langs.tolist()]
        texts, pinyin = [*former.texts], [*former.pinyin]
        for new, (old, units) in same:
            into.kinds[new], into.langs[new], into.counts[new] = kinds[old], langs[old], units
            into.texts[new], into.pinyin[new] = texts[old], pinyin[old]

    def keys(self, name: str) -> list[tuple[bytes, int]]:
        """The keys of these rows."""
        keys: KeyIndex = getattr(self._former, name)
        pairs = zip(keys.strings, self._new[keys.rows].tolist(), strict=True)
        return [pair for pair in pairs if pair[1] >= 0]

    def near(self) -> DeletionIndex:
        """What misspellings of these rows are found by."""
        rows = self._new[self._former.near.rows]
        kept = rows >= 0
        return DeletionIndex(self._former.near.hashes[kept], rows[kept].astype("<u4"))


EMPTY = table_of((), {})


def pack_table(table: Table) -> bytes:
    """The table's file."""
    parts: list[bytes] = []
    for strings in (table.texts, table.pinyin, table.tags, table.signs):
        parts += [strings.blob, _steps(strings.ends)]
    for keys in (table.written, table.spoken, table.initials):
        parts += [keys.strings.blob, _steps(keys.strings.ends), keys.rows.tobytes()]
    parts += [table.kinds.tobytes() + table.langs.tobytes(), table.counts.tobytes()]
    parts += [_steps(table.near.hashes), table.near.rows.tobytes(), table.statistics]
    body = zlib.compress(struct.pack(f"<{len(parts)}Q", *map(len, parts)) + b"".join(parts), 1)
    return _HEAD.pack(_MAGIC, VERSION, len(parts), zlib.crc32(body)) + body


def _steps(rising: Numbers) -> bytes:
    """Rising numbers by their differences, which compress to half."""
    return np.diff(rising, prepend=rising.dtype.type(0)).tobytes()


def unpack_table(data: bytes) -> Table:
    """The table of a file; the empty table for none, or for one of another version: a run that reads the pages anew
    writes it again. Raises DamagedIndex for anything but a whole table."""
    if not data:
        return EMPTY
    if len(data) < _HEAD.size or not data.startswith(_MAGIC):
        raise DamagedIndex("the suggestion table is cut short or none", REBUILD)
    _, version, count, checksum = _HEAD.unpack_from(data)
    if version != VERSION:
        return EMPTY
    packed_body = memoryview(data)[_HEAD.size :]
    if zlib.crc32(packed_body) != checksum:
        raise DamagedIndex("the suggestion table is damaged", REBUILD)
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

    def keys(at: int) -> KeyIndex:
        return KeyIndex(ByteStrings(parts[at], rising(at + 1)), numbers(at + 2))

    texts, pinyin, tags, signs = (ByteStrings(parts[at], rising(at + 1)) for at in (0, 2, 4, 6))
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
        DeletionIndex(rising(19), numbers(20)),
        signs,
        parts[21],
    )
