"""Addresses of searches and documents, the same for pages, endpoint and command line, and the hash a link carries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote, urlencode

from search.filters import FILTERS
from search.model import Document, Kind, Passage, Span
from search.request import Match, SearchRequest

SEARCH_PAGE = "/search"
SEARCH_ENDPOINT = "/api/v1/search"
CONCORDANCE_PAGE = "/concordance"
CONCORDANCE_ENDPOINT = "/api/v1/concordance"
TRENDS_PAGE = "/trends"
TRENDS_ENDPOINT = "/api/v1/trends"
LINES = 50  # of a concordance on a page, unless asked otherwise

# What a search has besides its filters: parameter -> field of the request.
REQUEST_FIELDS: Mapping[str, str] = {
    "q": "text",
    **{name: name for name in ("match", "noexp", "sort", "group", "page", "size")},
}
_BY_ARGUMENT = {each.argument: each.name for each in FILTERS}
# The parameters of a search in the order in which addresses name them; those that only links set come late.
PARAMETERS: tuple[str, ...] = (
    "q",
    *(each.argument for each in FILTERS if each.has_option),
    *("match", "noexp", "sort", "group"),
    *(each.argument for each in FILTERS if not each.has_option),
    *("page", "size"),
)
# Those that trends take: filters that they know how much text there is under, and how words are matched.
TREND_PARAMETERS = (*(each.argument for each in FILTERS if each.in_trends), "match", "noexp")
_DEFAULTS = SearchRequest()


def values_of(request: SearchRequest, parameter: str) -> tuple[str, ...]:
    """The values of a parameter."""
    if parameter in _BY_ARGUMENT:
        return request.filters[_BY_ARGUMENT[parameter]]
    value = getattr(request, REQUEST_FIELDS[parameter])
    return value if isinstance(value, tuple) else (str(value),)


def search_pairs(request: SearchRequest) -> list[tuple[str, str]]:
    """The parameters that differ from their defaults, as (name, value)."""
    return [
        (name, value)
        for name in PARAMETERS
        if (values := values_of(request, name)) != values_of(_DEFAULTS, name)
        for value in values
    ]


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


def beside_url(document: str, lang: str, query: str = "", match: Match = Match.ALL, anchor: str = "") -> str:
    """The address of a document beside its version in a language."""
    address, mark, rest = document_url(document, query, match, anchor=anchor).partition("?" if query else "#")
    return f"{address}/with/{quote(lang, safe='')}{mark}{rest}"


def line_pairs(request: SearchRequest, order: str = "") -> list[tuple[str, str]]:
    """The parameters of a concordance: those of the search, an order of its own, and LINES as the size not named."""
    pairs = search_pairs(replace(request, sort=_DEFAULTS.sort, group="", size=_DEFAULTS.size))
    pairs += [("size", str(request.size))] if request.size != LINES else []
    return pairs + ([("order", order)] if order else [])


def concordance_url(request: SearchRequest, order: str = "", path: str = CONCORDANCE_PAGE) -> str:
    """The one address of a page of lines."""
    return _address(path, line_pairs(request, order))


def trend_pairs(terms: Iterable[str], among: SearchRequest, **how: str) -> list[tuple[str, str]]:
    """The parameters of trends: the terms, the filters that count there, and what of `how` is not empty."""
    pairs = [("q", term) for term in terms]
    pairs += [(name, value) for name, value in search_pairs(among) if name in TREND_PARAMETERS]
    return pairs + [(name, value) for name, value in how.items() if value]


def trends_url(terms: Iterable[str], among: SearchRequest, path: str = TRENDS_PAGE, **how: str) -> str:
    """The one address of trends."""
    return _address(path, trend_pairs(terms, among, **how))


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
