"""What is remembered stays within its bounds."""

from __future__ import annotations

from search.results.bounded_cache import BoundedCache


def test_all_is_forgotten_when_it_is_full() -> None:
    table: BoundedCache[str, int] = BoundedCache(3)
    for number, name in enumerate("abc"):
        table[name] = number
    assert dict(table) == {"a": 0, "b": 1, "c": 2}
    table["d"] = 3
    assert dict(table) == {"d": 3}
