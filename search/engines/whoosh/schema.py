"""The Whoosh schema: fields that take analysed terms, so that no Whoosh analyzer or parser ever sees a text.

Whoosh pickles these classes by name into its table of contents: moving or renaming one needs a new FORMAT.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from whoosh import fields, formats

from search.terms import FIELDS

FORMAT = 6

POSITIONS = formats.Positions()


class ReadyTerms(fields.FieldType):
    """A field of (term, position) pairs, positions ascending."""

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


def schema() -> fields.Schema:
    """One field for each layer of each part. Ids, columns and documents are in files of our own, beside Whoosh's."""
    return fields.Schema(**{one.name: ReadyTerms() for one in FIELDS})
