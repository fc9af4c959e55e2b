"""One order of hits: score or date, then newer date, then id."""

from __future__ import annotations

import numpy as np
import pytest

from search.engines.order import date_key, rounded, rounded_all


@pytest.mark.parametrize(
    ("dates", "key"),
    [
        (("2031",), 20310000),
        (("2031-03",), 20310300),
        (("2031-03-04",), 20310304),
        (("2031-03-04", "2040"), 20310304),
        ((), 0),
        (("",), 0),
        (("spring",), 0),
        (("2031-3",), 0),
    ],
)
def test_dates_sort_as_precise_as_known(dates: tuple[str, ...], key: int) -> None:
    assert date_key(dates) == key


def test_scores_that_differ_in_the_last_bits_tie() -> None:
    assert rounded(0.1 + 0.2) == rounded(0.3)
    assert rounded_all(np.array([0.1 + 0.2, 1 / 3])).tolist() == [rounded(0.3), rounded(1 / 3)]
