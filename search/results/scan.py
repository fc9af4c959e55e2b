"""All hits of a request, or all documents that hold one, one after another: for exports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    for batch in _batches(islice(_hits(searcher, question, collapse), skip, None)):
        yield from hit_views(searcher, sought, batch, searcher.snapshot.documents(hit.document for hit in batch))


def scan_documents(searcher: Searcher, question: Question, skip: int = 0) -> Iterator[Document]:
    """Every document with a hit, once, in the order of its first hit; the first `skip` are not read."""
    holders = islice(_distinct(hit.document for hit in _hits(searcher, question)), skip, None)
    while batch := list(islice(holders, BATCH)):
        documents = searcher.snapshot.documents(batch)
        yield from (documents[name] for name in batch if name in documents)


def _hits(searcher: Searcher, question: Question, collapse: Column | None = None) -> Iterator[Hit]:
    return searcher.snapshot.scan(Lookup(question.node, question.filters, question.request.sort, collapse=collapse))


def _distinct(names: Iterable[str]) -> Iterator[str]:
    """Each name once, where it comes first."""
    seen: set[str] = set()
    for name in names:
        if name not in seen:
            seen.add(name)
            yield name


def _batches(hits: Iterable[Hit]) -> Iterator[list[Hit]]:
    stream = iter(hits)
    while batch := list(islice(stream, BATCH)):
        yield batch
