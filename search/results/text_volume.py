"""How much text the archive holds, by date, language, role, genre and speaker: what frequencies are divided by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from search.model import Kind, Role
from search.port.engine import Snapshot
from search.results.searcher import Searcher
from search.terms import Column

# What counts as text, and is searched for frequencies: cards and captions are no running text.
TEXT_KINDS = (Kind.PARAGRAPH, Kind.QUESTION, Kind.ANSWER)
_BY = (Column.KIND, Column.DATE, Column.LANG, Column.ROLE, Column.GENRE, Column.SAID_BY)


@dataclass(frozen=True, slots=True)
class VolumeCell:
    """What passages counted together have in common. `date` is ISO, as precise as known; `role` is None for text that
    belongs to no turn."""

    date: str
    lang: str
    role: Role | None
    genre: str
    speaker: str

    def values(self, column: Column) -> tuple[str, ...]:
        """What the passages have in a column that a filter of trends compares (`Filter.in_trends`)."""
        value: str | None = getattr(self, column.value)
        return (value,) if value else ()


class TextVolume:
    """The characters of one generation's passages, white space aside, summed when first asked for. Safe to share
    between threads: one sums, the others wait."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._lock = Lock()
        self._cells: Mapping[VolumeCell, int] | None = None

    def cells(self) -> Mapping[VolumeCell, int]:
        """The number of characters in each cell."""
        with self._lock:
            if self._cells is None:
                self._cells = count_characters(self._snapshot)
            return self._cells


def text_volume(searcher: Searcher) -> TextVolume:
    """A kind of `Searcher.memo`."""
    return TextVolume(searcher.snapshot)


def count_characters(snapshot: Snapshot) -> Mapping[VolumeCell, int]:
    """The number of characters in each cell, from the columns of the passages."""
    found: Counter[VolumeCell] = Counter()
    for (kind, date, lang, role, genre, speaker), size in snapshot.volume(_BY).items():
        if kind in TEXT_KINDS:
            found[VolumeCell(date, lang, Role(role) if role else None, genre, speaker)] += size
    return found
