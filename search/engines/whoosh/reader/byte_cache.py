"""Arrays kept for the next query, bounded in bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")

OVERHEAD_BYTES = 200  # of a key and an entry, about


class _CacheEntry(Generic[Value]):
    """A value, its size in bytes, and whether it was asked for since it was last looked at."""

    __slots__ = ("size", "used", "value")

    def __init__(self, value: Value, size: int) -> None:
        self.value = value
        self.size = size
        self.used = False


class ByteCache(Generic[Value]):
    """A cache that gives every value a second chance: the oldest goes, unless it was asked for in the meantime. After
    F. J. Corbató, A paging experiment with the Multics system, 1968.

    One dictionary access and one flag a hit, no order to keep. Safe between threads.
    """

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._frozen: dict[Hashable, Value] = {}
        self._entries: OrderedDict[Hashable, _CacheEntry[Value]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], tuple[Value, int]]) -> Value:
        """The kept value, or what `make` gives: a value and its size in bytes."""
        entry = self._entries.get(key)
        if entry is not None:
            entry.used = True
            return entry.value
        if key in self._frozen:
            return self._frozen[key]
        value, size = make()
        self._put(key, _CacheEntry(value, size + OVERHEAD_BYTES))
        return value

    def freeze(self, limit_bytes: int) -> None:
        """Keep for good what is kept now, and so much besides. Before a process forks: what nobody marks or throws away
        nobody writes to, and its memory stays shared."""
        with self._lock:
            self._frozen.update((key, entry.value) for key, entry in self._entries.items())
            self._entries.clear()
            self._bytes = 0
            self._limit = limit_bytes

    def _put(self, key: Hashable, entry: _CacheEntry[Value]) -> None:
        if entry.size > self._limit:
            return
        with self._lock:
            known = self._entries.pop(key, None)  # another thread was quicker
            self._bytes += entry.size - (known.size if known else 0)
            self._entries[key] = entry
            while self._bytes > self._limit:
                oldest, one = self._entries.popitem(last=False)
                if one.used:
                    one.used = False
                    self._entries[oldest] = one
                else:
                    self._bytes -= one.size
