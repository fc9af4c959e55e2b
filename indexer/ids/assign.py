"""Assigns ids to keys: the former id of the key, that of the file before it was moved, else one made from the key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indexer.corpus import SourceFile
from indexer.ids.keep import document_id
from indexer.ids.ledger import Ledger
from indexer.plan import IndexedFile
from indexer.prepare import Identity


class IdAssigner:
    """The ids of all keys so far; a new key gets an id that no other key has."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._ids: dict[str, str] = {}
        self._keys: dict[str, str] = {}  # id -> key
        # documents that are not gone come last, and win
        for entry in sorted(ledger.values(), key=lambda entry: not entry.gone):
            self._ids[entry.key] = entry.id
            self._keys[entry.id] = entry.key

    def keep_moved(self, moved: Sequence[tuple[SourceFile, str]], indexed: Mapping[str, IndexedFile]) -> None:
        """Let the documents of moved files keep their ids under the keys of the new place. A record's own id is its
        key wherever it stands."""
        for file, former in moved:
            for document, key in indexed[former].documents:
                place = key.removeprefix(former)
                if key.startswith(former) and (not place or place.startswith("#")):
                    self._ids.pop(key, None)
                    self._give(file.name + place, document)

    def identity_of(self, key: str) -> Identity:
        """The identity of a key; the same at every call."""
        if key not in self._ids:
            plain = wanted = document_id(key)
            number = 2
            while self._keys.get(wanted, key) != key:
                # the id belongs to a page that was moved away from this key
                wanted, number = f"{plain}-{number}", number + 1
            self._give(key, wanted)
        return Identity(key, self._ids[key], self._ledger.get(self._ids[key]))

    def _give(self, key: str, document: str) -> None:
        self._ids[key] = document
        self._keys[document] = key
