"""What a reader sees for a facet's value: for a person the name in the language asked, else as it is written most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from search.filters import PERSON_COLUMNS, TIME_FACETS
from search.glossary.people import People
from search.port.engine import Snapshot
from search.port.lookup import Everything, Facet, Keep, Lookup
from search.request import FacetValue
from search.results.person_facets import CountHolders, PersonFacets
from search.terms import Column

MOST_VALUES = 50  # of one facet; a reader narrows further by searching
_SAMPLE = 20  # documents that tell how a name is written


class FacetLabels:
    """The names of one generation's speakers, looked up when first shown. Safe to share between threads: a name that
    two of them look up is found twice, and alike."""

    def __init__(self, snapshot: Snapshot, people: People) -> None:
        self._snapshot = snapshot
        self._people = people
        self._persons = PersonFacets(snapshot, people)
        self._names: dict[str, str] = {}

    def facets(
        self, found: Mapping[Column, tuple[Facet, ...]], count: CountHolders, lang: str = ""
    ) -> Mapping[Column, tuple[FacetValue, ...]]:
        """Facets with their labels, those of people in the language `lang` where the glossary knows it; the spellings
        of a person are one value. `count` is what `Persons.joined` asks for."""
        return {column: self._facet(column, values, count, lang) for column, values in found.items()}

    def _facet(
        self, column: Column, values: tuple[Facet, ...], count: CountHolders, lang: str
    ) -> tuple[FacetValue, ...]:
        if column not in PERSON_COLUMNS:
            most = len(values) if column in TIME_FACETS else MOST_VALUES  # a timeline without some years would lie
            return tuple(FacetValue(each.value, each.value, each.count) for each in values[:most])
        joined = self._persons.joined(column, values, count)[:MOST_VALUES]
        return tuple(self.person(each.value, each.count, lang) for each in joined)

    def person(self, value: str, count: int = 0, lang: str = "") -> FacetValue:
        """A person, given by id, key or name in any spelling, as a facet's value."""
        person = self._people.resolve(value)
        names = self._people.names(person)
        written = names.get(lang) or self.name(person)
        return FacetValue(person, value if written == person else written, count, names)

    def name(self, person: str) -> str:
        """The name of a person as written most often; the id when no document tells."""
        name = self._names.get(person)
        if name is None:
            name = self._names[person] = self._written(person, self._people.spellings(person))
        return name

    def _written(self, person: str, keys: Sequence[str]) -> str:
        lookup = Lookup(Everything(), (Keep(Column.SPEAKER, tuple(keys)),), limit=_SAMPLE, collapse=Column.DOCUMENT)
        hits = self._snapshot.search(lookup).hits
        documents = self._snapshot.documents(dict.fromkeys(hit.document for hit in hits))
        speakers = (document.speaker(key) for document in documents.values() for key in keys)
        names = Counter(speaker.name for speaker in speakers if speaker and speaker.name)
        return min(names, key=lambda name: (-names[name], name)) if names else person
