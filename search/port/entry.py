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
    """One index unit: terms with their positions per field (positions rise strictly and stay below 2^31 - 2^24), column
    values, that of the document among them, and its size: the code points of its body, white space aside."""

    id: str
    document: str
    terms: Mapping[Field, Sequence[tuple[str, int]]]
    columns: Mapping[Column, tuple[str, ...]]
    size: int = 0
