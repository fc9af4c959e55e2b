"""All hits of a request, or all documents that hold one, one after another: for exports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from search.model import Document
from search.port.lookup import Hit, Lookup
from search.query.question import Question
from search.request import Result
from search.results.highlight_query import highlight_query
from search.results.results_page import hit_views
from search.results.searcher import Searcher
from search.terms import Column

BATCH = 100  # hits whose documents are read and held at a time


def scan(searcher: Searcher, question: Question, skip: int = 0) -> Iterator[Result]:
    """Every hit in the request's order, copies included, its page and size aside; the first `skip` are not read."""
    sought = highlight_query(question)
    collapse = Column.DOCUMENT if question.request.group == "document" else None
    for hits, documents in _batches(searcher, question, collapse, skip):
        yield from hit_views(searcher, sought, hits, documents)


def scan_documents(searcher: Searcher, question: Question, skip: int = 0) -> Iterator[Document]:
    """Every document with a hit, once, in the order of its first hit; the first `skip` are not read."""
    for hits, documents in _batches(searcher, question, Column.DOCUMENT, skip):
        yield from (documents[hit.document] for hit in hits if hit.document in documents)


def _batches(
    searcher: Searcher, question: Question, collapse: Column | None, skip: int
) -> Iterator[tuple[list[Hit], Mapping[str, Document]]]:
    """The hits with their documents."""
    lookup = Lookup(question.node, question.filters, question.request.sort, collapse=collapse)
    hits = islice(searcher.snapshot.scan(lookup), skip, None)
    while batch := list(islice(hits, BATCH)):
        yield batch, searcher.snapshot.documents(dict.fromkeys(hit.document for hit in batch))
