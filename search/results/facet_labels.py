"""Labels of facet values: a person's is the name in the language of the query, else as most documents have it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from search.filters import PERSON_COLUMNS, TIME_FACETS
from search.glossary.people import People
from search.port.engine import Snapshot
from search.port.lookup import Everything, Facet, Keep, Lookup
from search.request import FacetValue
from search.results.person_facets import PersonFacets
from search.results.searcher import Searcher
from search.terms import Column

MOST_VALUES = 50  # of one facet; a reader narrows further by searching
_SAMPLE = 20  # documents that tell how a name is written
_READ = 200  # documents held at a time to learn names


class FacetLabels:
    """The names of one generation's speakers, looked up when first shown. Safe to share between threads: a name that
    two of them look up is found twice, and alike."""

    def __init__(self, snapshot: Snapshot, people: People) -> None:
        self._snapshot = snapshot
        self._people = people
        self._persons = PersonFacets(snapshot, people)
        self._names: dict[str, str] = {}

    def facets(
        self, found: Mapping[Column, tuple[Facet, ...]], lookup: Lookup, lang: str = ""
    ) -> Mapping[Column, tuple[FacetValue, ...]]:
        """The facets that a lookup found, with their labels: those of people in the language `lang` where the glossary
        has it. The spellings of a person are one value."""
        people = {column: values for column, values in found.items() if column in PERSON_COLUMNS}
        joined = {column: values[:MOST_VALUES] for column, values in self._persons.joined(people, lookup).items()}
        persons = (self._people.resolve(each.value) for values in joined.values() for each in values)
        self._learn(person for person in persons if not self._in(lang, person))
        shown: dict[Column, tuple[FacetValue, ...]] = {}
        for column, values in found.items():
            if column in joined:
                shown[column] = tuple(self.person(each.value, each.count, lang) for each in joined[column])
            else:
                most = len(values) if column in TIME_FACETS else MOST_VALUES  # a timeline without some years would lie
                shown[column] = tuple(FacetValue(each.value, each.value, each.count) for each in values[:most])
        return shown

    def person(self, value: str, count: int = 0, lang: str = "") -> FacetValue:
        """A person, given by id, key or name in any spelling, as a facet's value."""
        person = self._people.resolve(value)
        written = self._in(lang, person) or self.name(person)
        return FacetValue(person, value if written == person else written, count, self._people.names(person))

    def name(self, person: str) -> str:
        """The name of a person as written most often; the id when no document tells."""
        self._learn([person])
        return self._names[person]

    def _in(self, lang: str, person: str) -> str:
        return self._people.names(person).get(lang, "")

    def _learn(self, persons: Iterable[str]) -> None:
        """Look up the names that are not known, all in one round."""
        fresh = [person for person in dict.fromkeys(persons) if person not in self._names]
        if not fresh:
            return
        keys = {person: tuple(self._people.spellings(person)) for person in fresh}
        pages = self._snapshot.search_many([_sample(keys[person]) for person in fresh])
        hits = {person: [hit.document for hit in page.hits] for person, page in zip(fresh, pages, strict=True)}
        spelt = self._spelt(dict.fromkeys(document for found in hits.values() for document in found), keys)
        for person in fresh:
            names = Counter(spelt[document, key] for document in hits[person] for key in keys[person])
            del names[""]
            self._names[person] = min(names, key=lambda name: (-names[name], name)) if names else person

    def _spelt(self, ids: Iterable[str], keys: Mapping[str, Sequence[str]]) -> Mapping[tuple[str, str], str]:
        """How each document writes the name of each key; empty where it does not."""
        wanted = {key for spellings in keys.values() for key in spellings}
        spelt: defaultdict[tuple[str, str], str] = defaultdict(str)
        stream = iter(ids)
        while batch := list(islice(stream, _READ)):
            for name, document in self._snapshot.documents(batch).items():
                spelt.update({(name, each.id): each.name for each in document.speakers if each.id in wanted})
        return spelt


def facet_labels(searcher: Searcher) -> FacetLabels:
    """A kind of `Searcher.memo`."""
    return FacetLabels(searcher.snapshot, searcher.people)


def _sample(keys: tuple[str, ...]) -> Lookup:
    """Documents that tell how a speaker is written."""
    return Lookup(Everything(), (Keep(Column.SPEAKER, keys),), limit=_SAMPLE, collapse=Column.DOCUMENT)
