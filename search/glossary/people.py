"""The persons of the glossary: every spelling that the user lists is one person in facets and filters.

Nothing of this is stored in the index: documents keep the key of the name as written, and these maps join the keys of
one person when a query is answered, so an edited glossary needs no reindexing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.glossary.entry import EntryType, GlossaryEntry
from search.glossary.glossary import Glossary
from search.names import speaker_key


@dataclass(frozen=True, slots=True)
class People:
    """`ids`: speaker key -> id of the person; `keys`: id -> the keys of all spellings, none of them another person's;
    `labels`: id -> language -> the preferred name."""

    ids: Mapping[str, str]
    keys: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Mapping[str, str]]

    def person(self, key: str) -> str:
        """The id of the person with this speaker key, else the key itself: what a facet counts together."""
        return self.ids.get(key, key)

    def resolve(self, value: str) -> str:
        """What a facet counts for a filter's value, which may be a person's id, a key, or a name in any spelling."""
        if value in self.keys:
            return value
        return self.ids.get(value) or self.person(speaker_key(value)) or value

    def spellings(self, value: str) -> tuple[str, ...]:
        """All speaker keys of a filter's value."""
        known = self.keys.get(self.resolve(value), (value, speaker_key(value)))
        return tuple(key for key in dict.fromkeys(known) if key)

    def names(self, person: str) -> Mapping[str, str]:
        """Language -> the person's preferred name, where the glossary has one."""
        return self.labels.get(person, {})


NOBODY = People({}, {}, {})


def people_of(glossary: Glossary) -> People:
    """The persons of a glossary. A spelling listed for two persons belongs to the first."""
    ids: dict[str, str] = {}
    keys: dict[str, tuple[str, ...]] = {}
    labels: dict[str, Mapping[str, str]] = {}
    for entry in glossary.entries.values():
        if entry.type is EntryType.PERSON:
            own = tuple(key for key in _keys(entry) if key and key not in ids)
            keys[entry.id] = own
            labels[entry.id] = {lang: names[0] for lang, names in entry.names.items() if names}
            ids.update((key, entry.id) for key in own)
    return People(ids, keys, labels)


def _keys(entry: GlossaryEntry) -> tuple[str, ...]:
    """The speaker keys of an entry's names and abbreviations."""
    listed: Iterable[tuple[str, ...]] = (*entry.names.values(), *entry.abbr.values())
    return tuple(dict.fromkeys(speaker_key(name) for names in listed for name in names))
