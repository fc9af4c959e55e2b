"""Excel: one sheet of rows, written by XlsxWriter in constant memory.

XlsxWriter rather than a writer of our own: the escapes of control characters, of `_x0041_` and of blanks at the ends of
a cell are where home-made files break, and it has no dependencies.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from tempfile import SpooledTemporaryFile, gettempdir
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxFileError
from xlsxwriter.worksheet import Worksheet

from search.errors import WendaError
from search.exports.hit_cells import COLUMNS, cells_of
from search.exports.provenance import Provenance
from search.exports.xml import xml_text
from search.request import Result

MOST_ROWS = 1_048_576  # of a sheet, header included; further rows go to further sheets
MOST_CELL_UNITS = 32_767  # UTF-16 units in a cell
CUT = " […]"
SPOOL_BYTES = 8 << 20  # a file up to this size stays in memory, a larger one on disk
CHUNK_BYTES = 64 << 10
SHARED_MEMORY = "/dev/shm"
_WIDTHS = {"text": 80, "title": 40, "questions": 40, "answers": 40}
_NO_DAY = datetime(1980, 1, 1)  # what zip files begin with: without it the library would ask the clock


def write_xlsx(results: Iterable[Result], provenance: Provenance) -> Iterator[bytes]:
    """The file in pieces, once all rows are written (to temporary files). Every cell is text, so nothing runs as a
    formula and numbers keep their zeros; texts too long for a cell end in ` […]`. Raises WendaError where temporary
    files have no room."""
    folder = _folder()
    with SpooledTemporaryFile(max_size=SPOOL_BYTES, dir=folder) as spool:
        try:
            _fill(spool, results, provenance, folder)
        except (OSError, XlsxFileError) as error:
            raise _no_room(str(error)) from error
        spool.seek(0)
        while piece := spool.read(CHUNK_BYTES):
            yield piece


def _folder() -> str:
    """Where temporary files go; shared memory where the disk is read-only. Raises WendaError where there is neither."""
    try:
        return gettempdir()
    except FileNotFoundError as error:
        if os.access(SHARED_MEMORY, os.W_OK):
            return SHARED_MEMORY
        raise _no_room(str(error)) from error


def _no_room(why: str) -> WendaError:
    return WendaError(f"no room for the Excel file: {why}", "free some, or set TMPDIR to a folder that has it")


def _fill(spool: IO[bytes], results: Iterable[Result], provenance: Provenance, folder: str) -> None:
    workbook = Workbook(spool, {"constant_memory": True, "tmpdir": folder})
    created = datetime.fromisoformat(provenance.exported_on) if provenance.exported_on else _NO_DAY
    workbook.set_properties({"title": "Wenda", "comments": xml_text(provenance.sentence()), "created": created})
    sheet, number = _sheet(workbook), 1
    for result in results:
        if number == MOST_ROWS:
            sheet, number = _sheet(workbook), 1
        for column, cell in enumerate(cells_of(result, provenance)):
            sheet.write_string(number, column, cut_to_cell(xml_text(cell)))
        number += 1
    workbook.close()


def _sheet(workbook: Workbook) -> Worksheet:
    """A new sheet with the header in its first row, which stays in sight."""
    sheet = workbook.add_worksheet()
    sheet.freeze_panes(1, 0)
    bold = workbook.add_format({"bold": True})
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, _WIDTHS.get(name, 16))
        sheet.write_string(0, column, name, bold)
    return sheet


def cut_to_cell(text: str) -> str:
    """The text, cut where it is longer than a cell may be."""
    if len(text) <= MOST_CELL_UNITS // 2 or len(text.encode("utf-16-le")) // 2 <= MOST_CELL_UNITS:
        return text
    kept = text.encode("utf-16-le")[: 2 * (MOST_CELL_UNITS - len(CUT))]
    return kept.decode("utf-16-le", "ignore") + CUT
