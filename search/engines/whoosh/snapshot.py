"""A generation of the Whoosh index, open for searching."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from search.engines import generations
from search.engines.cost import cost
from search.engines.whoosh.execution.collector import all_hits, collect_page, total
from search.engines.whoosh.execution.executor import Executor
from search.engines.whoosh.execution.query_postings import QueryPostings
from search.engines.whoosh.reader.byte_cache import ByteCache
from search.engines.whoosh.reader.index_reader import IndexReader
from search.engines.whoosh.reader.segment_reader import SegmentReader
from search.engines.whoosh.reader.text_volume import text_volume
from search.model import Document, Outline, Source
from search.port.engine import Generation
from search.port.entry import split_entry_id
from search.port.lookup import Hit, Keep, Lookup, Node, Page
from search.port.match import holds_text
from search.serial import unpack, unpack_outline, unpack_source, unpack_texts
from search.terms import Column, Field

VOCABULARY_BLOCK = 4_096  # terms whose passages are counted together
# Bounds of the caches of unpacked documents and of texts, in bytes of their packed form, a third of the unpacked one.
DOCUMENT_BYTES = 4 << 20
CHILD_DOCUMENT_BYTES = 1 << 19  # of a forked process, which shares what its parent has frozen


class WhooshSnapshot:
    """One generation: immutable, shared by all threads of a process."""

    def __init__(self, folder: Path, generation: Generation, segments: Sequence[SegmentReader]) -> None:
        self.generation = generation
        self._attachments = generations.attachments(folder)  # read now: the folder may be pruned while this is open
        self._reader = IndexReader(segments)
        self._documents: ByteCache[Document | None] = ByteCache(DOCUMENT_BYTES)
        self._texts: ByteCache[Mapping[str, str]] = ByteCache(DOCUMENT_BYTES)

    def freeze(self) -> None:
        """Load the postings of the most frequent terms and freeze all caches. Call before fork."""
        self._reader.freeze_caches()
        self._documents.freeze(CHILD_DOCUMENT_BYTES)
        self._texts.freeze(CHILD_DOCUMENT_BYTES)

    def search(self, lookup: Lookup) -> Page:
        """A page of hits; after the deadline, what was found in time, marked as partial."""
        execution = Executor(self._reader, self._holds_text, lookup.deadline)
        found, whole = execution.run(lookup.tree)
        return collect_page(self._reader, lookup, found, whole, execution.matched_parts)

    def scan(self, lookup: Lookup) -> Iterator[Hit]:
        """All hits in order; the lookup's deadline is ignored."""
        execution = Executor(self._reader, self._holds_text)
        found, _ = execution.run(lookup.tree)
        yield from all_hits(self._reader, lookup, found, execution.matched_parts)

    def _holds_text(self, row: int, text: str) -> bool:
        segment, local_row = self._reader.segment_of(row)
        number = segment.columns.document_number(local_row)

        def make() -> tuple[Mapping[str, str], int]:
            packed = segment.packed_document(number)
            return unpack_texts(packed), len(packed)

        texts = self._texts.get((segment.name, number), make)
        return holds_text(texts.get(split_entry_id(segment.columns.entry(local_row)[0])[1], ""), text)

    def documents(self, ids: Iterable[str]) -> Mapping[str, Document]:
        """The documents that exist among the ids."""
        found = {one: self._documents.get(one, partial(self._document, one)) for one in ids}
        return {one: document for one, document in found.items() if document is not None}

    def _document(self, one: str) -> tuple[Document | None, int]:
        """The document, None if there is none; and its packed size in bytes."""
        for segment in self._reader.segments:
            number = segment.document_number(one)
            if number is not None:
                packed = segment.packed_document(number)
                return unpack(packed), len(packed)
        return None, 0

    def outlines_by_number(self, numbers: Iterable[str], most: int) -> Mapping[str, Sequence[Outline]]:
        """For each document number the outlines of the documents that bear it: the first `most`, by document id."""
        return {number: self._outlines(number, most) for number in numbers}

    def _outlines(self, number: str, most: int) -> list[Outline]:
        held = self._reader.rows_with_value(Keep(Column.NUMBER, (number,)))
        rows = map(self._reader.segment_of, held.tolist())
        documents = dict.fromkeys((segment, segment.columns.document_number(local_row)) for segment, local_row in rows)
        outlines = (segment.columns.outline(number) for segment, number in documents)
        first = heapq.nsmallest(most, (one for one in outlines if one[1]))
        return [unpack_outline(document, number, packed) for document, packed in first]

    def sources(self) -> Iterator[tuple[str, str, Source]]:
        """(document id, key, source) of every document."""
        for segment in self._reader.segments:
            for document, packed in segment.sources():
                _, key, source = unpack_source(packed)
                yield document, key or document, source

    def vocabulary(self, field: Field, prefix: str = "", limit: int = 100) -> Sequence[tuple[str, int]]:
        """Terms with the prefix and how many passages have each, in term order."""
        parts = [self._terms(segment, field, prefix, limit) for segment in self._reader.segments]
        if len(parts) == 1:
            return list(islice((one for one in parts[0] if one[1]), limit))
        found: list[tuple[str, int]] = []
        for term, counts in groupby(heapq.merge(*parts), key=itemgetter(0)):
            if len(found) >= limit:
                break
            passages = sum(count for _, count in counts)
            if passages:
                found.append((term, passages))
        return found

    def _terms(self, segment: SegmentReader, field: Field, prefix: str, limit: int) -> Iterator[tuple[str, int]]:
        postings = segment.postings(field)
        if postings is None:
            return
        numbers = postings.prefix_range(prefix.encode("utf-8", "surrogatepass"))
        size = max(1, min(limit, VOCABULARY_BLOCK))
        for start in range(numbers.start, numbers.stop, size):
            some = range(start, min(start + size, numbers.stop))
            for term, passages in zip(postings.terms(some), postings.frequencies(some, segment.live), strict=True):
                yield term.decode("utf-8", "surrogatepass"), passages

    def frequencies(self, terms: Iterable[tuple[Field, str]]) -> Mapping[tuple[Field, str], int]:
        """In how many passages each of the terms stands."""
        field = self._reader.field
        return {(one, term): field(one).frequency(term) for one, term in terms}

    def search_many(self, lookups: Sequence[Lookup]) -> Sequence[Page]:
        """The page of each lookup."""
        return [self.search(lookup) for lookup in lookups]

    def counts(self, lookups: Sequence[Lookup]) -> Sequence[int | None]:
        """The total of each lookup; None where its deadline passed before all was counted. The lookups of one call
        share the postings that they read."""
        postings = QueryPostings(self._reader)
        return [self._count(lookup, postings) for lookup in lookups]

    def _count(self, lookup: Lookup, postings: QueryPostings) -> int | None:
        found, whole = Executor(self._reader, self._holds_text, lookup.deadline, postings).run(lookup.tree)
        return total(self._reader, lookup, found) if whole else None

    def cost(self, node: Node) -> int:
        """About how many postings and positions the node makes the engine read, from the dictionary alone."""
        field = self._reader.field
        return cost(node, lambda one, term: field(one).size(term), lambda one, begun: field(one).prefix_size(begun))

    def volume(self, by: Sequence[Column]) -> Mapping[tuple[str, ...], int]:
        """The sizes of the passages, summed for each combination of first values in the columns."""
        return text_volume(self._reader, by)

    def attachment(self, name: str) -> bytes | None:
        """The file attached under that name."""
        return self._attachments.get(name)

    def close(self) -> None:
        """Nothing: the files stay mapped until the last reference to this snapshot is gone."""
