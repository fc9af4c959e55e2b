"""Addresses as pages write them: those of `search.links`, with the preferences that no cookie holds yet."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from urllib.parse import quote, urlencode

from flask import Flask, current_app, g, request

from search.links import SEARCH_ENDPOINT, document_url, search_pairs, search_url
from search.model import Document
from search.request import Result, SearchRequest
from web.preferences import carried

EXPORT_PAGE = "/export"
FEED_PAGE = "/feed.atom"
_PLAIN = SearchRequest()


def install(app: Flask, base_url: str) -> None:
    """Give templates the functions that write addresses. `base_url` is empty when the site is as browsers call it."""
    app.config["WENDA_BASE_URL"] = base_url.rstrip("/")
    app.jinja_env.globals.update(
        base_url=site_address,
        search_url=lambda asked: carried(search_url(asked)),
        document_url=lambda *place, **query: carried(document_url(*place, **query)),
        page_url=carried,
        plain_document_url=document_url,
        suffixed=lambda document, suffix: f"{document_url(document)}.{suffix}",
        hit_url=hit_url,
        hit_page=hit_page,
        api_url=lambda asked: search_url(asked, SEARCH_ENDPOINT),
        preference_url=preference_url,
        static_url=static_url,
        search_fields=search_pairs,
        export_url=export_url,
        feed_url=feed_url,
        citation_url=citation_url,
        citing_url=citing_url,
    )


def site_address() -> str:
    """The public address of the site, without a final slash."""
    return str(current_app.config["WENDA_BASE_URL"]) or request.host_url.rstrip("/")


def export_url(asked: SearchRequest, name: str, of: str = "") -> str:
    """All that a search finds as a file of the format with that name, of hits or documents (empty: the usual)."""
    address = search_url(replace(asked, page=_PLAIN.page, size=_PLAIN.size), EXPORT_PAGE)
    return f"{address}{'&' if '?' in address else '?'}format={name}{f'&of={of}' if of else ''}"


def feed_url(asked: SearchRequest) -> str:
    """The feed of a search: the newest of all that it finds."""
    plain = replace(asked, sort=_PLAIN.sort, group=_PLAIN.group, page=_PLAIN.page, size=_PLAIN.size)
    return search_url(plain, FEED_PAGE)


def citation_url(document: str, style: str, turn: str = "") -> str:
    """A citation of a document, or of one of its turns, in one style."""
    address = f"{document_url(document)}/cite/{style}"
    return f"{address}?turn={quote(turn)}" if turn else address


def citing_url(document: str, turn: str = "", asked: SearchRequest | None = None) -> str:
    """The reading page with the citations of a turn, or of the whole document; on it the query stays marked."""
    searched = search_pairs(asked) if asked else request.args.items()
    kept = [(name, value) for name, value in searched if name in ("q", "match")]
    query = urlencode([*kept, ("cite", turn or "document")], quote_via=quote)
    return carried(f"{document_url(document)}?{query}#cite")


def preference_url(name: str, value: str) -> str:
    """This page in another interface language or theme."""
    args = [(key, item) for key, item in request.args.items(multi=True) if key != name]
    kept = [(key, item) for key, item in g.carried.items() if key != name and key not in request.args]
    return f"{request.path}?{urlencode([*args, *kept, (name, value)], quote_via=quote)}"


def hit_url(hit: Result, asked: SearchRequest) -> str:
    """The place of a hit in its document, with the query's marks and the hash of the text as found."""
    shown = hit.shown
    return carried(document_url(hit.document.id, asked.text, asked.match, shown.text_hash, shown.anchor))


def hit_page(document: Document, number: int) -> str:
    """The document that is being read, at its mark number `number`."""
    kept = [(name, value) for name, value in request.args.items() if name in ("q", "match")]
    query = urlencode([*kept, ("hit", str(number))], quote_via=quote)
    return carried(f"{document_url(document.id)}?{query}#h{number}")


@cache
def static_url(name: str) -> str:
    """A static file's address with its fingerprint, so that browsers may keep it for good."""
    data = (files("web") / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(data).hexdigest()[:10]}"
