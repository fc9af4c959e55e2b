"""Strings are found by their order, however they are numbered."""

from __future__ import annotations

import random
from bisect import bisect_left

import numpy as np
import pytest

from search.engines.whoosh.codec.array_file import byte_strings, read_byte_strings
from search.engines.whoosh.codec.sorted_strings import SAMPLE_STEP, SortedStrings

SIZES = [0, 1, 2, SAMPLE_STEP - 1, SAMPLE_STEP, SAMPLE_STEP + 1, 3 * SAMPLE_STEP + 5]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shuffled", [False, True])
def test_a_string_is_found_where_a_sorted_list_would_have_it(size: int, shuffled: bool) -> None:
    chance = random.Random(size)
    rising = sorted(chance.randbytes(chance.randint(1, 3)) for _ in range(size))
    numbers = list(range(size))
    if shuffled:
        chance.shuffle(numbers)
    written = [b""] * size
    for place, number in enumerate(numbers):
        written[number] = rising[place]
    order = np.array(numbers, np.uint32) if shuffled else None
    ordered = SortedStrings(read_byte_strings(byte_strings(written, "names"), "names"), order)
    assert [ordered[place] for place in range(size)] == rising
    for string in (b"", b"\xff\xff\xff\xff", *rising, *(one + b"\0" for one in rising)):
        assert ordered.lower_bound(string) == bisect_left(rising, string)
