"""Deadlines are values of `time.monotonic()`; None means no limit."""

from __future__ import annotations

import time


class DeadlinePassed(Exception):
    """The deadline of a lookup has passed."""


def passed(deadline: float | None) -> bool:
    """Whether the deadline has passed."""
    return deadline is not None and time.monotonic() >= deadline


class Deadline:
    """The deadline of one lookup, checked between units of work: a posting list, a block of terms, a document."""

    def __init__(self, deadline: float | None) -> None:
        self._deadline = deadline

    def check(self) -> None:
        """Raises DeadlinePassed if the deadline has passed."""
        if passed(self._deadline):
            raise DeadlinePassed

    def lift(self) -> None:
        """No limit from now on: what was begun may come to its end."""
        self._deadline = None
