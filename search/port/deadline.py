"""Deadlines: values of `time.monotonic()`, None for time enough."""

from __future__ import annotations

import time


def passed(deadline: float | None) -> bool:
    """Whether the time is over."""
    return deadline is not None and time.monotonic() >= deadline
