"""Deadlines are values of `time.monotonic()`; None means no limit."""

from __future__ import annotations

import time


def passed(deadline: float | None) -> bool:
    """Whether the deadline has passed."""
    return deadline is not None and time.monotonic() >= deadline
