"""The JSON of a search: what `GET /api/v1/search` returns and `wenda search --json` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

from search.filters import FACETS
from search.links import SEARCH_ENDPOINT, page_url, search_url
from search.replies.fields import Address, Exact, Generation, Milliseconds, Partial, WholeNumber, or_null
from search.replies.hit import HitReply, hit_reply
from search.request import Expansion, Note, Results, Suggestion


class QueryReply(Struct, frozen=True):
    """The query as typed and as understood."""

    text: str
    parsed: str
    repaired: bool
    notes: tuple[Note, ...]
    expansions: tuple[Expansion, ...]


class FacetReply(Struct, frozen=True):
    """A value to narrow by, its name for people, and in how many of the passages it stands."""

    value: str
    label: str
    count: WholeNumber


class RelaxationReply(Struct, frozen=True):
    """A search that finds something where this one finds nothing. `kind` says what was given up: a piece of the query
    or a limit (in `what`), the quotes, all limits, the characters as typed, or (all) that all words are required."""

    kind: str
    what: str | None
    text: str
    total: WholeNumber
    url: Address


class LinksReply(Struct, frozen=True):
    """The addresses of this page and of those around it."""

    self: Address
    next: Address | None
    prev: Address | None


class SearchReply(Struct, frozen=True):
    """A page of hits, and what was understood."""

    query: QueryReply
    total: Annotated[WholeNumber, Meta(description="passages found")]
    total_is_exact: Exact
    page: WholeNumber
    size: WholeNumber
    took_ms: Milliseconds
    generation: Generation
    partial: Partial
    hits: tuple[HitReply, ...]
    facets: Annotated[
        Mapping[str, tuple[FacetReply, ...]],
        Meta(
            description="values to narrow by, most passages first",
            extra_json_schema={"required": [column.value for column in FACETS]},
        ),
    ]
    suggestion: Suggestion | None
    relaxations: tuple[RelaxationReply, ...]
    links: LinksReply


def search_reply(results: Results) -> SearchReply:
    """The whole answer."""
    request = results.request
    grouped = request.group == "document"
    return SearchReply(
        query=QueryReply(request.text, results.parsed, results.repaired, results.notes, results.expansions),
        total=results.total,
        total_is_exact=results.total_is_exact,
        page=request.page,
        size=request.size,
        took_ms=round(results.took_ms, 1),
        generation=results.generation,
        partial=bool(results.partial),
        hits=tuple(hit_reply(item, request.text, request.match, grouped=grouped) for item in results.items),
        facets={
            column.value: tuple(
                FacetReply(value.value, value.label, value.count) for value in results.facets.get(column, ())
            )
            for column in FACETS
        },
        suggestion=results.suggestion,
        relaxations=tuple(
            RelaxationReply(
                way.kind, or_null(way.what), way.request.text, way.total, search_url(way.request, SEARCH_ENDPOINT)
            )
            for way in results.relaxations
        ),
        links=_links(results),
    )


def _links(results: Results) -> LinksReply:
    request = results.request
    more = request.page * request.size < (results.groups or results.total)
    return LinksReply(
        search_url(request, SEARCH_ENDPOINT),
        page_url(request, request.page + 1, SEARCH_ENDPOINT) if more else None,
        page_url(request, request.page - 1, SEARCH_ENDPOINT) if request.page > 1 else None,
    )
