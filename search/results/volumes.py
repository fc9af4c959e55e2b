"""How much text the archive holds, by date, language, role, genre and speaker: what frequencies are divided by."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from threading import Lock

from search.model import Document, Kind, Role
from search.port.engine import Snapshot

# What counts as text, and is searched for frequencies: cards and captions are no running text.
TEXT_KINDS = (Kind.PARAGRAPH, Kind.QUESTION, Kind.ANSWER)
ATTACHMENT = "volumes.json"  # [[date, lang, role, genre, speaker, characters]]
_BATCH = 200  # documents read at a time


@dataclass(frozen=True, slots=True)
class Cell:
    """What passages counted together have in common. `date` is ISO, as precise as known; `role` is None for text that
    belongs to no turn."""

    date: str
    lang: str
    role: Role | None
    genre: str
    speaker: str


class Volumes:
    """The characters of one generation's passages, white space aside: as they were counted when it was published, else
    counted when first asked for. Safe to share between threads: one counts, the others wait."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._lock = Lock()
        self._cells: Mapping[Cell, int] | None = None

    def cells(self) -> Mapping[Cell, int]:
        """The number of characters in each cell."""
        with self._lock:
            if self._cells is None:
                known = self._snapshot.attachment(ATTACHMENT)
                self._cells = _unpacked(known) if known else counted(self._snapshot)
            return self._cells


def packed(cells: Mapping[Cell, int]) -> bytes:
    """The cells as an attachment of their generation."""
    return json.dumps([[*astuple(cell), size] for cell, size in cells.items()], ensure_ascii=False).encode("utf-8")


def _unpacked(data: bytes) -> Mapping[Cell, int]:
    return {
        Cell(date, lang, Role(role) if role else None, genre, speaker): size
        for date, lang, role, genre, speaker, size in json.loads(data)
    }


def counted(snapshot: Snapshot) -> Mapping[Cell, int]:
    """The number of characters in each cell, counted over all documents."""
    found: Counter[Cell] = Counter()
    ids = [document for document, _, _ in snapshot.sources()]
    for first in range(0, len(ids), _BATCH):
        for document in snapshot.documents(ids[first : first + _BATCH]).values():
            _add(found, document)
    return found


def _add(found: Counter[Cell], document: Document) -> None:
    roles = {turn.id: turn.role for turn in document.turns}
    for passage in document.passages:
        if passage.kind in TEXT_KINDS:
            cell = Cell(document.date, passage.lang, roles.get(passage.turn), document.genre.value, passage.speaker)
            found[cell] += sum(len("".join(span.of(document.text).split())) for span in passage.spans)
