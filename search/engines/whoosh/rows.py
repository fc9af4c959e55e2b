"""The rows of a segment, beside Whoosh's files: whose they are, entry ids, columns, sources. Written once, mapped.

A document's units come first, its record's row after them. A unit's columns are numbers of sets of values.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from search.engines.order import date_key
from search.engines.whoosh.arrayfile import Array, Group, Texts, narrowed, texts
from search.engines.whoosh.segment import Bools, Values
from search.terms import Column

NO_VALUES: tuple[str, ...] = ()


class RowsWriter:
    """Collects the rows of a segment, in order."""

    def __init__(self) -> None:
        self._ids: list[bytes] = []  # empty for a record's row
        self._owners: list[int] = []
        self._documents: list[bytes] = []
        self._sources: list[bytes] = []
        self._known: dict[Column, dict[tuple[str, ...], int]] = {column: {NO_VALUES: 0} for column in Column}
        self._numbers: dict[Column, list[int]] = {column: [] for column in Column}

    @property
    def size(self) -> int:
        """The number of rows so far."""
        return len(self._ids)

    def add(self, document: str, units: Sequence[tuple[str, Mapping[Column, tuple[str, ...]]]], source: bytes) -> None:
        """A document's units, (entry id, columns) each, and the row of its record."""
        owner = len(self._documents)
        self._documents.append(document.encode())
        self._sources.append(source)
        self._ids.extend(entry.encode() for entry, _ in units)
        self._ids.append(b"")
        self._owners.extend([owner] * (len(units) + 1))
        for column, numbers in self._numbers.items():
            known = self._known[column]
            for _, columns in units:
                values = columns.get(column, NO_VALUES)
                if values:
                    values = tuple(dict.fromkeys(values))
                numbers.append(known.setdefault(values, len(known)))
            numbers.append(0)

    def add_rows(self, rows: Rows, kept: Array) -> None:
        """The rows of another segment, numbers rising; a document's rows are kept or left out together."""
        owners = rows.owners[kept]
        documents, renumbered = np.unique(owners, return_inverse=True)
        self._owners.extend(int(owner) for owner in renumbered + len(self._documents))
        self._documents.extend(rows.documents[number] for number in documents.tolist())
        self._sources.extend(rows.sources[number] for number in documents.tolist())
        ids = rows.ids.all()
        self._ids.extend(ids[row] for row in kept.tolist())
        for column, numbers in self._numbers.items():
            known = self._known[column]
            values = rows.values(column)
            used, own = np.unique(values.numbers[kept], return_inverse=True)
            merged = [known.setdefault(values.sets[number], len(known)) for number in used.tolist()]
            numbers.extend(merged[number] for number in own.tolist())

    def arrays(self) -> dict[str, Array]:
        """What `Rows` reads."""
        found: dict[str, Array] = {
            **texts(self._ids, "ids"),
            **texts(self._documents, "documents"),
            **texts(self._sources, "sources"),
            "owners": narrowed(np.array(self._owners, np.uint32)),
        }
        for column, numbers in self._numbers.items():
            found[f"{column.value}.numbers"] = narrowed(np.array(numbers, np.uint32))
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
