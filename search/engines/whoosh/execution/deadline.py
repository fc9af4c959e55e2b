"""The time that a lookup may take."""

from __future__ import annotations

from search.port.deadline import passed


class DeadlinePassed(Exception):
    """The time of the lookup is over."""


class Deadline:
    """Asked between pieces of work: of a list, of 65,536 terms, of a document's text."""

    def __init__(self, deadline: float | None) -> None:
        """`deadline` is a `time.monotonic()` value; None: there is time enough."""
        self._time = deadline

    def check(self) -> None:
        """Raises DeadlinePassed when the time is over."""
        if passed(self._time):
            raise DeadlinePassed

    def lift(self) -> None:
        """Let what was begun come to its end."""
        self._time = None
