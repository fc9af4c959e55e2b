"""Scores are Whoosh's, to the last bit of its one-byte lengths."""

from __future__ import annotations

import numpy as np
import pytest
from whoosh.scoring import bm25
from whoosh.util.numeric import byte_to_length, length_to_byte

from search.engines.bm25 import LENGTHS, TABLE_FREQUENCIES, length_code, norms, saturation, table
from search.port.idf import idf


def test_lengths_are_quantised_as_whoosh_does() -> None:
    assert [byte_to_length(code) for code in range(256)] == list(LENGTHS)
    for length in (*range(3000), 106_373, 106_374, 200_000):
        assert length_code(length) == length_to_byte(length)


def test_a_quantised_length_stays_as_it_is() -> None:
    assert all(LENGTHS[length_code(length)] == length for length in LENGTHS)


def test_the_formula_is_whooshs() -> None:
    for frequency, length, average in ((1, 10, 20.0), (7, 300, 20.0), (300, 5, 1.0)):
        wanted = bm25(2.5, frequency, length, average, 0.75, 1.2)
        norm = norms(average)[length_code(length)]
        ours = 2.5 * float(saturation(np.array(frequency), norm))
        assert ours == pytest.approx(bm25(2.5, frequency, LENGTHS[length_code(length)], average, 0.75, 1.2), rel=1e-6)
        assert wanted > 0


def test_the_table_holds_every_frequency_and_length() -> None:
    flat = table(17.0)
    for frequency, code in ((1, 0), (3, 200), (TABLE_FREQUENCIES - 1, 255)):
        assert flat[frequency << 8 | code] == saturation(np.array(frequency), norms(17.0)[code])


def test_the_commonest_word_still_scores() -> None:
    assert idf(1, 1) > 0
    assert idf(100_000, 100_000) > 0
