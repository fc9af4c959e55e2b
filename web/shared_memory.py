"""Rows of numbers in anonymous shared memory: made before the workers fork, read and written by all of them."""

from __future__ import annotations

import mmap
import multiprocessing
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_WAIT_SECONDS = 0.05  # a worker that died holding the lock must not stop the site


class SharedRows:
    """`rows` rows of the numbers that `layout` (of `struct`) names, all 0 at first, under one lock."""

    def __init__(self, layout: str, rows: int) -> None:
        self._layout = struct.Struct(layout)
        self._memory = mmap.mmap(-1, rows * self._layout.size)
        self._lock = multiprocessing.Lock()

    @contextmanager
    def locked(self) -> Iterator[bool]:
        """Hold the lock; gives False, without it, when another process holds it too long."""
        held = self._lock.acquire(timeout=_WAIT_SECONDS)
        try:
            yield held
        finally:
            if held:
                self._lock.release()

    def read(self, row: int) -> tuple[Any, ...]:
        """The numbers of a row (Any: whole ones and fractions)."""
        return self._layout.unpack_from(self._memory, row * self._layout.size)

    def write(self, row: int, *numbers: float) -> None:
        """Replace the numbers of a row; hold the lock."""
        self._layout.pack_into(self._memory, row * self._layout.size, *numbers)
