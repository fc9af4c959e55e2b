"""The spellings of one person in one generation: counted together, each passage once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from search.glossary.people import People
from search.model import Speaker
from search.port.engine import Snapshot
from search.port.lookup import Everything, Facet, Keep, Lookup
from search.terms import Column


def public_speaker(speaker: Speaker | None, people: People) -> Speaker | None:
    """A speaker under the id that facets, filters and trends use: the person's where the glossary knows the person,
    else the key of the spelling."""
    if speaker is None or people.person(speaker.id) == speaker.id:
        return speaker
    return replace(speaker, id=people.person(speaker.id))


_Spellings = tuple[Column, tuple[str, ...]]  # a column, and keys of one person in it


class PersonFacets:
    """The people of the glossary in one generation. Safe to share between threads: what two of them look up is found
    twice, and alike."""

    def __init__(self, snapshot: Snapshot, people: People) -> None:
        self._snapshot = snapshot
        self._people = people
        self._shared: dict[_Spellings, bool] = {}

    def joined(self, found: Mapping[Column, tuple[Facet, ...]], lookup: Lookup) -> Mapping[Column, tuple[Facet, ...]]:
        """Facets of speaker keys by person, by falling count, then value. Persons of whom some passage has two
        spellings are counted anew under the lookup that found the facets: their counts do not add up."""
        groups = {column: self._by_person(values) for column, values in found.items()}
        spellings = [
            (column, _keys(facets))
            for column, persons in groups.items()
            for facets in persons.values()
            if len(facets) > 1
        ]
        totals = self._counts(self._shared_of(spellings), lookup)
        joined: dict[Column, tuple[Facet, ...]] = {}
        for column, persons in groups.items():
            counted = (
                Facet(person, totals.get((column, _keys(facets))) or sum(each.count for each in facets))
                for person, facets in persons.items()
            )
            joined[column] = tuple(sorted(counted, key=lambda facet: (-facet.count, facet.value)))
        return joined

    def _by_person(self, values: tuple[Facet, ...]) -> Mapping[str, list[Facet]]:
        persons: dict[str, list[Facet]] = {}
        for value in values:
            persons.setdefault(self._people.person(value.value), []).append(value)
        return persons

    def _counts(self, spellings: Sequence[_Spellings], lookup: Lookup) -> Mapping[_Spellings, int | None]:
        """How many passages have one of the keys, under the lookup's filters on other columns."""
        lookups = []
        for column, keys in spellings:
            others = (each for each in lookup.filters if each.column is not column)
            filters = (*others, Keep(column, keys))
            lookups.append(Lookup(lookup.tree, filters, limit=0, deadline=lookup.deadline))
        return dict(zip(spellings, self._snapshot.counts(lookups), strict=True)) if lookups else {}

    def _shared_of(self, spellings: Sequence[_Spellings]) -> list[_Spellings]:
        """Those of which any passage of the generation has two in the column."""
        fresh = [each for each in spellings if each not in self._shared]
        if fresh:
            columns = tuple(dict.fromkeys(column for column, _ in fresh))
            everything = Lookup(Everything(), limit=0, facets=columns)
            either = [Lookup(Everything(), (Keep(column, keys),), limit=0) for column, keys in fresh]
            whole, *pages = self._snapshot.search_many([everything, *either])
            single = {(column, each.value): each.count for column in columns for each in whole.facets.get(column, ())}
            for (column, keys), page in zip(fresh, pages, strict=True):
                apart = sum(single.get((column, key), 0) for key in keys)
                self._shared[column, keys] = page.total != apart
        return [each for each in spellings if self._shared[each]]


def _keys(facets: Sequence[Facet]) -> tuple[str, ...]:
    return tuple(sorted(facet.value for facet in facets))
