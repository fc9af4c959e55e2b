"""All hits of a request, or all documents that hold one, one after another: for exports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from search.model import Document
from search.port.lookup import Hit, Lookup, Node
from search.query.lower import lower
from search.query.parse import parse
from search.query.tree import Query
from search.request import Result, SearchRequest
from search.results.highlight_query import highlight_query
from search.results.results_page import hit_views
from search.results.searcher import Searcher
from search.terms import Column

BATCH = 100  # hits whose documents are read and held at a time


def scan(searcher: Searcher, request: SearchRequest, longest: int = 256, skip: int = 0) -> Iterator[Result]:
    """Every hit in the request's order, copies included, its page and size aside; the first `skip` are not read.
    `longest` is the query's limit in characters."""
    tree, node = _lowered(searcher, request, longest)
    sought = highlight_query(tree, node, searcher.context(request))
    collapse = Column.DOCUMENT if request.group == "document" else None
    hits = searcher.snapshot.scan(Lookup(node, searcher.filters(request), request.sort, collapse=collapse))
    for batch in _batches(islice(hits, skip, None)):
        yield from hit_views(searcher, sought, batch, searcher.snapshot.documents(hit.document for hit in batch))


def scan_documents(searcher: Searcher, request: SearchRequest, longest: int = 256, skip: int = 0) -> Iterator[Document]:
    """Every document with a hit, once, in the order of its first hit; the first `skip` are not read."""
    holders = islice(_holders(searcher, request, longest), skip, None)
    while batch := list(islice(holders, BATCH)):
        documents = searcher.snapshot.documents(batch)
        yield from (documents[name] for name in batch if name in documents)


def _holders(searcher: Searcher, request: SearchRequest, longest: int) -> Iterator[str]:
    """The ids of the documents with a hit."""
    _, node = _lowered(searcher, request, longest)
    seen: set[str] = set()
    for hit in searcher.snapshot.scan(Lookup(node, searcher.filters(request), request.sort)):
        if hit.document not in seen:
            seen.add(hit.document)
            yield hit.document


def _lowered(searcher: Searcher, request: SearchRequest, longest: int) -> tuple[Query, Node]:
    tree = parse(request.text, longest).tree
    return tree, lower(tree, searcher.context(request))


def _batches(hits: Iterable[Hit]) -> Iterator[list[Hit]]:
    stream = iter(hits)
    while batch := list(islice(stream, BATCH)):
        yield batch
