"""The comparison with the reference is worth something: data changed under the reader makes it fail."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from search.engines.memory import MemoryEngine
from search.engines.whoosh.codec.postings_reader import PostingsReader
from search.engines.whoosh.reader.segment_reader import SegmentReader
from search.port.engine import Snapshot
from search.port.lookup import Lookup, Phrase, Term
from tests.contract.agreement import assert_same
from tests.contract.corpus import EXACT, WORDS
from tests.contract.indexes import CORPORA, publish, together
from tests.contract.trees import Grower

WORD = WORDS[2]
DELETED = "a fifth deleted"


def compare(engine: Snapshot, reference: Snapshot) -> None:
    """Every word, every pair of words, and some random trees."""
    trees = [Term(EXACT, word) for word in WORDS] + [Phrase(EXACT, pair) for pair in product(WORDS[:8], WORDS[:8])]
    lookups = [Lookup(tree, limit=1000) for tree in trees]
    lookups += [Grower(seed).lookup() for seed in range(40)]
    for lookup in lookups:
        assert_same(engine.search(lookup), reference.search(lookup))


def of_the_word(segment: SegmentReader) -> tuple[PostingsReader, int]:
    """The lists of the field, and the word's number there."""
    lists = segment.postings(EXACT)
    assert lists is not None
    return lists, lists.find(WORD.encode())


def a_moved_posting(segment: SegmentReader) -> None:
    lists, number = of_the_word(segment)
    held, width = lists.rows(number), int(lists._dictionary["widths"][number])
    at = int(
        np.flatnonzero((np.diff(held) > 1) & segment.live_passages[held[:-1] + 1])[0]
    )  # the next row does not hold it
    start = int(lists._dictionary["gap_at"][number])
    gaps = list(lists._gaps)
    gaps[width] = gaps[width].copy()
    if at:
        gaps[width][start + at - 1] += 1
    else:
        lists._dictionary = {**lists._dictionary, "first": lists._dictionary["first"].copy()}
        lists._dictionary["first"][number] += 1
    gaps[width][start + at] -= 1
    lists._gaps = tuple(gaps)


def a_shifted_position(segment: SegmentReader) -> None:
    lists, number = of_the_word(segment)
    places = lists.all_positions.copy()
    # Of a row with several words a word's only place: a phrase there begins one further on, or no more.
    lengths = segment.lengths(EXACT)[lists.rows(number)]
    counts = lists.counts(number)
    once = np.ones(lengths.size, np.bool_) if counts is None else counts == 1
    row = int(np.flatnonzero(once & (lengths > 5) & segment.live_passages[lists.rows(number)])[0])
    places[lists.position_slices(number)[0][row]] += 1
    lists.all_positions = places


def an_ignored_tombstone(segment: SegmentReader) -> None:
    assert segment.live is not None
    lists, number = of_the_word(segment)
    held = lists.rows(number)
    live = segment.live.copy()
    live[held[~live[held]][0]] = True
    segment.live = live


def a_wrong_frequency(segment: SegmentReader) -> None:
    lists, number = of_the_word(segment)
    starts, counts = lists.position_slices(number)
    assert counts is not None
    row = int(np.flatnonzero((counts[:-1] > 1) & segment.live_passages[lists.rows(number)[:-1]])[0])
    bits = np.unpackbits(lists._first_bits)
    second = int(starts[row + 1])
    bits[second], bits[second - 1] = 0, 1  # the row's last place now counts for the next row
    lists._first_bits = np.packbits(bits)


def a_wrong_length(segment: SegmentReader) -> None:
    lists, number = of_the_word(segment)
    row = int(lists.rows(number)[segment.live_passages[lists.rows(number)]][0])
    codes = segment.lengths(EXACT).copy()
    codes[row] += 20
    segment._lengths[EXACT.name] = codes


@pytest.fixture
def reference() -> Snapshot:
    return publish(MemoryEngine(), CORPORA[DELETED][0])


def test_data_as_written_passes(tmp_path: Path, reference: Snapshot) -> None:
    compare(together(tmp_path, CORPORA[DELETED]), reference)


@pytest.mark.parametrize(
    "spoil", [a_moved_posting, a_shifted_position, an_ignored_tombstone, a_wrong_frequency, a_wrong_length]
)
def test_spoilt_data_is_seen(tmp_path: Path, reference: Snapshot, spoil: Callable[[SegmentReader], None]) -> None:
    engine = together(tmp_path, CORPORA[DELETED], spoil)
    with pytest.raises(AssertionError):
        compare(engine, reference)
