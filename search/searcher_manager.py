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
    """A searcher in use: how many requests hold it, and whether a newer one has taken its place."""

    searcher: Searcher
    users: int = 0
    retired: bool = False


class SearcherManager:
    """The searcher of an engine's current generation, made by `open_searcher`. A generation that is published meanwhile
    is picked up by the next request, or `wait` seconds later. Each request keeps the searcher it began with; the last
    request to leave an old one closes its snapshot."""

    def __init__(self, engine: Engine, open_searcher: Callable[[Snapshot], Searcher]) -> None:
        self._engine = engine
        self._open_searcher = open_searcher
        self._lock = Lock()  # over the reference and its users
        self._opening = Lock()
        self._current: SearcherRef | None = None
        self._patience_s = 0.0
        self._later = "", 0.0  # a generation that is not to be opened before a time

    def wait(self, seconds: float) -> None:
        """Open a later generation only when it has been seen for so long."""
        self._patience_s = seconds

    @property
    def awaited(self) -> str:
        """The name of the published generation as long as another one is searched, or none; else empty."""
        served, published = self._current, self._published()
        return "" if served is not None and served.searcher.snapshot.generation.name == published else published

    def health(self) -> WendaError | None:
        """None when searches are answered from the published generation, else the error that says why not."""
        try:
            published = self._engine.current()
            with self.current() as ref:
                served = ref.searcher.snapshot.generation.name
            if published is not None and served != published:
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
        ref = self._acquire()
        try:
            yield ref
        finally:
            with self._lock:
                ref.users -= 1
                if ref.retired and not ref.users:
                    ref.searcher.snapshot.close()

    def _acquire(self) -> SearcherRef:
        """The reference to the published generation, counted. One request opens a new generation while the others are
        served from the old one; only without an old one do they wait."""
        served = self._current
        behind = served is None or self._superseded(served)
        if behind and self._opening.acquire(blocking=served is None):
            try:
                self._follow()
            finally:
                self._opening.release()
        with self._lock:
            ref = self._current
            if ref is not None:
                ref.users += 1
                return ref
        return self._acquire()

    def _superseded(self, served: SearcherRef) -> bool:
        """Whether another generation is published than the one that is searched, and may be worth opening now."""
        name = self._published()
        if not name or name == served.searcher.snapshot.generation.name:
            return False
        if self._later[0] != name:
            self._later = name, time.monotonic() + self._patience_s
        return time.monotonic() >= self._later[1]

    def _follow(self) -> None:
        """Open the published generation. When that fails the old one is served on, and the error shows in `health`."""
        served = self._current
        if served is not None and not self._superseded(served):
            return
        name = self._published()
        try:
            fresh = SearcherRef(self._open_searcher(self._engine.open(name or None)))
        except WendaError:
            if served is None:
                raise
            self._later = name, time.monotonic() + RETRY_S
            return
        with self._lock:
            self._retire()
            self._current = fresh

    def _published(self) -> str:
        """The name of the published generation; empty when there is none, or when the engine does not tell."""
        try:
            return self._engine.current() or ""
        except WendaError:
            return ""

    def _retire(self) -> None:
        """Let the held generation go; the caller holds the lock."""
        served, self._current = self._current, None
        if served is not None:
            served.retired = True
            if not served.users:
                served.searcher.snapshot.close()
