"""The Whoosh schema: fields that take ready terms, so that no Whoosh analyzer or parser ever sees a text.

Whoosh pickles these classes by name into its table of contents: moving or renaming one needs a new FORMAT.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from whoosh import fields, formats

from search.terms import FIELDS

FORMAT = 2

KEY = "key"  # the document id, on each of its rows: found again to be deleted or read
RECORD = "record"  # stored once a document, on a row of its own: the packed document

POSITIONS = formats.Positions()


class ReadyTerms(fields.FieldType):
    """A field of (term, position) pairs, positions rising."""

    def __init__(self) -> None:
        self.format = POSITIONS
        self.scorable = True

    def index(self, value: Any, **_: Any) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        """(term, frequency, weight, encoded positions) of each term: Whoosh's own signature takes Any."""
        positions: dict[str, list[int]] = {}
        for term, position in value:
            positions.setdefault(term, []).append(position)
        for term, found in positions.items():
            yield term.encode(), len(found), float(len(found)), POSITIONS.encode(found)


class Key(fields.FieldType):
    """A field of one opaque value, to find rows by."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.scorable = False

    def index(self, value: Any, **_: Any) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        """The value itself, once."""
        yield value.encode(), 1, 1.0, b""


def schema() -> fields.Schema:
    """One field for each layer of each part, the document's id, and what is stored."""
    terms = {one.name: ReadyTerms() for one in FIELDS}
    return fields.Schema(**terms, **{KEY: Key(), RECORD: fields.STORED()})
