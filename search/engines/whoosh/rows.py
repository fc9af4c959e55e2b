"""The rows of a segment, beside Whoosh's files: whose they are, entry ids, columns, sources. Written once, mapped.

A document's units come first, its record's row after them. A unit's columns are numbers of sets of values.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from search.engines.order import date_key
from search.engines.whoosh.arrayfile import Array, Group, Texts, narrowed, texts
from search.engines.whoosh.inverted import Tokens
from search.engines.whoosh.sets import Bools
from search.terms import Column

NO_VALUES: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Values:
    """A column: for each row the number of its set of values in `sets`."""

    numbers: npt.NDArray[np.unsignedinteger]
    sets: Sequence[tuple[str, ...]]


class RowsWriter:
    """Collects the rows of a segment, in order."""

    def __init__(self) -> None:
        self._ids: list[bytes] = []  # empty for a record's row
        self._owners = array("I")
        self._documents: list[bytes] = []
        self._sources: list[bytes] = []
        self._known: dict[Column, dict[tuple[str, ...], int]] = {column: {NO_VALUES: 0} for column in Column}
        # Of each column only the rows that have values, and the numbers of their sets.
        self._rows = {column: array("I") for column in Column}
        self._numbers = {column: array("I") for column in Column}

    @property
    def size(self) -> int:
        """The number of rows so far."""
        return len(self._ids)

    def add(self, document: str, units: Sequence[tuple[str, Mapping[Column, tuple[str, ...]]]], source: bytes) -> None:
        """A document's units, (entry id, columns) each, and the row of its record."""
        owner = len(self._documents)
        self._documents.append(document.encode())
        self._sources.append(source)
        self._owners.extend([owner] * (len(units) + 1))
        for row, (_, columns) in enumerate(units, len(self._ids)):
            for column, values in columns.items():
                if values:
                    self._set(column, row, values if len(values) == 1 else tuple(dict.fromkeys(values)))
        self._ids.extend(entry.encode() for entry, _ in units)
        self._ids.append(b"")

    def _set(self, column: Column, row: int, values: tuple[str, ...]) -> None:
        known = self._known[column]
        self._rows[column].append(row)
        self._numbers[column].append(known.setdefault(values, len(known)))

    def add_rows(self, rows: Rows, kept: Array) -> None:
        """The rows of another segment, numbers rising; a document's rows are kept or left out together."""
        owners = rows.owners[kept]
        documents, renumbered = np.unique(owners, return_inverse=True)
        self._owners.extend(int(owner) for owner in renumbered + len(self._documents))
        self._documents.extend(rows.documents[number] for number in documents.tolist())
        self._sources.extend(rows.sources[number] for number in documents.tolist())
        start, ids = len(self._ids), rows.ids.all()
        self._ids.extend(ids[row] for row in kept.tolist())
        for column, known in self._known.items():
            values = rows.values(column)
            used, own = np.unique(values.numbers[kept], return_inverse=True)
            merged = np.array(
                [known.setdefault(values.sets[number], len(known)) for number in used.tolist()], np.uint32
            )
            self._rows[column].frombytes(np.arange(start, start + kept.size, dtype=np.uint32).tobytes())
            self._numbers[column].frombytes(merged.take(own).tobytes())

    def keys(self) -> Tokens:
        """The document of every row, as tokens of a field."""
        rows = np.arange(self.size, dtype=np.uint32)
        return Tokens(self._documents, np.array(self._owners, np.uint32), rows, np.zeros_like(rows))

    def arrays(self) -> dict[str, Array]:
        """What `Rows` reads."""
        found: dict[str, Array] = {
            **texts(self._ids, "ids"),
            **texts(self._documents, "documents"),
            **texts(self._sources, "sources"),
            "owners": narrowed(np.array(self._owners, np.uint32)),
        }
        for column in Column:
            numbers = np.zeros(self.size, np.uint32)
            numbers[np.array(self._rows[column], np.uint32)] = self._numbers[column]
            found[f"{column.value}.numbers"] = narrowed(numbers)
            sets = json.dumps(list(self._known[column]), ensure_ascii=False, separators=(",", ":"))
            found[f"{column.value}.sets"] = np.frombuffer(sets.encode("utf-8", "surrogatepass"), np.uint8)
        return found


class Rows:
    """The rows of a segment, read from mapped arrays."""

    def __init__(self, arrays: Group) -> None:
        self._arrays = arrays
        self.ids = Texts(arrays, "ids")
        self.documents = Texts(arrays, "documents")
        self.sources = Texts(arrays, "sources")
        self.owners: npt.NDArray[np.unsignedinteger] = arrays["owners"]
        self._values: dict[Column, Values] = {}

    @property
    def size(self) -> int:
        """The number of rows, deleted ones included."""
        return int(self.owners.size)

    @cached_property
    def are_units(self) -> Bools:
        """Which rows are units; the others hold a record."""
        bounds = self._arrays["ids.bounds"]
        units: Bools = bounds[1:] != bounds[:-1]
        return units

    def document(self, row: int) -> str:
        """The document that a row belongs to."""
        return self.documents[int(self.owners[row])].decode()

    def last_row(self, row: int) -> int:
        """The last row of the document that a row belongs to; a document's rows stand together."""
        return int(self.owners.searchsorted(self.owners[row], side="right")) - 1

    def values(self, column: Column) -> Values:
        """A column of all rows."""
        found = self._values.get(column)
        if found is None:
            data = self._arrays[f"{column.value}.sets"].tobytes().decode("utf-8", "surrogatepass")
            sets = [tuple(values) for values in json.loads(data)]
            found = self._values[column] = Values(self._arrays[f"{column.value}.numbers"], sets)
        return found

    def dates(self) -> npt.NDArray[np.int32]:
        """Each row's date as a number to sort by."""
        values = self.values(Column.DATE)
        return np.array([date_key(one) for one in values.sets], np.int32).take(values.numbers)
