"""The array codec: how Whoosh itself reads a segment whose postings are arrays. Our own search does not use it; it
keeps the index one that stock Whoosh can open, list and search.

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
DOC_VALUES_GROUP = "doc_values"
DOCUMENTS_GROUP = "documents"


class ArrayCodec(W3Codec):
    """Whoosh's third codec with postings as arrays."""

    def __init__(self) -> None:
        W3Codec.__init__(self)

    def field_writer(self, storage: Any, segment: Any) -> ArrayFieldWriter:
        return ArrayFieldWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> ArrayTerms:
        return ArrayTerms(read_postings(Path(storage.folder), segment.segment_id()))


def read_postings(folder: Path, segment: str) -> dict[str, PostingsReader]:
    """The postings of every field of a segment. Raises DamagedIndex."""
    terms = read_arrays(folder / f"{segment}{TERMS_FILE}")
    postings = read_arrays(folder / f"{segment}{POSTINGS_FILE}")
    positions = read_arrays(folder / f"{segment}{POSITIONS_FILE}")
    return {name: PostingsReader(dictionary, postings[name], positions[name]) for name, dictionary in terms.items()}


def read_doc_values(folder: Path, segment: str) -> DocValues:
    """The doc values of a segment. Raises DamagedIndex."""
    return DocValues(read_arrays(folder / f"{segment}{DOC_VALUES_FILE}")[DOC_VALUES_GROUP])


def read_stored_documents(folder: Path, segment: str) -> StoredDocuments:
    """The packed documents of a segment. Raises DamagedIndex."""
    return StoredDocuments(read_arrays(folder / f"{segment}{DOCUMENTS_FILE}")[DOCUMENTS_GROUP])


class ArrayFieldWriter:
    """Writes whole fields. Whoosh's way, term by term, is not offered: `segment_writer.SegmentWriter` is the only
    writer."""

    def __init__(self, storage: Any, segment: Any) -> None:
        def begun(suffix: str) -> ArrayFileWriter:
            return ArrayFileWriter(segment.create_file(storage, suffix))

        self._postings = tuple(map(begun, (TERMS_FILE, POSTINGS_FILE, POSITIONS_FILE)))
        self._doc_values, self._documents = begun(DOC_VALUES_FILE), begun(DOCUMENTS_FILE)
        self.is_closed = False

    def write_field(self, name: str, ranges: Iterable[InvertedField]) -> None:
        """Write the postings of one field, given by term ranges."""
        for file, arrays in zip(self._postings, encode_postings(ranges), strict=True):
            file.put(name, arrays)

    def write_documents(self, doc_values: DocValuesWriter, documents: StoredDocumentsWriter) -> None:
        """Write the doc values and the documents of the segment."""
        self._doc_values.put(DOC_VALUES_GROUP, doc_values.arrays())
        self._documents.put(DOCUMENTS_GROUP, documents.arrays())

    def close(self) -> None:
        for file in (*self._postings, self._doc_values, self._documents):
            file.close()
        self.is_closed = True


class ArrayTerms(base.TermsReader):
    """A segment's terms, in Whoosh's words."""

    def __init__(self, postings: dict[str, PostingsReader]) -> None:
        self._postings = postings

    def _number(self, field: str, term: bytes) -> int:
        postings = self._postings.get(field)
        return postings.find(term) if postings else -1

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) >= 0

    def indexed_field_names(self) -> list[str]:
        return sorted(self._postings)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return ((field, term) for field in sorted(self._postings) for term in self._postings[field].terms_from())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        for field in sorted(self._postings):
            if field >= fieldname:
                start = self._postings[field].lower_bound(prefix) if field == fieldname else 0
                yield from ((field, term) for term in self._postings[field].terms_from(start))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        number = self._number(fieldname, text)
        if number < 0:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return term_info(self._postings[fieldname], number)

    def frequency(self, fieldname: str, text: bytes) -> float:
        return self.term_info(fieldname, text).weight()

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        number = self._number(fieldname, text)
        return self._postings[fieldname].frequency(number) if number >= 0 else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        number = self._number(fieldname, text)
        if number < 0:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return ArrayMatcher(self._postings[fieldname], number, format_, scorer, (fieldname, text))

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        return ArrayCursor(self._postings[fieldname], fieldobj)

    def close(self) -> None:
        """Nothing: the files stay mapped as long as an array of them is in use."""


def term_info(postings: PostingsReader, number: int) -> TermInfo:
    """Whoosh's statistics of a term. Lengths are not stored by term, so their bounds are the widest possible."""
    rows, counts = postings.rows(number), postings.counts(number)
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

    def __init__(self, postings: PostingsReader, field: Any) -> None:
        self._postings = postings
        self._field = field
        self._number = 0

    def first(self) -> str | None:
        self._number = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        self._number = self._postings.lower_bound(string if isinstance(string, bytes) else string.encode())
        return self.text()

    def next(self) -> str | None:
        self._number += 1
        return self.text()

    def text(self) -> str | None:
        return self._postings.term(self._number).decode() if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        return term_info(self._postings, self._number) if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._number < self._postings.size


class ArrayMatcher(LeafMatcher):
    """Walks through the postings of a term; the whole list is one block."""

    def __init__(
        self, postings: PostingsReader, number: int, format_: Any, scorer: Any, term: tuple[str, bytes], at: int = 0
    ) -> None:
        self._postings = postings
        self._number = number
        self._rows: list[int] = postings.rows(number).tolist()
        counts = postings.counts(number)
        self._counts: list[int] | None = None if counts is None else counts.tolist()
        self._at = at
        self._term = term
        self.format = format_
        self.scorer = scorer

    def copy(self) -> ArrayMatcher:
        return ArrayMatcher(self._postings, self._number, self.format, self.scorer, self._term, self._at)

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
        positions = self._postings.positions(self._number, self.id())
        encoded: bytes = self.format.encode(positions)
        return encoded
