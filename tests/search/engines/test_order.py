"""One order of hits: score or date, then newer date, then id."""

from __future__ import annotations

import numpy as np
import pytest

from search.engines.order import date_key, settled, settled_all, sort_key
from search.engines.whoosh.ranking import Matches, Ordering, best
from search.port.lookup import Sort


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
    assert settled(0.1 + 0.2) == settled(0.3)
    assert settled_all(np.array([0.1 + 0.2, 1 / 3])).tolist() == [settled(0.3), settled(1 / 3)]


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("count", [0, 1, 7, 50, 299, 300, 1000])
def test_the_best_are_the_first_of_all_sorted(sort: Sort, count: int) -> None:
    chance = np.random.default_rng(count)
    scores = chance.integers(0, 5, 300) / 4 + chance.random(300) * 1e-9
    dates = chance.choice([0, 20310000, 20310304], 300).astype(np.int32)
    matches = Matches(np.arange(300), scores)
    ranks = chance.permutation(300)

    def entry(row: int) -> tuple[str, str]:
        return f"{ranks[row]:04d}", ""

    ordering = Ordering(sort, dates, entry, lambda: ranks)
    whole = best(matches, 300, ordering)
    assert whole == sorted(whole, key=lambda one: sort_key(sort, one.score, int(dates[one.row]), one.entry))
    assert best(matches, count, ordering) == whole[:count]


def test_the_best_of_many_are_found_through_a_sample() -> None:
    chance = np.random.default_rng(1)
    matches = Matches(np.arange(50_000), chance.permutation(50_000) / 100)
    ordering = Ordering(
        Sort.RELEVANCE, np.zeros(50_000, np.int32), lambda row: (str(row), ""), lambda: np.arange(50_000)
    )
    wanted = np.argsort(-matches.scores)[:200].tolist()
    assert [one.row for one in best(matches, 200, ordering)] == wanted
