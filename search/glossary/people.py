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
    """`ids`: speaker key -> id of the person; `keys`: id -> the keys of all spellings; `labels`: id -> language ->
    the preferred name."""

    ids: Mapping[str, str]
    keys: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Mapping[str, str]]

    def person(self, key: str) -> str:
        """The id of the person with this speaker key, else the key itself: what a facet counts together."""
        return self.ids.get(key, key)

    def alias_key(self, name: str) -> str:
        """The one key of a name's person, whatever the spelling."""
        return self.person(speaker_key(name))

    def spellings(self, value: str) -> tuple[str, ...]:
        """All speaker keys of a filter's value, which may be a person's id, a key, or a name in any spelling."""
        person = value if value in self.keys else self.ids.get(value) or self.ids.get(speaker_key(value), "")
        return self.keys[person] if person else tuple(dict.fromkeys((value, speaker_key(value))))

    def label(self, person: str, lang: str) -> str:
        """The person's preferred name in a language, else in the first listed; empty when the glossary has none."""
        names = self.labels.get(person, {})
        return names.get(lang.partition("-")[0]) or next(iter(names.values()), "")


def people_of(glossary: Glossary) -> People:
    """The persons of a glossary. A spelling listed for two persons belongs to the first."""
    ids: dict[str, str] = {}
    keys: dict[str, tuple[str, ...]] = {}
    labels: dict[str, Mapping[str, str]] = {}
    for entry in glossary.entries.values():
        if entry.type is EntryType.PERSON:
            own = _keys(entry)
            keys[entry.id] = own
            labels[entry.id] = {lang: names[0] for lang, names in entry.names.items() if names}
            ids.update((key, entry.id) for key in own if key not in ids)
    return People(ids, keys, labels)


def _keys(entry: GlossaryEntry) -> tuple[str, ...]:
    """The speaker keys of an entry's names and abbreviations."""
    listed: Iterable[tuple[str, ...]] = (*entry.names.values(), *entry.abbr.values())
    return tuple(dict.fromkeys(speaker_key(name) for names in listed for name in names))
