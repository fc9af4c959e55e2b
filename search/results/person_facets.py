"""The spellings of one person in one generation: counted together, each unit once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from search.glossary.people import People
from search.model import Speaker
from search.port.engine import Snapshot
from search.port.lookup import Everything, Facet, Keep, Lookup
from search.terms import Column

# How many of the units counted hold one of the keys in the column.
CountHolders = Callable[[Column, tuple[str, ...]], int]


def public_speaker(speaker: Speaker | None, people: People) -> Speaker | None:
    """A speaker under the id that facets, filters and trends use: the person's where the glossary knows the person,
    else the key of the spelling."""
    if speaker is None or people.person(speaker.id) == speaker.id:
        return speaker
    return replace(speaker, id=people.person(speaker.id))


class PersonFacets:
    """The people of the glossary in one generation. Safe to share between threads: what two of them look up is found
    twice, and alike."""

    def __init__(self, snapshot: Snapshot, people: People) -> None:
        self._snapshot = snapshot
        self._people = people
        self._totals: dict[Column, Mapping[str, int]] = {}
        self._shared: dict[tuple[Column, tuple[str, ...]], bool] = {}

    def joined(self, column: Column, values: tuple[Facet, ...], count: CountHolders) -> tuple[Facet, ...]:
        """A facet of speaker keys by person, by falling count, then value. `count` is asked only for persons of whom
        some unit holds two spellings: their counts do not add up."""
        keys: dict[str, list[Facet]] = {}
        for value in values:
            keys.setdefault(self._people.person(value.value), []).append(value)
        found = [Facet(person, self._counted(column, own, count)) for person, own in keys.items()]
        return tuple(sorted(found, key=lambda facet: (-facet.count, facet.value)))

    def _counted(self, column: Column, own: list[Facet], count: CountHolders) -> int:
        keys = tuple(sorted(facet.value for facet in own))
        if len(keys) > 1 and self._is_shared(column, keys):
            return count(column, keys)
        return sum(facet.count for facet in own)

    def _is_shared(self, column: Column, keys: tuple[str, ...]) -> bool:
        """Whether any unit of the generation holds two of the keys in the column."""
        shared = self._shared.get((column, keys))
        if shared is None:
            total = self._snapshot.search(Lookup(Everything(), (Keep(column, keys),), limit=0)).total
            apart = sum(self._total(column).get(key, 0) for key in keys)
            shared = self._shared[column, keys] = total != apart
        return shared

    def _total(self, column: Column) -> Mapping[str, int]:
        """In how many units each key of the column stands."""
        known = self._totals.get(column)
        if known is None:
            page = self._snapshot.search(Lookup(Everything(), limit=0, facets=(column,)))
            known = {facet.value: facet.count for facet in page.facets.get(column, ())}
            self._totals[column] = known
        return known
