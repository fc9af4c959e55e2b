"""Document, passage id and column values of each row of a segment; id, source and outline of each document.

A row is a passage; a document without passages gets one placeholder row. The rows of a document are neighbours. A
column (Lucene: sorted-set doc values) is an ordinal for each row, and the value set of each ordinal.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from search.byte_strings import Array
from search.engines.order import date_key
from search.engines.whoosh.codec.array_file import Group, byte_strings, narrowest, read_byte_strings
from search.engines.whoosh.codec.sorted_strings import SortedStrings
from search.engines.whoosh.row_sets import Bools, Ints
from search.port.entry import Entry, entry_id, split_entry_id
from search.terms import Column

NO_VALUES: tuple[str, ...] = ()
_SOURCES = 256  # documents whose sources are compressed together: sources are read all at once or not at all
_PASSAGE = "passage"  # stored like a column: the part of an entry id behind the document id


@dataclass(frozen=True, slots=True)
class ColumnValues:
    """A column: for each row the ordinal of its value set in `sets`."""

    ordinals: npt.NDArray[np.unsignedinteger]
    sets: Sequence[tuple[str, ...]]


class _ColumnBuffer:
    """A column being collected: the rows that have values, the ordinals of their value sets, and the sets."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, ...], int] = {NO_VALUES: 0}
        self.rows = array("I")
        self.ordinals = array("I")

    def add(self, row: int, values: tuple[str, ...]) -> None:
        self.rows.append(row)
        self.ordinals.append(self.known.setdefault(values, len(self.known)))

    def add_rows(self, start: int, values: ColumnValues, rows: Ints) -> None:
        """Rows of another segment; `start` is the number of the first of them here."""
        used, inverse = np.unique(values.ordinals[rows], return_inverse=True)
        known = self.known
        merged = np.array([known.setdefault(values.sets[number], len(known)) for number in used.tolist()], np.uint32)
        self.rows.frombytes(np.arange(start, start + rows.size, dtype=np.uint32).tobytes())
        self.ordinals.frombytes(merged.take(inverse).tobytes())

    def arrays(self, name: str, size: int) -> dict[str, Array]:
        ordinals = np.zeros(size if len(self.known) > 1 else 0, np.uint32)  # empty if no row has a value
        if ordinals.size:
            ordinals[np.array(self.rows, np.uint32)] = self.ordinals
        sets = json.dumps(list(self.known), ensure_ascii=False, separators=(",", ":"))
        packed = zlib.compress(sets.encode("utf-8", "surrogatepass"))
        return {f"{name}.ordinals": narrowest(ordinals), f"{name}.sets": np.frombuffer(packed, np.uint8)}


class DocValuesWriter:
    """Collects the rows of a segment, in order."""

    def __init__(self) -> None:
        self._owners = array("I")
        self._documents: list[bytes] = []
        self._sources: list[bytes] = []
        self._known_sources: dict[bytes, bytes] = {}  # equal sources once: all records of a file have the same
        self._outlines: list[bytes] = []
        self._sizes = array("I")
        self._columns = {name: _ColumnBuffer() for name in (*Column, _PASSAGE)}

    @property
    def size(self) -> int:
        """The number of rows so far."""
        return len(self._owners)

    def add(self, document: str, entries: Sequence[Entry], source: bytes, outline: bytes) -> range:
        """Add a document and its passages; returns the numbers of its rows. Raises before anything is added."""
        name, sizes = document.encode(), array("I", [entry.size for entry in entries] or [0])
        rows = range(self.size, self.size + len(sizes))
        self._owners.extend([len(self._documents)] * len(rows))
        self._documents.append(name)
        self._sources.append(self._known_sources.setdefault(source, source))
        self._outlines.append(outline)
        self._sizes += sizes
        own = (document,)
        columns, document_column = self._columns, Column.DOCUMENT
        for row, entry in zip(rows, entries, strict=False):
            columns[_PASSAGE].add(row, (split_entry_id(entry.id)[1],))
            for column, values in entry.columns.items():
                if len(values) == 1:
                    # the document column is the document's id as a rule, which is stored anyway
                    if column is not document_column or values != own:
                        columns[column].add(row, values)
                elif values:
                    columns[column].add(row, tuple(dict.fromkeys(values)))
        return rows

    def add_segment(self, values: DocValues, rows: Ints) -> Ints:
        """Add these rows of another segment, ascending; the rows of a document are added all or none. Returns the
        numbers, there, of the documents that were added."""
        documents, renumbered = np.unique(values.owners[rows], return_inverse=True)
        start = self.size
        self._owners.frombytes((renumbered + len(self._documents)).astype(np.uint32).tobytes())
        self._sizes.frombytes(values.sizes[rows].astype(np.uint32).tobytes())
        ids, sources = values.documents.all(), list(values.sources())
        self._documents.extend(ids[number] for number in documents.tolist())
        own_sources = (sources[number] for number in documents.tolist())
        self._sources.extend(self._known_sources.setdefault(source, source) for source in own_sources)
        self._outlines.extend(values.outlines[number] for number in documents.tolist())
        for name, column in self._columns.items():
            column.add_rows(start, values.stored_column(name), rows)
        numbers: Ints = documents.astype(np.int64)
        return numbers

    def arrays(self) -> dict[str, Array]:
        """The arrays that `DocValues` reads."""
        order = sorted(range(len(self._documents)), key=self._documents.__getitem__)
        chunks = [
            zlib.compress(b"\n".join(self._sources[at : at + _SOURCES]))
            for at in range(0, len(self._sources), _SOURCES)
        ]
        found: dict[str, Array] = {
            **byte_strings(self._documents, "documents"),
            **byte_strings(chunks, "sources"),
            **byte_strings(self._outlines, "outlines"),
            "order": narrowest(np.array(order, np.uint32)),
            # empty if each document has one row: then row and document have the same number
            "owners": narrowest(np.array(self._owners if len(self._documents) < self.size else (), np.uint32)),
            "sizes": narrowest(np.array(self._sizes, np.uint32)),
        }
        for name, column in self._columns.items():
            found |= column.arrays(name, self.size)
        return found


