"""The Whoosh engine: generations in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from whoosh.index import EmptyIndexError

from search.engines import generations
from search.engines.whoosh.draft import WhooshDraft, read_segments
from search.engines.whoosh.schema import FORMAT
from search.engines.whoosh.snapshot import WhooshSnapshot
from search.errors import WendaError
from search.port.engine import Generation


class WhooshEngine:
    """An embedded index in a folder. `fingerprint` names the analysis whose generations may be opened; empty: any."""

    def __init__(self, folder: Path, fingerprint: str = "") -> None:
        self._folder = folder
        self._fingerprint = fingerprint

    def open(self, generation: str | None = None) -> WhooshSnapshot:
        """The served generation, or the named one. Raises NoGeneration, StaleIndex, DamagedIndex."""
        while True:
            wanted = generation if generation is not None else generations.current(self._folder)
            try:
                folder, found = generations.opened(self._folder, wanted, FORMAT, self._fingerprint)
                return WhooshSnapshot(folder, found, read_segments(folder))
            except (WendaError, OSError, EmptyIndexError):
                # A run may have published and pruned since the pointer was read: then there is a newer one to open.
                if generation is not None or generations.current(self._folder) == wanted:
                    raise

    def current(self) -> str | None:
        """The name of the served generation, read afresh."""
        return generations.current(self._folder)

    def draft(self, fingerprint: str, base: str | None = None) -> WhooshDraft:
        """A new draft. Raises IndexBusy, before the base is read; for the base NoGeneration, DamagedIndex, and
        StaleIndex when another analysis or format wrote it."""
        build = generations.begin(self._folder)
        try:
            if base is not None:
                generations.opened(self._folder, base, FORMAT, fingerprint)
                generations.take_over(build, base)
            return WhooshDraft(build, fingerprint)
        except BaseException:
            generations.abandon(build)
            raise

    def generations(self) -> Sequence[Generation]:
        """All published generations, oldest first."""
        return generations.listed(self._folder)

    def switch(self, generation: str) -> None:
        """Serve another generation, if it can be opened. Raises NoGeneration, StaleIndex, DamagedIndex, IndexBusy."""
        generations.switch(self._folder, generation, FORMAT, self._fingerprint)

    def prune(self, keep: int = 2) -> None:
        """Remove old generations and left-overs."""
        generations.prune(self._folder, keep)
