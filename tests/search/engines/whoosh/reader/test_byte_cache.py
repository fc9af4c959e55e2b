"""What is kept for the next query stays within its bytes."""

from __future__ import annotations

from search.engines.whoosh.reader.byte_cache import ByteCache


def test_a_value_is_made_once_while_there_is_room() -> None:
    made: list[int] = []
    cache: ByteCache[int] = ByteCache(10_000)

    def make(number: int) -> tuple[int, int]:
        made.append(number)
        return number * 10, 100

    assert [cache.get(number, lambda number=number: make(number)) for number in (1, 2, 1, 2)] == [10, 20, 10, 20]  # type: ignore[misc]
    assert made == [1, 2]


def test_what_is_asked_for_again_outlives_what_is_not() -> None:
    made: list[int] = []
    cache: ByteCache[int] = ByteCache(4_000)
    for number in range(60):
        for one in (-1, number):
            cache.get(one, lambda one=one: (made.append(one) or one, 100))  # type: ignore[misc, func-returns-value]
    assert made.count(-1) == 1
    cache.get(0, lambda: (made.append(0) or 0, 100))  # type: ignore[func-returns-value]
    assert made.count(0) == 2


def test_nothing_is_kept_without_room() -> None:
    made: list[int] = []
    cache: ByteCache[int] = ByteCache(0)
    for _ in range(3):
        cache.get("x", lambda: (made.append(1) or 1, 1))  # type: ignore[func-returns-value]
    assert len(made) == 3


def test_all_of_the_room_is_used() -> None:
    made: list[int] = []
    cache: ByteCache[int] = ByteCache(3_000)
    for _ in range(3):
        for number in range(10):
            cache.get(number, lambda number=number: (made.append(number) or number, 100))  # type: ignore[misc, func-returns-value]
    assert made == list(range(10))


def test_what_is_larger_than_the_room_pushes_nothing_out() -> None:
    made: list[str] = []
    cache: ByteCache[str] = ByteCache(3_000)
    for name, size in (("small", 100), ("large", 4_000), ("small", 100), ("large", 4_000)):
        cache.get(name, lambda name=name, size=size: (made.append(name) or name, size))  # type: ignore[misc, func-returns-value]
    assert made == ["small", "large", "large"]


def test_what_has_settled_stays_and_takes_no_room_from_the_rest() -> None:
    made: list[int] = []
    cache: ByteCache[int] = ByteCache(10_000)

    def ask(*numbers: int) -> list[int]:
        return [cache.get(number, lambda number=number: (made.append(number) or number, 100)) for number in numbers]  # type: ignore[misc, func-returns-value]

    ask(*range(20))
    cache.freeze(1_000)
    assert ask(*range(20), *range(100, 103), *range(100, 103), *range(20)) == [
        *range(20), *range(100, 103), *range(100, 103), *range(20),
    ]  # fmt: skip
    assert made == [*range(20), 100, 101, 102]
    ask(*range(200, 210))
    assert made[-10:] == list(range(200, 210))
    ask(*range(20), 100)
    assert made[-1] == 100, "what came after has only the room given"
