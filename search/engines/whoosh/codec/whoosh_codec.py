"""The array codec: how Whoosh itself reads a segment whose postings are arrays. Our own searching does not go this way;
it keeps the index an index that Whoosh can open, merge and list.

Whoosh pickles the codec by name into its table of contents: moving or renaming ArrayCodec needs a new FORMAT.
Everything typed Any here is Whoosh's, which passes storages, segments and formats untyped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from search.engines import bm25
from search.engines.whoosh.codec.array_file import ArrayFileWriter, read_arrays
from search.engines.whoosh.codec.doc_values import DocValues, DocValuesWriter
from search.engines.whoosh.codec.inverted_index import InvertedField
from search.engines.whoosh.codec.postings_format import encode_postings
from search.engines.whoosh.codec.postings_reader import PostingsReader
from search.engines.whoosh.codec.stored_documents import StoredDocuments, StoredDocumentsWriter

TERMS_FILE = ".wterms"
POSTINGS_FILE = ".wposts"
POSITIONS_FILE = ".wplaces"
DOC_VALUES_FILE = ".wrows"
DOCUMENTS_FILE = ".wdocs"
DOC_VALUES_GROUP = "rows"
DOCUMENTS_GROUP = "records"


class ArrayCodec(W3Codec):
    """Whoosh's third codec with postings as arrays."""

    def __init__(self) -> None:
        W3Codec.__init__(self)

    def field_writer(self, storage: Any, segment: Any) -> ArrayFieldWriter:
        return ArrayFieldWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> ArrayTerms:
        return ArrayTerms(read_postings(Path(storage.folder), segment.segment_id()))


def read_postings(folder: Path, segment: str) -> dict[str, PostingsReader]:
    """The inverted lists of every field of a segment. Raises DamagedIndex."""
    terms = read_arrays(folder / f"{segment}{TERMS_FILE}")
    postings = read_arrays(folder / f"{segment}{POSTINGS_FILE}")
    places = read_arrays(folder / f"{segment}{POSITIONS_FILE}")
    return {name: PostingsReader(dictionary, postings[name], places[name]) for name, dictionary in terms.items()}


def read_doc_values(folder: Path, segment: str) -> DocValues:
    """The rows of a segment. Raises DamagedIndex."""
    return DocValues(read_arrays(folder / f"{segment}{DOC_VALUES_FILE}")[DOC_VALUES_GROUP])


def read_stored_documents(folder: Path, segment: str) -> StoredDocuments:
    """The packed documents of a segment. Raises DamagedIndex."""
    return StoredDocuments(read_arrays(folder / f"{segment}{DOCUMENTS_FILE}")[DOCUMENTS_GROUP])


class ArrayFieldWriter:
    """Writes whole fields. Whoosh's own way, term by term, is not offered: ArrayWriter is the writer of this codec."""

    def __init__(self, storage: Any, segment: Any) -> None:
        def begun(suffix: str) -> ArrayFileWriter:
            return ArrayFileWriter(segment.create_file(storage, suffix))

        self._lists = tuple(map(begun, (TERMS_FILE, POSTINGS_FILE, POSITIONS_FILE)))
        self._rows, self._records = begun(DOC_VALUES_FILE), begun(DOCUMENTS_FILE)
        self.is_closed = False

    def write_field(self, name: str, stretches: Iterable[InvertedField]) -> None:
        """Write the lists of one field, given stretch by stretch of its terms."""
        for file, arrays in zip(self._lists, encode_postings(stretches), strict=True):
            file.put(name, arrays)

    def write_documents(self, rows: DocValuesWriter, records: StoredDocumentsWriter) -> None:
        """Write the rows and the documents of the segment."""
        self._rows.put(DOC_VALUES_GROUP, rows.arrays())
        self._records.put(DOCUMENTS_GROUP, records.arrays())

    def close(self) -> None:
        for file in (*self._lists, self._rows, self._records):
            file.close()
        self.is_closed = True


