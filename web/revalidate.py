"""JSON is asked for again only when it may have changed: one ETag for each address, generation and day.

The tag is settled before the answer is made. Should a new generation come meanwhile, the newer answer bears the older
tag and is merely sent once more. The day counts because citations name it; the run, because the program and its
glossary are part of an answer too.
"""

from __future__ import annotations

import hashlib
import os
from datetime import date

from flask import Flask, Response, current_app, g, request

from search.archive import Archive
from search.errors import WendaError

_BELOW = "/api/v1/"
_KEPT = "wenda.run"


def install(app: Flask) -> None:
    """Answer 304 where a client has the present answer, and tag the others. All workers share one run's mark."""
    app.extensions[_KEPT] = os.urandom(4).hex()
    app.before_request(_settle)
    app.after_request(_tag)


def unchanged() -> Response | None:
    """304 when the client's copy is the present one; asked once nothing else forbids an answer."""
    if g.tag and request.if_none_match.contains_weak(g.tag):
        return _marked(Response(status=304))
    return None


def _settle() -> None:
    g.tag = ""
    if request.method not in ("GET", "HEAD") or not request.path.startswith(_BELOW):
        return
    archive: Archive = current_app.extensions["wenda.archive"]
    try:
        parts = (archive.generation, date.today().isoformat(), current_app.extensions[_KEPT], request.full_path)
    except WendaError:  # the endpoint itself says why there is no answer
        return
    g.tag = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _tag(response: Response) -> Response:
    if not g.get("tag") or response.status_code != 200 or response.mimetype != "application/json":
        return response
    # A partial answer may be whole the next time. No text can look like this: its quotes would be escaped.
    return response if b'"partial": true' in response.data else _marked(response)


def _marked(response: Response) -> Response:
    response.set_etag(g.tag, weak=True)
    response.headers.setdefault("Cache-Control", "no-cache")
    return response
