"""The list of ids is whole at every moment, and a damaged one is not overwritten."""

from pathlib import Path

import pytest

from indexer.ids.ledger import FILE, LedgerEntry, LedgerTurn, read_ledger, write_ledger
from search.errors import DamagedIndex

KNOWN = LedgerEntry(
    "id-1", "记者会\n.txt", "a/记者会\n.txt", "abc", (LedgerTurn("t1", "answer", "0a1b"),), 4, gone=True
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_ledger(tmp_path / "index", {"id-1": KNOWN})
    assert read_ledger(tmp_path / "index") == {"id-1": KNOWN}
    assert (tmp_path / "index" / FILE).stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "index").iterdir()] == [FILE]


def test_no_list_is_an_empty_one(tmp_path: Path) -> None:
    assert read_ledger(tmp_path) == {}


@pytest.mark.parametrize("line", ["{", "{}", '{"id": 1, "turns": [[1]]}', "null"])
def test_a_damaged_list_names_file_and_line(tmp_path: Path, line: str) -> None:
    write_ledger(tmp_path, {"id-1": KNOWN})
    with (tmp_path / FILE).open("a", encoding="utf-8") as lines:
        lines.write(line + "\n")
    with pytest.raises(DamagedIndex, match="line 2"):
        read_ledger(tmp_path)
