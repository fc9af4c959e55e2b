"""The places where a query stands, as far as they have been collected: for concordance and trends."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from search.port.lookup import Hit
from search.request import Expansion, MarkKind, Note

MOST_KEPT = 100_000  # places remembered in all, about 50 MB; those of one query are kept whatever their number


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place: [start, end) on the passage's own text, which begins at `at` of the document's. `before` and `after`
    are the words around it as they are sorted, nearest first. `speaker` is the id of who speaks there."""

    document: str
    passage: str
    at: int
    start: int
    end: int
    kind: MarkKind
    date: str
    lang: str
    speaker: str
    before: str
    after: str


@dataclass(slots=True)
class Occurrences:
    """The places of one query under its filters, newest document first, collected as far as `at` of `found` passages,
    whose date is `reached`; `hits` are the next of them, as far as they are listed. `beyond` says that there are more
    passages than can be collected, `cut` that the passages were not all found in time. Who collects holds `lock`."""

    hits: list[Hit]
    found: int
    beyond: bool
    parsed: str
    notes: tuple[Note, ...]
    expansions: tuple[Expansion, ...]
    cut: bool = False
    at: int = 0
    reached: str = ""
    places: list[Occurrence] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    @property
    def whole(self) -> bool:
        """Whether every passage found has been read."""
        return self.at == self.found and not self.beyond and not self.cut

    def full(self, most: int) -> bool:
        """Whether reading on would add nothing to the first `most` places, although there are more."""
        stopped = len(self.places) >= most or self.at == self.found
        return stopped and not self.cut and not (self.whole and len(self.places) <= most)


class OccurrenceCache:
    """The occurrences of the queries asked last on one generation; what one request began, the next one goes on with.
    Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[object, Occurrences] = OrderedDict()

    def of(self, key: object, begin: Callable[[], Occurrences]) -> Occurrences:
        """The occurrences of a key; `begin` makes them when there are none. Those cut short are not kept; the others
        are let go, longest unused first, when all together are too many."""
        with self._lock:
            kept = self._kept.get(key)
        made = kept or begin()
        if made.cut:
            return made
        with self._lock:
            kept = self._kept.setdefault(key, made)
            self._kept.move_to_end(key)
            total = sum(len(each.places) for each in self._kept.values())
            while total > MOST_KEPT and len(self._kept) > 1:
                _, gone = self._kept.popitem(last=False)
                total -= len(gone.places)
        return kept
