"""CSV: RFC 4180 in UTF-8, with the byte order mark without which Excel takes Chinese for Latin-1."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from search.exports.formula import escape_formula
from search.exports.hit_cells import COLUMNS, cells_of
from search.exports.provenance import Provenance
from search.request import Result

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write_csv(results: Iterable[Result], provenance: Provenance) -> Iterator[bytes]:
    """The file in pieces, a line each: header, then one row a hit. Cells that would run as a formula begin with an
    apostrophe; lone surrogates become `?`."""
    yield BYTE_ORDER_MARK + csv_line(COLUMNS)
    for result in results:
        yield csv_line([escape_formula(cell) for cell in cells_of(result, provenance)])


def csv_line(cells: Sequence[str]) -> bytes:
    """One line of the file."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode("utf-8", "replace")
