"""The suggestion table: what goes in comes out, what is damaged is refused."""

from __future__ import annotations

import random
import struct

import pytest

from search.errors import DamagedIndex
from search.suggest.table import EMPTY, VERSION, SuggestKind, TableRow, pack_table, table_of, unpack_table

ROWS = (
    TableRow("渡轮", SuggestKind.TERM, "zh-Hans", 12, ("du lun",), ("渡轮",), ("dulun",), ("dl",), (("du", "lun"),)),
    TableRow("Segurança", SuggestKind.TERM, "pt", 7, (), ("seguranca",), (), (), ("seguranca",)),
    TableRow("маяк", SuggestKind.TERM, "ru", 3, (), ("маяк",), (), (), ("маяк",)),
    TableRow("Comunicado do porto", SuggestKind.TITLE, "", 1, (), ("comunicado do porto", "porto")),
    TableRow("曾望舒", SuggestKind.SPEAKER, "zh-Hans", 70_000, ("zeng wang shu", "ceng wang shu"), ("曾望舒",)),
)
TABLE = table_of(ROWS, {"渡": ("du",), "行": ("xing", "hang")})


def test_a_table_comes_back_whole() -> None:
    again = unpack_table(pack_table(TABLE))
    assert pack_table(again) == pack_table(TABLE)
    for number, row in enumerate(ROWS):
        found = again.row(number)
        assert (found.text, found.kind, found.lang, found.count) == (row.text, row.kind, row.lang, row.count)
        assert found.pinyin == row.pinyin
    assert again.readings == {"渡": ("du",), "行": ("xing", "hang")}


def test_keys_are_found_by_their_beginning_exact_ones_apart() -> None:
    again = unpack_table(pack_table(TABLE))
    assert [list(rows) for rows in again.written.beginning("渡轮")] == [[0], []]
    assert [list(rows) for rows in again.written.beginning("渡")] == [[], [0]]
    assert [list(rows) for rows in again.written.beginning("por")] == [[], [3]]
    assert [list(rows) for rows in again.written.beginning("x")] == [[], []]
    assert [list(rows) for rows in again.spoken.beginning("dulun")] == [[0], []]


def test_the_beginnings_are_those_that_a_plain_search_finds() -> None:
    chance = random.Random(11)
    words = ["".join(chance.choices("abя渡𠀀", k=chance.randint(1, 4))) for _ in range(300)]
    table = table_of([TableRow(word, SuggestKind.TERM, "", 1, (), (word,)) for word in words], {})
    for prefix in (*words[:50], "a", "𠀀", "z"):
        exact, longer = table.written.beginning(prefix)
        assert sorted(exact) == [at for at, word in enumerate(words) if word == prefix]
        assert sorted(longer) == [at for at, word in enumerate(words) if word.startswith(prefix) and word != prefix]


def test_no_table_and_one_of_another_version_are_empty() -> None:
    assert len(unpack_table(b"")) == len(unpack_table(pack_table(EMPTY))) == 0
    other = bytearray(pack_table(TABLE))
    struct.pack_into("<H", other, 8, VERSION + 1)
    assert len(unpack_table(bytes(other))) == 0


@pytest.mark.parametrize("cut", [1, 12, 40, 200])
def test_a_damaged_table_is_refused_by_name(cut: int) -> None:
    data = pack_table(TABLE)
    with pytest.raises(DamagedIndex, match="suggestion table"):
        unpack_table(data[:-cut] if cut < 100 else data[:cut] + bytes([data[cut] ^ 1]) + data[cut + 1 :])
    with pytest.raises(DamagedIndex):
        unpack_table(b"not a table at all, but text")
