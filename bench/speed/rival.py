"""What the benchmark wants of an engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from bench.speed.corpus import Sample
from search.port.lookup import Lookup

Search = Callable[[], object]
Ready = Callable[[Lookup], Search]


class Writing(Protocol):
    """An index being written."""

    def add(self, given: Any) -> None:
        """Add what `Rival.given` made of some passages (Any: each engine takes its own form)."""
        ...

    def finish(self) -> None:
        """Commit, into one segment where the engine has segments."""
        ...


@dataclass(frozen=True, slots=True)
class Rival:
    """An engine: how passages are put into its form (not timed), written, and asked.

    `opened` raises Unasked when a lookup is one that the engine cannot answer. `stored` are the files that hold the
    texts, as glob patterns; `most_passages` bounds what one has time for.
    """

    given: Callable[[list[Sample]], Any]
    begin: Callable[[Path], Writing]
    opened: Callable[[Path], Ready]
    stored: tuple[str, ...]
    most_passages: int = 10_000_000


class Unasked(Exception):
    """The engine has no such query."""
