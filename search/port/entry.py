"""What an engine is given to index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.terms import Column, Field


def entry_id(document: str, passage: str) -> str:
    """The id of a passage in the whole archive: `<document id>#<passage id>`."""
    return f"{document}#{passage}"


def split_entry_id(entry: str) -> tuple[str, str]:
    """Document id and passage id of an entry's id."""
    document, _, passage = entry.rpartition("#")
    return document, passage


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as an engine is given it. `terms`: for each field (term, position) pairs, positions strictly ascending
    and below 2^31 - 2^24. `columns`: values for filters and facets, the document's id among them. `size`: code points
    of the body without white space."""

    id: str
    document: str
    terms: Mapping[Field, Sequence[tuple[str, int]]]
    columns: Mapping[Column, tuple[str, ...]]
    size: int = 0
