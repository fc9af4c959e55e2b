"""A segment read through Whoosh's own reader: right, slow, and the measure for the array codec."""

from __future__ import annotations

import json
import threading
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from search.engines import bm25
from search.engines.order import date_key
from search.engines.whoosh.schema import KEY, RECORD, ROW, SOURCE
from search.engines.whoosh.segment import NO_ROWS, Bools, Codes, Ints, Postings, Values, numbered
from search.terms import Column, Field


class StockSegment:
    """`Segment` over a Whoosh `SegmentReader` (Any: Whoosh gives its documents as untyped mappings)."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._lock = threading.RLock()  # a Whoosh reader seeks in its files
        self._terms: dict[Field, list[bytes]] = {}
        self.name: str = reader.segment().segment_id()
        self.size: int = reader.doc_count_all()
        self._stored = [self._stored_fields(row) for row in range(self.size)]
        rows = [json.loads(stored[ROW]) if ROW in stored else None for stored in self._stored]
        self._ids = [row[0] if row else "" for row in rows]
        self._documents = [row[1] if row else "" for row in rows]
        self._columns = [
            {Column(name): tuple(values) for name, values in row[2].items()} if row else {} for row in rows
        ]
        self._values: dict[Column, Values] = {}

    def _stored_fields(self, row: int) -> dict[str, Any]:
        stored: dict[str, Any] = self._reader.stored_fields(row)
        return stored

    @cached_property
    def _live(self) -> Bools:
        live = np.ones(self.size, np.bool_)
        live[list(self._reader.segment().deleted_docs())] = False
        return live

    @cached_property
    def units(self) -> Bools:
        return self._live & np.array([bool(one) for one in self._ids], np.bool_)

    def _lexicon(self, field: Field) -> list[bytes]:
        with self._lock:
            if field not in self._terms:
                self._terms[field] = list(self._reader.lexicon(field.name))
            return self._terms[field]

    def find(self, field: Field, term: str) -> int:
        terms, wanted = self._lexicon(field), term.encode()
        number = bisect_left(terms, wanted)
        return number if number < len(terms) and terms[number] == wanted else -1

    def begins(self, field: Field, prefix: str) -> range:
        terms, wanted = self._lexicon(field), prefix.encode()
        start = bisect_left(terms, wanted)
        stop = start
        while stop < len(terms) and terms[stop].startswith(wanted):
            stop += 1
        return range(start, stop)

    def term(self, field: Field, number: int) -> str:
        return self._lexicon(field)[number].decode()

    def frequency(self, field: Field, number: int) -> int:
        return len(self._occurrences(field, number))

    def _occurrences(self, field: Field, number: int) -> dict[int, list[int]]:
        """Live row -> positions."""
        found: dict[int, list[int]] = {}
        with self._lock:
            matcher = self._reader.postings(field.name, self._lexicon(field)[number])
            while matcher.is_active():
                found[matcher.id()] = matcher.value_as("positions")
                matcher.next()
        return {row: positions for row, positions in found.items() if self._live[row]}

    def postings(self, field: Field, number: int) -> Postings:
        found = self._occurrences(field, number)
        counts = np.array([len(positions) for positions in found.values()], np.uint32)
        return Postings(np.array(list(found), np.int64), counts)

    def rows_of_range(self, field: Field, numbers: range) -> Ints:
        rows = [self.postings(field, number).rows for number in numbers]
        return np.concatenate(rows) if rows else NO_ROWS

    def positions(self, field: Field, number: int, rows: Ints) -> tuple[Ints, Ints]:
        found = self._occurrences(field, number)
        pairs = [(rank, position) for rank, row in enumerate(rows.tolist()) for position in found[row]]
        both = np.array(pairs, np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]

    def lengths(self, field: Field) -> Codes:
        with self._lock:
            lengths = [self._reader.doc_field_length(row, field.name) or 0 for row in range(self.size)]
        return np.array([bm25.length_code(length) for length in lengths], np.uint8)

    def values(self, column: Column) -> Values:
        if column not in self._values:
            self._values[column] = numbered(self._columns, column)
        return self._values[column]

    def dates(self) -> npt.NDArray[np.int32]:
        return np.array([date_key(row.get(Column.DATE, ())) for row in self._columns], np.int32)

    def entry(self, row: int) -> tuple[str, str]:
        return self._ids[row], self._documents[row]

    def entry_ids(self) -> Sequence[str]:
        return self._ids

    def record_row(self, document: str) -> int | None:
        return next((row for row in self.rows_with_key(document) if RECORD in self._stored[row]), None)

    def rows_with_key(self, document: str) -> list[int]:
        """The live rows of a document."""
        with self._lock:
            if (KEY, document) not in self._reader:
                return []
            return [row for row in self._reader.postings(KEY, document).all_ids() if self._live[row]]

    def record_rows(self) -> Sequence[int]:
        return [row for row, stored in enumerate(self._stored) if RECORD in stored and self._live[row]]

    def record(self, row: int) -> bytes:
        data: bytes = self._stored[row][RECORD]
        return data

    def source(self, row: int) -> bytes:
        data: bytes = self._stored[row][SOURCE]
        return data
