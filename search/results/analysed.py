"""Parts of documents analysed lately. A page, the next one, the same search narrowed and the document itself show the
same texts again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock

from search.analysis.analyze import Analyzer
from search.entries import tokens_of
from search.model import Document, Passage
from search.port.match import Line, line_of
from search.terms import Field, Part, Token

MOST_TOKENS = 100_000  # remembered in all, about 20 MB

# Each field of a part: its tokens and the line that the matcher reads.
Fields = Mapping[Field, tuple[Sequence[Token], Line]]


class Analysed:
    """The fields of one generation's documents, analysed on demand. Safe to share between threads."""

    def __init__(self, analyzer: Analyzer) -> None:
        self.analyzer = analyzer
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, Part, object], tuple[Fields, int]] = OrderedDict()
        self._tokens = 0

    def fields(self, document: Document, passage: Passage, part: Part) -> Fields:
        """The fields of a part of a passage."""
        which: Mapping[Part, object] = {Part.BODY: passage.id, Part.PAIR: passage.pairs, Part.SPEAKER: passage.speaker}
        key = (document.id, part, which.get(part))
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept[0]
        rows = tokens_of(document, passage, self.analyzer, (part,))
        fields = {field: (row, line_of(row)) for field, row in rows.items()}
        self._keep(key, fields, sum(map(len, rows.values())))
        return fields

    def _keep(self, key: tuple[str, Part, object], fields: Fields, size: int) -> None:
        with self._lock:
            if size > MOST_TOKENS or key in self._kept:
                return
            self._kept[key] = fields, size
            self._tokens += size
            while self._tokens > MOST_TOKENS:
                _, (_, gone) = self._kept.popitem(last=False)
                self._tokens -= gone
