"""A cache with a bound: for what is found once a generation."""

from __future__ import annotations

from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class BoundedCache(dict[Key, Value]):
    """A table that is cleared when it has so many entries, which is cheaper than knowing the oldest. Thread-safe if
    equal keys give equal values. Use `get`: another thread may clear the table at any time."""

    __slots__ = ("_most",)

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: Key, value: Value) -> None:
        if len(self) >= self._most:
            self.clear()
        super().__setitem__(key, value)
