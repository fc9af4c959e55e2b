"""Values of a column, found by what was typed of them."""

import pytest

from search.query.column_values import matching_values

KNOWN = ("云屿市", "雲嶼市", "Cidade de Yunyu", "Yunyu City", "São João", "")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("云屿", ("云屿市", "雲嶼市")),
        ("屿市", ("云屿市", "雲嶼市")),
        ("YUNYU", ("Cidade de Yunyu", "Yunyu City")),
        ("unyu", ("unyu",)),
        ("sao joao", ("São João",)),
        ("Ｙｕｎｙｕ", ("Cidade de Yunyu", "Yunyu City")),
        ("a.*", ("a.*",)),
        ("！", ("！",)),
    ],
)
def test_a_part_that_begins_where_a_word_does(typed: str, found: tuple[str, ...]) -> None:
    assert matching_values(KNOWN, typed, whole=False) == found


def test_in_quotation_marks_the_whole_value_is_meant() -> None:
    assert matching_values(KNOWN, "云屿市", whole=True) == ("云屿市", "雲嶼市")
    assert matching_values(KNOWN, "yunyu city", whole=True) == ("Yunyu City",)
    assert matching_values(KNOWN, "云屿", whole=True) == ("云屿",)
