"""Nearly alike: the index of deletions against the true distance."""

from __future__ import annotations

import random

import pytest

from search.suggest.symspell import deletion_index, distance, one_edit_away


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("farol", "farol", 0),
        ("farol", "faról", 1),
        ("farol", "farl", 1),
        ("farol", "afrol", 1),
        ("farol", "frola", 2),
        (("la", "fu"), ("fu", "la"), 1),
    ],
)
def test_distance_counts_slips_of_the_finger(one: str, other: str, far: int) -> None:
    assert distance(one, other) == distance(other, one) == far


def test_every_neighbour_at_distance_one_is_found_and_at_two_by_a_second_step() -> None:
    chance = random.Random(7)
    words = sorted({"".join(chance.choices("abcde", k=chance.randint(3, 6))) for _ in range(400)})
    near = deletion_index((word, number) for number, word in enumerate(words))
    for word in words[:60]:
        once = {words[row] for row in near.candidate_rows([word])}
        assert {other for other in words if distance(word, other) <= 1} <= once
        twice = {words[row] for row in near.candidate_rows(one_edit_away(word))}
        assert {other for other in words if distance(word, other) <= 2} <= twice


def test_syllables_and_letters_never_meet() -> None:
    near = deletion_index([("lafu", 0), (("la", "fu"), 1)])
    assert near.candidate_rows(["lafu"]) == [0]
    assert near.candidate_rows([("la", "fu")]) == [1]
