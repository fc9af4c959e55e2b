"""JSON is asked for again only when it may have changed: one ETag for each address, generation and day. An answer that
the deadline cut short is not to be kept at all.

The tag is made before the answer. If a new generation comes in between, the newer answer has the older tag and is
merely sent once more. The day counts because citations name it; the run, because the program and its glossary are part
of an answer too.
"""

from __future__ import annotations

import hashlib
import os
from datetime import date
from typing import Protocol, TypeVar

from flask import Flask, Response, current_app, g, request

from search.errors import WendaError
from web.current import current_archive

_BELOW = "/api/v1/"
_RUN = "wenda.run"


class TimedAnswer(Protocol):
    """What the archive finds before a deadline."""

    @property
    def cut_short(self) -> bool:
        """Whether the deadline came first: asked again, there may be more."""
        ...


Answer = TypeVar("Answer", bound=TimedAnswer)


def install(app: Flask) -> None:
    """Answer 304 where a client has the present answer, and tag the others. All workers share one run's mark."""
    app.extensions[_RUN] = os.urandom(4).hex()
    app.before_request(_make_tag)
    app.after_request(_mark)


def uncached_if_cut(answer: Answer) -> Answer:
    """The same answer. If it was cut short, the response that is made of it has no tag and is kept by nobody. Whatever
    the archive finds before a deadline passes through here."""
    g.cut_short = g.get("cut_short", False) or answer.cut_short
    return answer


def unchanged() -> Response | None:
    """304 when the client's copy is the present one; asked once nothing else forbids an answer. `*`, which would
    confirm any copy, is passed over: the copy may be one that was cut short."""
    copies = request.if_none_match
    if g.tag and not copies.star_tag and copies.contains_weak(g.tag):
        return _tagged(Response(status=304))
    return None


def _make_tag() -> None:
    g.tag = ""
    if request.method not in ("GET", "HEAD") or not request.path.startswith(_BELOW):
        return
    archive = current_archive()
    try:
        parts = (archive.generation, date.today().isoformat(), current_app.extensions[_RUN], request.full_path)
    except WendaError:  # the endpoint itself says why there is no answer
        return
    g.tag = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _mark(response: Response) -> Response:
    if g.get("cut_short"):
        response.headers["Cache-Control"] = "no-store"
        return response
    if g.get("tag") and response.status_code == 200 and response.mimetype == "application/json":
        return _tagged(response)
    return response


def _tagged(response: Response) -> Response:
    response.set_etag(g.tag, weak=True)
    response.headers.setdefault("Cache-Control", "no-cache")
    return response
