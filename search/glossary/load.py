"""The built-in entries and the user's own, as one glossary."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from search.glossary.entry import GlossaryEntry, merge
from search.glossary.glossary import Glossary, glossary_of
from search.glossary.tables import built_in_entries
from search.glossary.user import read_entries


def load_glossary(paths: Iterable[Path] = (), built_in: bool = True) -> Glossary:
    """The glossary of the tables and of the user's files, in that order.

    An entry of a file adds to the entry of the same id: its names come first, what it blocks goes. Where two entries
    share a name, the user's comes first. Raises UnreadableFile for a missing file and ConfigError for a wrong one,
    naming file, entry and key.
    """
    entries: dict[str, GlossaryEntry] = {}
    for entry in (entry for path in paths for entry in read_entries(path)):
        known = entries.get(entry.id)
        entries[entry.id] = merge(known, entry) if known else entry
    for entry in built_in_entries() if built_in else ():
        known = entries.get(entry.id)
        entries[entry.id] = merge(known, entry) if known else entry
    return glossary_of(entries.values())
