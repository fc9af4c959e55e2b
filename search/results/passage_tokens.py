"""The tokens that a query looks for in the documents that one request shows; each part of a document is analysed
once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from search.analysis.analyze import Analyzer
from search.analysis.term_filter import TermFilter
from search.entries import tokens_of
from search.model import Document, Passage
from search.port.match import PositionIndex, position_index
from search.results.bounded_cache import BoundedCache
from search.terms import Field, Part, Token

MOST_PARTS = 2_000  # kept; an export shows the whole archive in one request

# Each field of a part: its tokens and the line that the matcher reads.
Fields = Mapping[Field, tuple[Sequence[Token], PositionIndex]]


@dataclass(frozen=True, slots=True)
class PassageTokens:
    """The fields of documents as far as one query looks into them."""

    analyzer: Analyzer
    sought: TermFilter
    _kept: BoundedCache[tuple[str, Part, object], Fields] = field(default_factory=lambda: BoundedCache(MOST_PARTS))

    def fields(self, document: Document, passage: Passage, part: Part) -> Fields:
        """The fields of a part of a passage; those that hold nothing sought are left out."""
        read_from = {Part.BODY: passage.id, Part.PAIR: passage.pairs, Part.SPEAKER: passage.speaker}
        key = (document.id, part, read_from.get(part))  # the title is the same for all passages
        known = self._kept.get(key)
        if known is None:
            rows = tokens_of(document, passage, self.analyzer, (part,), self.sought)
            known = {field: (row, position_index(row)) for field, row in rows.items()}
            self._kept[key] = known
        return known
