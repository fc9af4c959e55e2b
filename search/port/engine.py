"""The port: what an engine must do, as three protocols. None of them takes user text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from search.model import Document, Outline, Source
from search.port.entry import Entry
from search.port.lookup import Hit, Lookup, Node, Page
from search.terms import Column, Field


@dataclass(frozen=True, slots=True)
class Generation:
    """A published state of the index. `name` sorts by time; `created` is ISO UTC; `format` is the layout's number;
    `fingerprint` names the analysis that wrote it; `counts` holds at least `documents` and `passages`."""

    name: str
    created: str
    format: int
    fingerprint: str
    counts: Mapping[str, int] = field(default_factory=dict)


class Snapshot(Protocol):
    """One generation, unchanging until closed; safe to share between threads."""

    @property
    def generation(self) -> Generation: ...

    def search(self, lookup: Lookup) -> Page: ...

    def search_many(self, lookups: Sequence[Lookup]) -> Sequence[Page]:
        """The page of each lookup, in their order and in one round."""
        ...

    def scan(self, lookup: Lookup) -> Iterator[Hit]:
        """All hits in the lookup's order, regardless of its offset and limit."""
        ...

    def documents(self, ids: Iterable[str]) -> Mapping[str, Document]:
        """The documents that exist among `ids`."""
        ...

    def outlines_by_number(self, numbers: Iterable[str], most: int) -> Mapping[str, Sequence[Outline]]:
        """For each document number the outlines of the documents that bear it: the first `most`, by document id."""
        ...

    def sources(self) -> Iterator[tuple[str, str, Source]]:
        """(document id, key, source) of every document."""
        ...

    def vocabulary(self, field: Field, prefix: str = "", limit: int = 100) -> Sequence[tuple[str, int]]:
        """Terms that begin with `prefix` and how many passages have each, in term order."""
        ...

    def frequencies(self, terms: Iterable[tuple[Field, str]]) -> Mapping[tuple[Field, str], int]:
        """In how many passages each of the terms stands; 0 for a term that is not in the index."""
        ...

    def counts(self, lookups: Sequence[Lookup]) -> Sequence[int | None]:
        """The total of each lookup, in their order; limit, facets and order do not matter. None where the lookup's
        deadline passed before all was counted."""
        ...

    def cost(self, node: Node) -> int:
        """About how many postings and positions the engine would read for the node; reads none of them."""
        ...

    def volume(self, by: Sequence[Column]) -> Mapping[tuple[str, ...], int]:
        """The sizes of all passages, summed for each combination of first values in the columns (empty: no value)."""
        ...

    def attachment(self, name: str) -> bytes | None: ...

    def freeze(self) -> None:
        """Call before this process forks. Loads the lists that are asked for most, and keeps all that is cached: the
        child processes share it, and each of them caches little more. An engine without caches does nothing."""
        ...

    def close(self) -> None: ...


class Draft(Protocol):
    """A generation being built beside the served one; nobody is served from it."""

    def put(self, document: Document, entries: Sequence[Entry], outline: Outline | None = None) -> None:
        """Add the document with its entries; replaces the document of the same id. `outline` is what
        `Snapshot.outlines_by_number` gives for it: needed only for a document with a number."""
        ...

    def drop(self, document: str) -> None: ...

    def seal(self) -> Snapshot:
        """Write everything, synced to the disk, and open it for verification. Nothing may be put afterwards."""
        ...

    def attach(self, name: str, data: bytes) -> None: ...

    def publish(self) -> Generation:
        """Make this generation the current one. Only after `seal`."""
        ...

    def abandon(self) -> None:
        """Remove everything written and release the lock. Does nothing after `publish`."""
        ...


class Engine(Protocol):
    """An index that holds generations."""

    def open(self, generation: str | None = None) -> Snapshot:
        """The current generation, or the named one. Raises NoGeneration, StaleIndex, DamagedIndex."""
        ...

    def current(self) -> str | None:
        """The name of the current generation, read anew; None if nothing is published."""
        ...

    def draft(self, fingerprint: str, base: str | None = None) -> Draft:
        """A new draft, empty or starting as a copy of generation `base`. Raises IndexBusy when another runs."""
        ...

    def generations(self) -> Sequence[Generation]:
        """All published generations, oldest first."""
        ...

    def switch(self, generation: str) -> None:
        """Make another generation the current one, if it can be opened (rollback). Raises NoGeneration, StaleIndex,
        DamagedIndex, IndexBusy; then nothing changes."""
        ...

    def prune(self, keep: int = 2) -> None:
        """Remove all but the `keep` newest generations and the current one, and the remains of runs that were
        killed."""
        ...
