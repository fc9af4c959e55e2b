"""CSV: RFC 4180 in UTF-8, with the byte order mark without which Excel takes Chinese for Latin-1."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from search.exports.hit_cells import COLUMNS, cells_of
from search.exports.provenance import Provenance
from search.request import Result

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# OWASP, CSV injection: these first signs start a formula, or are skipped before one; the full-width ones do so in
# Chinese and Japanese editions.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(results: Iterable[Result], provenance: Provenance) -> Iterator[bytes]:
    """The hits as a file, one row a hit."""
    return csv_file(COLUMNS, (cells_of(result, provenance) for result in results))


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The file in pieces, a line each: header, then the rows. Cells that would run as a formula begin with an
    apostrophe; lone surrogates become `?`."""
    yield BYTE_ORDER_MARK + _line(columns)
    for cells in rows:
        yield _line([f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in cells])


def _line(cells: Sequence[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode("utf-8", "replace")
