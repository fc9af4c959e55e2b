"""CSV and Excel: what a spreadsheet opens, and what it must not run."""

import csv
import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from search.errors import WendaError
from search.exports import xlsx
from search.exports.csv import write_csv
from search.exports.hit_cells import COLUMNS
from search.exports.xlsx import CUT, MOST_CELL_UNITS, cut_to_cell, write_xlsx
from search.request import Result
from tests.search.exports.pages import PROVENANCE, from_page, from_record, hit_with, hits

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a"]


def rows(results: list[Result]) -> list[dict[str, str]]:
    data = b"".join(write_csv(results, PROVENANCE))
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheets(data: bytes) -> list[list[list[str]]]:
    """The cells of every sheet of an Excel file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        trees = [ElementTree.fromstring(archive.read(name)) for name in names]
    assert not any(list(tree.iter(f"{SHEET}f")) for tree in trees)
    return [
        [["".join(cell.itertext()) for cell in row.iter(f"{SHEET}c")] for row in tree.iter(f"{SHEET}row")]
        for tree in trees
    ]


def test_a_csv_row_holds_the_hit_its_address_and_its_pair() -> None:
    document = from_record()
    answer = next(row for row in rows(hits(document)) if row["kind"] == "answer")
    assert answer["text"] == "Fui eu (risos).\nE a minha filha."
    assert answer["questions"] == "Quem a remendou?"
    assert answer["askers"] == "Benedita Falcato"
    assert answer["speaker"] == "Tomé Vilarinho"
    assert answer["date"] == "2031-09"
    assert answer["url"].startswith(f"https://archive.example/doc/{document.id}?v=")
    assert answer["url"].endswith("#t3")


def test_csv_lines_end_with_cr_lf_and_every_row_has_every_column() -> None:
    data = b"".join(write_csv(hits(from_page()), PROVENANCE)).decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(data, newline="")))
    assert tuple(table[0]) == COLUMNS
    assert {len(row) for row in table} == {len(COLUMNS)}
    assert data.endswith("\r\n")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_csv_cell_that_would_run_begins_with_an_apostrophe(text: str) -> None:
    assert rows([hit_with(text)])[0]["text"] == "'" + text


@pytest.mark.parametrize("text", ['a "b", c', "um\r\ndois", "a=1", "—travessão", "渔业", " =1", ";|\x00", ""])
def test_any_other_csv_cell_comes_back_as_it_is(text: str) -> None:
    assert rows([hit_with(text)])[0]["text"] == text


def test_rows_are_written_as_the_hits_arrive() -> None:
    taken: list[int] = []

    def arriving() -> Iterator[Result]:
        for number, hit in enumerate(hits(from_record())):
            taken.append(number)
            yield hit

    pieces = write_csv(arriving(), PROVENANCE)
    next(pieces)
    assert taken == []
    next(pieces)
    assert taken == [0]


def test_an_excel_file_holds_the_same_rows_as_the_csv() -> None:
    document = from_record()
    [sheet] = sheets(b"".join(write_xlsx(hits(document), PROVENANCE)))
    assert tuple(sheet[0]) == COLUMNS
    assert sheet[1:] == [list(row.values()) for row in rows(hits(document))]


@pytest.mark.parametrize("text", [*FORMULAS[:4], "https://x.example", "007", "a\x01b", "\ud800", "_x0041_"])
def test_an_excel_cell_is_text_whatever_it_says(text: str) -> None:
    [sheet] = sheets(b"".join(write_xlsx([hit_with(text)], PROVENANCE)))
    assert len(sheet) == 2
    shown = {"a\x01b": "a\ufffdb", "\ud800": "\ufffd", "_x0041_": "_x005F_x0041_"}.get(text, text)
    assert sheet[1][COLUMNS.index("text")] == shown


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    assert cut_to_cell("渔" * MOST_CELL_UNITS) == "渔" * MOST_CELL_UNITS
    cut = cut_to_cell("\U0001f41f" * 20_000)
    assert cut.endswith(CUT)
    assert len(cut.encode("utf-16-le")) // 2 <= MOST_CELL_UNITS
    assert set(cut.removesuffix(CUT)) == {"\U0001f41f"}


def test_rows_beyond_the_end_of_a_sheet_go_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    found = sheets(b"".join(write_xlsx([hit_with(str(number)) for number in range(5)], PROVENANCE)))
    assert [len(sheet) for sheet in found] == [3, 3, 2]
    assert all(tuple(sheet[0]) == COLUMNS for sheet in found)


def test_the_same_hits_give_the_same_excel_file() -> None:
    assert b"".join(write_xlsx(hits(from_page()), PROVENANCE)) == b"".join(write_xlsx(hits(from_page()), PROVENANCE))


def test_an_excel_file_needs_no_disk_that_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> str:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr(xlsx, "gettempdir", nowhere)
    assert b"".join(write_xlsx([hit_with("a")], PROVENANCE)).startswith(b"PK")
    monkeypatch.setattr(xlsx, "SHARED_MEMORY", "/nowhere")
    with pytest.raises(WendaError, match="No usable temporary directory"):
        list(write_xlsx([hit_with("a")], PROVENANCE))


def test_a_full_disk_is_an_error_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(xlsx, "_fill", full)
    with pytest.raises(WendaError, match="No space left on device"):
        list(write_xlsx([hit_with("a")], PROVENANCE))
