"""The generation that is searched, and who uses it: follows what is published; safe to share between threads."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from search.errors import WendaError
from search.port.engine import Engine, Snapshot
from search.results.searcher import Searcher

RETRY_S = 5.0  # a generation that could not be opened is tried again after so many seconds


@dataclass
class SearcherRef:
    """A generation in use: how many requests hold it, and whether a newer one has taken its place."""

    searcher: Searcher
    users: int = 0
    retired: bool = False


class SearcherManager:
    """The generations of an engine, as `serve` makes them ready. One published meanwhile is picked up by the next
    request, or after a patience; each request keeps the one it began with, and the last to leave an old one closes
    it."""

    def __init__(self, engine: Engine, serve: Callable[[Snapshot], Searcher]) -> None:
        self._engine = engine
        self._serve = serve
        self._lock = Lock()  # over the lease and its users
        self._opening = Lock()
        self._lease: SearcherRef | None = None
        self._patience_s = 0.0
        self._later = "", 0.0  # a generation that is not to be opened before a time

    def wait(self, seconds: float) -> None:
        """Open a later generation only when it has been seen for so long."""
        self._patience_s = seconds

    @property
    def awaited(self) -> str:
        """The name of the published generation as long as another one is held, or none; else empty."""
        held, published = self._lease, self._published()
        return "" if held is not None and held.searcher.snapshot.generation.name == published else published

    def health(self) -> WendaError | None:
        """None when searches are answered from the published generation, else the error that says why not."""
        try:
            published = self._engine.current()
            with self.current() as lease:
                held = lease.searcher.snapshot.generation.name
            if published is not None and held != published:
                self._engine.open(published).close()
        except WendaError as error:
            return error
        return None

    def close(self) -> None:
        """Let go of the generation; a request still running closes it when it ends."""
        with self._lock:
            self._retire()

    @contextmanager
    def current(self) -> Iterator[SearcherRef]:
        """The current generation, held while the block runs."""
        lease = self._held()
        try:
            yield lease
        finally:
            with self._lock:
                lease.users -= 1
                if lease.retired and not lease.users:
                    lease.searcher.snapshot.close()

    def _held(self) -> SearcherRef:
        """The lease of the published generation, counted. One request opens a new generation while the others are
        served from the old one; only without an old one do they wait."""
        held = self._lease
        behind = held is None or self._superseded(held)
        if behind and self._opening.acquire(blocking=held is None):
            try:
                self._follow()
            finally:
                self._opening.release()
        with self._lock:
            lease = self._lease
            if lease is not None:
                lease.users += 1
                return lease
        return self._held()

    def _superseded(self, held: SearcherRef) -> bool:
        """Whether another generation is published than the one held, and may be worth opening now."""
        name = self._published()
        if not name or name == held.searcher.snapshot.generation.name:
            return False
        if self._later[0] != name:
            self._later = name, time.monotonic() + self._patience_s
        return time.monotonic() >= self._later[1]

    def _follow(self) -> None:
        """Open the published generation. When that fails the old one is served on, and the error shows in `health`."""
        held = self._lease
        if held is not None and not self._superseded(held):
            return
        name = self._published()
        try:
            fresh = SearcherRef(self._serve(self._engine.open(name or None)))
        except WendaError:
            if held is None:
                raise
            self._later = name, time.monotonic() + RETRY_S
            return
        with self._lock:
            self._retire()
            self._lease = fresh

    def _published(self) -> str:
        """The name of the published generation; empty when there is none, or when the engine does not tell."""
        try:
            return self._engine.current() or ""
        except WendaError:
            return ""

    def _retire(self) -> None:
        """Let the held generation go; the caller holds the lock."""
        held, self._lease = self._lease, None
        if held is not None:
            held.retired = True
            if not held.users:
                held.searcher.snapshot.close()
