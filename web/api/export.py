"""`GET /api/v1/export`: all that a search finds, whole or, as JSON Lines, in portions that a cursor joins."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, request

from search.archive import Archive
from search.exports.formats import FORMATS
from search.exports.jsonl import write_jsonl
from search.exports.provenance import Provenance
from search.links import search_url
from search.request import Portion, SearchRequest
from web.i18n import N_
from web.pages.export import FORMAT, PAGED, exported
from web.params import Parameter, ParameterError, own_value, refused, request_of
from web.values import Malformed, Value, number

endpoints = Blueprint("api_export", __name__)
PATH = "/api/v1/export"
MOST = 1000  # documents in one portion
USUAL = 100


def _cursor(value: str) -> tuple[str, int, str]:
    """Generation, place, and the fingerprint of the search that a cursor belongs to."""
    try:
        generation, start, search = base64.urlsafe_b64decode(value.encode("ascii")).decode("ascii").split(" ")
        if not re.fullmatch(r"[0-9]{1,9}", start):
            raise ValueError
    except ValueError:
        raise Malformed(N_("is not a cursor that this export gave")) from None
    return generation, int(start), search


CURSOR = Parameter(
    "cursor",
    Value(_cursor, {"type": "string", "minLength": 1}),
    N_("where to go on, as the Link header of the portion before says; JSON Lines only"),
)
LIMIT = Parameter("limit", number(1, MOST), N_("documents in a portion; JSON Lines only"))


@endpoints.get(PATH)
def export() -> Response:
    """The file; with `cursor` or `limit` one portion of it."""
    asked = request_of(request.args, (FORMAT.name, CURSOR.name, LIMIT.name), without=PAGED)
    name = own_value(FORMAT, request.args, required=True)
    cursor = own_value(CURSOR, request.args)
    limit = own_value(LIMIT, request.args)
    if cursor is None and limit is None:
        return exported(asked, name)
    if name != "jsonl":
        wrong = CURSOR.name if cursor is not None else LIMIT.name
        message = N_("goes with format=jsonl only")
        raise refused(request.args, ParameterError(wrong, request.args[wrong], message, {}))
    return _portion(asked, cursor, limit or USUAL)


def _portion(asked: SearchRequest, cursor: tuple[str, int, str] | None, limit: int) -> Response:
    """Some documents of an export, and in the `Link` header the address of the next ones."""
    archive: Archive = current_app.extensions["wenda.archive"]
    generation, start, search = cursor or (archive.generation, 0, fingerprint(asked))
    if search != fingerprint(asked):
        message = N_("belongs to another search")
        raise refused(request.args, ParameterError(CURSOR.name, request.args[CURSOR.name], message, {}))
    portion = archive.portion(asked, start, limit)
    if cursor is not None and portion.generation != generation:
        abort(410, f"The cursor is of index {generation}, which {portion.generation} has replaced: begin again.")
    response = Response(_lines(portion), content_type=FORMATS["jsonl"].media_type)
    response.headers["X-Robots-Tag"] = "noindex"
    if portion.following is not None:
        response.headers["Link"] = f'<{_next(asked, portion, limit)}>; rel="next"'
    return response


def _lines(portion: Portion) -> Iterator[bytes]:
    return write_jsonl(portion.documents, Provenance(generation=portion.generation))


def _next(asked: SearchRequest, portion: Portion, limit: int) -> str:
    """The address of the portion after this one."""
    cursor = f"{portion.generation} {portion.following} {fingerprint(asked)}".encode("ascii")
    address = search_url(asked, PATH)
    text = quote(base64.urlsafe_b64encode(cursor).decode())
    return f"{address}{'&' if '?' in address else '?'}format=jsonl&limit={limit}&cursor={text}"


def fingerprint(asked: SearchRequest) -> str:
    """What tells searches apart in a cursor."""
    return hashlib.sha256(search_url(asked).encode()).hexdigest()[:12]