class ArrayTerms(base.TermsReader):
    """A segment's terms, in Whoosh's words."""

    def __init__(self, lists: dict[str, PostingsReader]) -> None:
        self._lists = lists

    def _number(self, field: str, term: bytes) -> int:
        lists = self._lists.get(field)
        return lists.find(term) if lists else -1

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) >= 0

    def indexed_field_names(self) -> list[str]:
        return sorted(self._lists)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return ((field, term) for field in sorted(self._lists) for term in self._lists[field].terms_from())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        for field in sorted(self._lists):
            if field >= fieldname:
                start = self._lists[field].lower_bound(prefix) if field == fieldname else 0
                yield from ((field, term) for term in self._lists[field].terms_from(start))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        number = self._number(fieldname, text)
        if number < 0:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return term_info(self._lists[fieldname], number)

    def frequency(self, fieldname: str, text: bytes) -> float:
        return self.term_info(fieldname, text).weight()

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        number = self._number(fieldname, text)
        return self._lists[fieldname].frequency(number) if number >= 0 else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        number = self._number(fieldname, text)
        if number < 0:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return ArrayMatcher(self._lists[fieldname], number, format_, scorer, (fieldname, text))

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        return ArrayCursor(self._lists[fieldname], fieldobj)

    def close(self) -> None:
        """The files stay mapped as long as somebody reads them."""


def term_info(lists: PostingsReader, number: int) -> TermInfo:
    """Whoosh's statistics of a term. Lengths are not kept by term: the bounds are the widest."""
    rows, counts = lists.rows(number), lists.counts(number)
    return TermInfo(
        weight=float(rows.size if counts is None else counts.sum()),
        df=int(rows.size),
        minlength=1,
        maxlength=bm25.LENGTHS[-1],
        maxweight=1.0 if counts is None else float(counts.max()),
        minid=int(rows[0]),
        maxid=int(rows[-1]),
    )


class ArrayCursor(base.FieldCursor):
    """Walks through the terms of a field."""

    def __init__(self, lists: PostingsReader, field: Any) -> None:
        self._lists = lists
        self._field = field
        self._number = 0

    def first(self) -> str | None:
        self._number = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        self._number = self._lists.lower_bound(string if isinstance(string, bytes) else string.encode())
        return self.text()

    def next(self) -> str | None:
        self._number += 1
        return self.text()

    def text(self) -> str | None:
        return self._lists.term(self._number).decode() if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        return term_info(self._lists, self._number) if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._number < self._lists.size


class ArrayMatcher(LeafMatcher):
    """Walks through the postings of a term; the whole list is one block."""

    def __init__(
        self, lists: PostingsReader, number: int, format_: Any, scorer: Any, term: tuple[str, bytes], at: int = 0
    ) -> None:
        self._lists = lists
        self._number = number
        self._rows: list[int] = lists.rows(number).tolist()
        counts = lists.counts(number)
        self._counts: list[int] | None = None if counts is None else counts.tolist()
        self._at = at
        self._term = term
        self.format = format_
        self.scorer = scorer

    def copy(self) -> ArrayMatcher:
        return ArrayMatcher(self._lists, self._number, self.format, self.scorer, self._term, self._at)

    def is_active(self) -> bool:
        return self._at < len(self._rows)

    def reset(self) -> None:
        self._at = 0

    def id(self) -> int:
        return self._rows[min(self._at, len(self._rows) - 1)]  # Whoosh's AndNotMatcher asks after the end

    def all_ids(self) -> Iterator[int]:
        return iter(self._rows)

    def next(self) -> None:
        self._at += 1

    def skip_to(self, id: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._rows, id, self._at)

    def skip_to_quality(self, minquality: float) -> int:
        if self.scorer.block_quality(self) <= minquality:
            self._at = len(self._rows)
        return 0

    def weight(self) -> float:
        return 1.0 if self._counts is None else float(self._counts[self._at])

    def block_min_length(self) -> int:
        return 1

    def block_max_length(self) -> int:
        return bm25.LENGTHS[-1]

    def block_max_weight(self) -> float:
        return 1.0 if self._counts is None else float(max(self._counts))

    def value(self) -> bytes:
        positions = self._lists.positions(self._number, self.id())
        encoded: bytes = self.format.encode(positions)
        return encoded
