"""A cache bounded in bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")

OVERHEAD_BYTES = 200  # of a key and its entry, about


class _CacheEntry(Generic[Value]):
    """A value, its size in bytes, and whether it was used since the last search for a victim passed it."""

    __slots__ = ("size", "used", "value")

    def __init__(self, value: Value, size: int) -> None:
        self.value = value
        self.size = size
        self.used = False


class ByteCache(Generic[Value]):
    """A second-chance cache: the oldest value is evicted, unless it was used in the meantime; then it becomes the
    newest. After F. J. Corbató, A paging experiment with the Multics system, 1968.

    A hit costs one dictionary access and one flag, and changes no order. Safe between threads.
    """

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._frozen: dict[Hashable, Value] = {}
        self._entries: OrderedDict[Hashable, _CacheEntry[Value]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], tuple[Value, int]]) -> Value:
        """The cached value, or what `make` returns: a value and its size in bytes."""
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
        """Freeze the present entries and allow `limit_bytes` more. Call before fork: frozen entries are never written,
        so their pages stay shared."""
        with self._lock:
            self._frozen.update((key, entry.value) for key, entry in self._entries.items())
            self._entries.clear()
            self._bytes = 0
            self._limit = limit_bytes

    def _put(self, key: Hashable, entry: _CacheEntry[Value]) -> None:
        if entry.size > self._limit:
            return
        with self._lock:
            old = self._entries.pop(key, None)  # another thread was quicker
            self._bytes += entry.size - (old.size if old else 0)
            self._entries[key] = entry
            while self._bytes > self._limit:
                oldest, victim = self._entries.popitem(last=False)
                if victim.used:
                    victim.used = False
                    self._entries[oldest] = victim
                else:
                    self._bytes -= victim.size
