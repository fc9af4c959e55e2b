"""What a reader sees for a facet's value: for a speaker's id the name as it is written most often."""

from __future__ import annotations

from collections import Counter

from search.port.engine import Snapshot
from search.port.lookup import Everything, Facet, Keep, Lookup
from search.request import FacetValue
from search.terms import Column

MOST_VALUES = 50  # of one facet; a reader narrows further by searching
_SAMPLE = 20  # documents that tell how a name is written
_PEOPLE = (Column.SPEAKER, Column.ASKER, Column.ANSWERER)


class Labels:
    """The names of one generation's speakers, looked up when first shown. Safe to share between threads: a name that
    two of them look up is found twice, and alike."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._names: dict[str, str] = {}

    def facet(self, column: Column, values: tuple[Facet, ...]) -> tuple[FacetValue, ...]:
        """The values of a facet with their labels."""
        return tuple(
            FacetValue(each.value, self.name(each.value) if column in _PEOPLE else each.value, each.count)
            for each in values[:MOST_VALUES]
        )

    def name(self, speaker: str) -> str:
        """The name of a speaker as written most often; the id when no document tells."""
        name = self._names.get(speaker)
        if name is None:
            name = self._names[speaker] = self._written(speaker)
        return name

    def _written(self, speaker: str) -> str:
        lookup = Lookup(Everything(), (Keep(Column.SPEAKER, (speaker,)),), limit=_SAMPLE, collapse=Column.DOCUMENT)
        hits = self._snapshot.search(lookup).hits
        documents = self._snapshot.documents(dict.fromkeys(hit.document for hit in hits))
        names = Counter(
            known.name for document in documents.values() if (known := document.speaker(speaker)) and known.name
        )
        return min(names, key=lambda name: (-names[name], name)) if names else speaker
