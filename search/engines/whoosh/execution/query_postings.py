"""The postings that one query reads, each fetched once.

A query needs its postings several times: to find rows, to rescore the best, to say which parts have them. A forked
process caches so little that a long question would evict its own postings in between.
"""

from __future__ import annotations

from search.engines.whoosh.reader.field_reader import Postings
from search.engines.whoosh.reader.index_reader import IndexReader
from search.port.lookup import Term
from search.terms import Field

# Postings that one query may hold, in bytes: a question of 140 characters reads 10 MB at 200,000 passages.
MAX_BYTES = 32 << 20


class QueryPostings:
    """The postings of one query."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._postings: dict[tuple[Field, str], Postings] = {}
        self._room = MAX_BYTES

    def of(self, term: Term) -> Postings:
        """The postings of a term node."""
        found = self._postings.get((term.field, term.text))
        return self.postings(term.field, term.text) if found is None else found

    def postings(self, field: Field, text: str) -> Postings:
        """The postings of a term in a field."""
        found = self._postings.get((field, text))
        if found is None:
            found = self._reader.field(field).postings(text)
            if self._room > 0:
                self._postings[field, text] = found
                self._room -= found.rows.nbytes + found.impacts.nbytes
        return found
