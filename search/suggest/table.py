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

from search.byte_strings import Array, ByteStrings
from search.errors import REBUILD, DamagedIndex
from search.suggest.key_index import KeyIndex, key_index
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
    """A suggestion. `lang` is a BCP 47 tag or empty. `pinyin` are its readings' syllables with blanks. The
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
    """A row that the previous table has too: its text, kind, readings and keys stay, `total` is its count now."""

    number: int  # in the previous table
    total: int


@dataclass(frozen=True)
class Table:
    """An open table. `signs` holds the readings of Han characters, a line each; `statistics` what the next table is
    made from."""

    texts: ByteStrings
    kinds: Array
    langs: Array
    counts: Array
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

    def text(self, number: int) -> str:
        """The text of a row."""
        return self.texts[number].decode("utf-8")

    def row(self, number: int) -> TableRow:
        """A row without its keys."""
        pinyin = self.pinyin[number].decode("utf-8")
        return TableRow(
            self.text(number),
            KINDS[int(self.kinds[number])],
            self.tags[int(self.langs[number])].decode("utf-8"),
            int(self.counts[number]),
            tuple(pinyin.split("\n")) if pinyin else (),
        )

    @cached_property
    def readings(self) -> dict[str, tuple[str, ...]]:
        """Han character -> its syllables."""
        lines = self.signs.decode(range(len(self.signs)))
        return {line[0]: tuple(line[1:].split()) for line in lines}


def table_of(
    rows: Sequence[TableRow | PreviousRow],
    signs: dict[str, tuple[str, ...]],
    statistics: bytes = b"",
    previous: Table | None = None,
) -> Table:
    """The table of rows, some of which may be those of a previous one, each once."""
    new = [(number, row) for number, row in enumerate(rows) if isinstance(row, TableRow)]
    same = [(number, row) for number, row in enumerate(rows) if isinstance(row, PreviousRow)]
    columns = _Columns(len(rows))
    for number, row in new:
        columns.put(number, KINDS.index(row.kind), row.lang, row.count, row.text, "\n".join(row.pinyin))
    carried = _CarriedRows(previous, same, columns) if previous and same else None
    tags = sorted(set(columns.langs))
    tag_numbers = {tag: number for number, tag in enumerate(tags)}

    def keys(name: Literal["written", "spoken", "initials"]) -> KeyIndex:
        pairs = ((key, number) for number, row in new for key in getattr(row, name))
        return key_index(pairs, carried.keys(name) if carried else ())

    sequences = ((sequence, number) for number, row in new for sequence in row.near)
    return Table(
        texts=ByteStrings.of(columns.texts),
        kinds=np.array(columns.kinds, dtype="u1"),
        langs=np.array([tag_numbers[lang] for lang in columns.langs], dtype="u1"),
        counts=np.array(columns.counts, dtype="<u4"),
        pinyin=ByteStrings.of(columns.pinyin),
        tags=ByteStrings.of([tag.encode() for tag in tags]),
        written=keys("written"),
        spoken=keys("spoken"),
        initials=keys("initials"),
        near=deletion_index(sequences, carried.near() if carried else None),
        signs=ByteStrings.of([f"{sign}{' '.join(spoken)}".encode() for sign, spoken in signs.items()]),
        statistics=statistics,
    )


class _Columns:
    """The columns of the table, by row number; keys are kept apart."""

    def __init__(self, size: int) -> None:
        self.kinds = [0] * size
        self.langs = [""] * size
        self.counts = [0] * size
        self.texts = [b""] * size
        self.pinyin = [b""] * size

    def put(self, number: int, kind: int, lang: str, count: int, text: str, pinyin: str) -> None:
        """Fill one row."""
        self.kinds[number], self.langs[number], self.counts[number] = kind, lang, count
        self.texts[number], self.pinyin[number] = text.encode(), pinyin.encode()


class _CarriedRows:
    """Rows of the previous table under their new numbers, which rise. Their values are put into the columns."""

    def __init__(self, previous: Table, same: Sequence[tuple[int, PreviousRow]], columns: _Columns) -> None:
        self._previous = previous
        self._new_numbers = np.full(len(previous), -1, np.int64)  # -1: the row is not carried over
        self._new_numbers[[row.number for _, row in same]] = [new for new, _ in same]
        tags = [tag.decode() for tag in previous.tags.all()]
        kinds, langs = previous.kinds.tolist(), [tags[lang] for lang in previous.langs.tolist()]
        texts, pinyin = previous.texts.all(), previous.pinyin.all()
        for new, (old, total) in same:
            columns.kinds[new], columns.langs[new], columns.counts[new] = kinds[old], langs[old], total
            columns.texts[new], columns.pinyin[new] = texts[old], pinyin[old]

    def keys(self, name: str) -> list[tuple[bytes, int]]:
        """The keys of these rows."""
        keys: KeyIndex = getattr(self._previous, name)
        pairs = zip(keys.strings.all(), self._new_numbers[keys.rows].tolist(), strict=True)
        return [pair for pair in pairs if pair[1] >= 0]

    def near(self) -> DeletionIndex:
        """What misspellings of these rows are found by."""
        rows = self._new_numbers[self._previous.near.rows]
        carried = rows >= 0
        return DeletionIndex(self._previous.near.hashes[carried], rows[carried].astype("<u4"))


EMPTY = table_of((), {})


def pack_table(table: Table) -> bytes:
    """The table's file."""
    parts: list[bytes] = []
    for strings in (table.texts, table.pinyin, table.tags, table.signs):
        parts += [*_packed_strings(strings)]
    for keys in (table.written, table.spoken, table.initials):
        parts += [*_packed_strings(keys.strings), keys.rows.tobytes()]
    parts += [table.kinds.tobytes() + table.langs.tobytes(), table.counts.tobytes()]
    # Rising numbers by their differences, which compress to half.
    parts += [np.diff(table.near.hashes, prepend=np.uint32(0)).tobytes(), table.near.rows.tobytes(), table.statistics]
    body = zlib.compress(struct.pack(f"<{len(parts)}Q", *map(len, parts)) + b"".join(parts), 1)
    return _HEAD.pack(_MAGIC, VERSION, len(parts), zlib.crc32(body)) + body


def _packed_strings(strings: ByteStrings) -> tuple[bytes, bytes]:
    """All strings, and their lengths."""
    return strings.text.tobytes(), np.diff(strings.bounds).astype("<u4").tobytes()


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
    def numbers(at: int) -> Array:
        return np.frombuffer(parts[at], dtype="<u4")

    def strings(at: int) -> ByteStrings:
        bounds = np.concatenate((np.zeros(1, "<u4"), np.cumsum(numbers(at + 1), dtype="<u4")))
        return ByteStrings(memoryview(parts[at]), bounds.data)

    def keys(at: int) -> KeyIndex:
        return KeyIndex(strings(at), numbers(at + 2))

    texts, pinyin, tags, signs = (strings(at) for at in (0, 2, 4, 6))
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
        DeletionIndex(np.cumsum(numbers(19), dtype="<u4"), numbers(20)),
        signs,
        parts[21],
    )
