"""The three forms of matches give the same best hits, in the same order."""

from __future__ import annotations

import numpy as np
import pytest

from search.engines.order import rounded, sort_key
from search.engines.whoosh.execution.match_set import ApproximateMatches, ConstantMatches, Matches, RowMatches
from search.engines.whoosh.execution.top_k import Ordering
from search.port.lookup import Sort


def ordering_of(sort: Sort, ids: list[str], dates: list[int]) -> Ordering:
    """An ordering of rows with these ids and dates."""

    def in_order(sort: Sort) -> np.ndarray:
        rising = sort is Sort.OLDEST
        key = [(not date, date if rising else -date, one) for date, one in zip(dates, ids, strict=True)]
        return np.array(sorted(range(len(ids)), key=key.__getitem__), np.int32)

    def places(sort: Sort) -> np.ndarray:
        return np.argsort(in_order(sort)).astype(np.int32)

    return Ordering(sort, in_order, places)


def forms(scores: np.ndarray) -> list[Matches]:
    """The same matches, all rows with these scores, in every form that can hold them."""
    rows = np.arange(scores.size)
    rough = scores.astype(np.float32)
    found: list[Matches] = [RowMatches(rows, scores)]
    if (scores > 0).all():
        found.append(ApproximateMatches(rough, 2.0**-20, lambda some: scores.take(some), [rows[::3], rows[5:90]]))
    if np.ptp(scores) == 0:
        found.append(ConstantMatches(np.ones(scores.size, np.bool_), float(scores[0])))
    return found


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("count", [0, 1, 7, 50, 299, 300, 1000])
@pytest.mark.parametrize("levels", [1, 5, 300])
def test_the_best_are_the_first_of_all_sorted(sort: Sort, count: int, levels: int) -> None:
    chance = np.random.default_rng(count)
    scores = chance.integers(1, levels + 1, 300) / 4
    if levels > 1:
        scores += chance.random(300) * 1e-9
    dates = chance.choice([0, 20310000, 20310304], 300).tolist()
    ids = [f"{number:04d}" for number in chance.permutation(300)]
    keys = [sort_key(sort, rounded(score), date, one) for score, date, one in zip(scores, dates, ids, strict=True)]
    wanted = sorted(range(300), key=keys.__getitem__)[:count]
    for matches in forms(scores):
        found = matches.top(count, ordering_of(sort, ids, dates))
        assert found == [(row, rounded(scores[row])) for row in wanted]


@pytest.mark.parametrize("hinted", [True, False])
def test_the_best_of_many_are_found_through_a_sample(hinted: bool) -> None:
    chance = np.random.default_rng(1)
    scores = (chance.permutation(50_000) + 1) / 100
    rows = np.arange(50_000)
    ordering = ordering_of(Sort.RELEVANCE, [f"{row:05d}" for row in range(50_000)], [0] * 50_000)
    wanted = np.argsort(-scores)[:200].tolist()
    hints = [rows[::7], rows[::90]] if hinted else []
    summed = ApproximateMatches(scores.astype(np.float32), 2.0**-20, lambda some: scores.take(some), hints)
    for matches in (RowMatches(rows, scores), summed):
        assert [row for row, _ in matches.top(200, ordering)] == wanted


def test_sums_that_differ_only_by_rounding_are_told_apart_exactly() -> None:
    """Single precision cannot tell these scores; rounded to millionths they differ."""
    scores = np.full(20_000, 40.0) + np.arange(20_000) % 7 * 1e-6
    ordering = ordering_of(Sort.RELEVANCE, [f"{row:05d}" for row in range(20_000)], [0] * 20_000)
    summed = ApproximateMatches(np.full(20_000, 40.0, np.float32), 2.0**-20, lambda some: scores.take(some), [])
    assert [row for row, _ in summed.top(3, ordering)] == [6, 13, 20]


def test_every_form_counts_and_keeps_alike() -> None:
    scores = np.full(100, 2.0)
    mask = np.arange(100) % 3 == 0
    for matches in forms(scores):
        assert (matches.total, matches.rows.tolist()) == (100, list(range(100)))
        assert (matches.filtered(mask).total, matches.filtered(mask).rows.tolist()) == (34, list(range(0, 100, 3)))