class DocValues:
    """The doc values of a segment, read from mapped arrays."""

    def __init__(self, arrays: Group) -> None:
        self._arrays = arrays
        self.documents = read_byte_strings(arrays, "documents")
        self.sizes: npt.NDArray[np.unsignedinteger] = arrays["sizes"]
        owners = arrays["owners"]
        self._are_documents = not owners.size
        self.owners: npt.NDArray[np.unsignedinteger] = (
            owners if owners.size else np.arange(self.sizes.size, dtype=np.uint32)
        )
        self.outlines = read_byte_strings(arrays, "outlines")
        self._sources = read_byte_strings(arrays, "sources")
        self._columns: dict[str, ColumnValues] = {}

    @property
    def size(self) -> int:
        """The number of rows, deleted ones included."""
        return int(self.owners.size)

    @cached_property
    def has_passage(self) -> Bools:
        """For each row whether it is a passage; if not, it is the placeholder of a document without passages."""
        passages: Bools = self.stored_column(_PASSAGE).ordinals > 0
        return passages

    def document_number(self, row: int) -> int:
        """The number of a row's document."""
        return int(self.owners[row])

    def document(self, row: int) -> str:
        """The id of a row's document."""
        return self.documents[self.document_number(row)].decode()

    def outline(self, number: int) -> tuple[str, bytes]:
        """A document's id and its packed outline."""
        return self.documents[number].decode(), self.outlines[number]

    def entry(self, row: int) -> tuple[str, str]:
        """Entry id and document id of a row, which is a passage."""
        document, passages = self.document(row), self.stored_column(_PASSAGE)
        return entry_id(document, passages.sets[passages.ordinals[row]][0]), document

    def entries_of(self, rows: Sequence[int]) -> list[tuple[str, str]]:
        """Entry id and document id of some rows, which are passages."""
        passages = self.stored_column(_PASSAGE)
        documents = self.documents.decode(rows if self._are_documents else map(self.owners.item, rows))
        passage_ids = [passages.sets[number][0] for number in map(passages.ordinals.item, rows)]
        return list(zip(map(entry_id, documents, passage_ids), documents, strict=True))

    def entry_ids(self) -> list[str]:
        """The entry id of every row, empty for a placeholder."""
        passages, documents = self.stored_column(_PASSAGE), [one.decode() for one in self.documents.all()]
        pairs = zip(self.owners.tolist(), passages.ordinals.tolist(), strict=True)
        return [entry_id(documents[owner], passages.sets[number][0]) if number else "" for owner, number in pairs]

    def rows_of(self, document: str) -> Ints:
        """The rows of a document; also those of replaced versions of it in the same segment."""
        name, order = document.encode(), self._arrays["order"]
        at = self._sorted_ids.lower_bound(name)
        found: list[int] = []
        while at < len(order) and self.documents[int(order[at])] == name:
            start, stop = self.owners.searchsorted((order[at], order[at] + 1)).tolist()
            found.extend(range(start, stop))
            at += 1
        return np.array(found, np.int64)

    @cached_property
    def _sorted_ids(self) -> SortedStrings:
        """The documents in the order of their ids."""
        return SortedStrings(self.documents, self._arrays["order"])

    def last_rows(self) -> Ints:
        """The last row of every document."""
        return np.flatnonzero(np.diff(self.owners, append=len(self.documents)))

    def sources(self) -> Iterator[bytes]:
        """The packed key and source of every document."""
        for chunk in self._sources.all():
            yield from zlib.decompress(chunk).split(b"\n")

    def column(self, column: Column) -> ColumnValues:
        """A column of all rows."""
        if column is not Column.DOCUMENT:
            return self.stored_column(column)
        found = self._columns.get("documents")
        if found is None:
            found = self._columns["documents"] = self._document_column()
        return found

    def _document_column(self) -> ColumnValues:
        """The document column: the stored values, else the id of the row's document."""
        given = self.stored_column(Column.DOCUMENT)
        own = [(one.decode(),) for one in self.documents.all()]
        numbers = np.where(self.has_passage, self.owners.astype(np.int64) + len(given.sets), 0)
        numbers = np.where(given.ordinals > 0, given.ordinals, numbers)
        return ColumnValues(numbers.astype(np.uint32), [*given.sets, *own])

    def stored_column(self, name: str) -> ColumnValues:
        """A column as it is stored."""
        found = self._columns.get(name)
        if found is None:
            data = zlib.decompress(self._arrays[f"{name}.sets"].data).decode("utf-8", "surrogatepass")
            sets = [tuple(values) for values in json.loads(data)]
            ordinals = self._arrays[f"{name}.ordinals"] if len(sets) > 1 else np.zeros(self.size, np.uint8)
            found = self._columns[name] = ColumnValues(ordinals, sets)
        return found

    def dates(self) -> npt.NDArray[np.int32]:
        """Each row's date as `order.date_key` gives it."""
        values = self.column(Column.DATE)
        return np.array([date_key(one) for one in values.sets], np.int32).take(values.ordinals)
