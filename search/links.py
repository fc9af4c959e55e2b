"""Addresses of searches and documents, the same for pages, endpoint and command line, and the hash a link carries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote, urlencode

from search.model import Document, Kind, Passage, Span
from search.request import Match, SearchRequest

SEARCH_PAGE = "/search"
SEARCH_ENDPOINT = "/api/v1/search"

# Parameter of the endpoint -> field of the request, in the order in which addresses name them.
PARAMETERS: tuple[tuple[str, str], ...] = (
    ("q", "text"),
    ("lang", "lang"),
    ("kind", "kind"),
    ("genre", "genre"),
    ("speaker", "speaker"),
    ("asker", "asker"),
    ("answerer", "answerer"),
    ("role", "role"),
    ("place", "place"),
    ("source", "source"),
    ("number", "number"),
    ("doc", "doc"),
    ("from", "date_from"),
    ("to", "date_to"),
    ("match", "match"),
    ("noexp", "noexp"),
    ("sort", "sort"),
    ("group", "group"),
    ("dup", "dup"),
    ("page", "page"),
    ("size", "size"),
)
_DEFAULTS = SearchRequest()


def search_pairs(request: SearchRequest) -> list[tuple[str, str]]:
    """The parameters that differ from their defaults, as (name, value)."""
    pairs: list[tuple[str, str]] = []
    for name, field in PARAMETERS:
        value = getattr(request, field)
        if value != getattr(_DEFAULTS, field):
            pairs.extend((name, str(each)) for each in (value if isinstance(value, tuple) else (value,)))
    return pairs


def search_url(request: SearchRequest, path: str = SEARCH_PAGE) -> str:
    """The one address of a search."""
    return _address(path, search_pairs(request))


def page_url(request: SearchRequest, page: int, path: str = SEARCH_PAGE) -> str:
    """The address of another page of the search."""
    return search_url(replace(request, page=page), path)


def document_url(document: str, query: str = "", match: Match = Match.ALL, version: str = "", anchor: str = "") -> str:
    """The address of a document: with a query its words are marked; `version` is the text hash that the link means."""
    pairs = [("q", query)] if query else []
    if query and match is not Match.ALL:
        pairs.append(("match", match.value))
    if version:
        pairs.append(("v", version))
    address = _address("/doc/" + quote(document, safe="", errors="replace"), pairs)
    return f"{address}#{quote(anchor, safe='.~', errors='replace')}" if anchor else address


def anchor_of(passage: Passage) -> str:
    """The element that a hit links to: the paragraph of a statement, the turn of a question or an answer, the card."""
    whole_turn = passage.turn and passage.kind in (Kind.QUESTION, Kind.ANSWER)
    return passage.turn if whole_turn else passage.id.partition("~")[0]


def text_hash(document: Document, passage: Passage) -> str:
    """First 8 hex digits of the SHA-256 of the passage's turn (of the passage itself where it has none)."""
    turn = document.turn(passage.turn) if passage.turn else None
    spans: Iterable[Span] = turn.paragraphs if turn else passage.spans
    text = "\n".join(span.of(document.text) for span in spans)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _address(path: str, pairs: list[tuple[str, str]]) -> str:
    # What a shell hands over may hold half characters; they find nothing, but an address must not fail on them.
    return f"{path}?{urlencode(pairs, quote_via=quote, errors='replace')}" if pairs else path
