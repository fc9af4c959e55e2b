"""Addresses as pages write them: those of `search.links`, with the preferences that no cookie holds yet."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from urllib.parse import quote, urlencode

from flask import Flask, g, request

from search.model import Document
from search.request import Match, Result, SearchRequest
from web.params import ARGUMENTS
from web.preferences import carried

_DEFAULTS = SearchRequest()


def search_url(asked: SearchRequest) -> str:
    pairs = pairs_of(asked)
    return "/search?" + urlencode(pairs, quote_via=quote) if pairs else "/search"


def pairs_of(asked: SearchRequest):
    out = []
    for a in ARGUMENTS:
        v = getattr(asked, a.field)
        if v == getattr(_DEFAULTS, a.field):
            continue
        for x in v if isinstance(v, tuple) else (v,):
            out.append((a.name, str(x)))
    return out


def document_url(document: str, query: str = "", match: Match = Match.ALL, version: str = "", anchor: str = "") -> str:
    pairs = [("q", query)] if query else []
    if match != Match.ALL and query:
        pairs.append(("match", match.value))
    if version:
        pairs.append(("v", version))
    return (
        "/doc/" + quote(document, safe="") + ("?" + urlencode(pairs, quote_via=quote) if pairs else "")
        + ("#" + anchor if anchor else "")
    )


def install(app: Flask) -> None:
    """Give templates the functions that write addresses."""
    app.jinja_env.globals.update(
        search_url=lambda asked: carried(search_url(asked)),
        document_url=lambda *a, **k: carried(document_url(*a, **k)),
        page_url=carried,
        plain_document_url=document_url,
        suffixed=lambda document, suffix: f"{document_url(document)}.{suffix}",
        hit_url=hit_url,
        hit_page=hit_page,
        api_url=lambda asked: "/api/v1" + search_url(asked),
        preference_url=preference_url,
        static_url=static_url,
        search_fields=pairs_of,
    )


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
