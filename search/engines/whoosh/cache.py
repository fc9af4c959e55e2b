"""Arrays kept for the next query, bounded in bytes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")

OVERHEAD_BYTES = 200  # of a key and an entry, about


class ByteCache(Generic[Kept]):
    """A cache in two generations: what is not asked for while half of the bytes are filled anew is dropped.

    One dictionary access a hit, no links to keep. Safe between threads.
    """

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._new: dict[Hashable, tuple[Kept, int]] = {}
        self._old: dict[Hashable, tuple[Kept, int]] = {}
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], tuple[Kept, int]]) -> Kept:
        """The kept value, or what `make` gives: a value and its size in bytes."""
        found = self._new.get(key)
        if found is None:
            found = self._old.get(key)
            if found is None:
                found = make()
            self._put(key, found)
        return found[0]

    def _put(self, key: Hashable, entry: tuple[Kept, int]) -> None:
        if not self._limit:
            return
        with self._lock:
            self._new[key] = entry
            self._bytes += entry[1] + OVERHEAD_BYTES
            if self._bytes > self._limit // 2:
                self._old, self._new, self._bytes = self._new, {}, 0
