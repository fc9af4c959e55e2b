"""`GET /api/v1/export`: all that a search finds, whole or, as JSON Lines, in portions that a cursor joins."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import quote

from flask import Blueprint, Response, abort, request

from search.exports.formats import FORMATS, FileContent
from search.exports.hits_jsonl import write_hits_jsonl
from search.exports.records_jsonl import write_records_jsonl
from search.links import search_url
from search.request import Portion, SearchRequest
from web.current import current_archive
from web.export_file import export_file, provenance_of
from web.i18n import N_
from web.parameter_types import MalformedValue, ParameterType, number
from web.parameters import FORMAT, NOT_FOR_EXPORTS, OF, chosen_file
from web.search_parameters import Parameter, ParameterError, argument_value, refusal, request_of

endpoints = Blueprint("api_export", __name__)
PATH = "/api/v1/export"
MOST_IN_PORTION = 1000  # hits or documents in one portion
DEFAULT_PORTION = 100


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where an export goes on: the generation that it reads, the number of the next hit or document (from 0), and the
    fingerprint of the search that it belongs to."""

    generation: str
    start: int
    search: str

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(f"{self.generation} {self.start} {self.search}".encode("ascii")).decode()


def _cursor(text: str) -> Cursor:
    """The cursor that was written so. Raises MalformedValue."""
    try:
        generation, start, search = base64.urlsafe_b64decode(text.encode("ascii")).decode("ascii").split(" ")
        if not re.fullmatch(r"[0-9]{1,9}", start):
            raise ValueError
    except ValueError:
        raise MalformedValue(N_("is not a cursor that this export gave")) from None
    return Cursor(generation, int(start), search)


CURSOR = Parameter(
    "cursor",
    ParameterType(_cursor, {"type": "string", "minLength": 1}),
    N_("where to go on, as the Link header of the portion before says; JSON Lines only"),
)
LIMIT = Parameter("limit", number(1, MOST_IN_PORTION), N_("hits or documents in a portion; JSON Lines only"))


@endpoints.get(PATH)
def export() -> Response:
    """The file; with `cursor` or `limit` one portion of it."""
    asked = request_of(request.args, (FORMAT.name, OF.name, CURSOR.name, LIMIT.name), without=NOT_FOR_EXPORTS)
    file_format, content = chosen_file()
    cursor = argument_value(CURSOR, request.args)
    limit = argument_value(LIMIT, request.args)
    if cursor is None and limit is None:
        return export_file(asked, file_format, content)
    if file_format.name != "jsonl":
        wrong = CURSOR.name if cursor is not None else LIMIT.name
        message = N_("goes with format=jsonl only")
        raise refusal(request.args, ParameterError(wrong, request.args[wrong], message, {}))
    return _portion(asked, content, cursor, limit or DEFAULT_PORTION)


def _portion(asked: SearchRequest, content: FileContent, cursor: Cursor | None, limit: int) -> Response:
    """Some lines of an export, and in the `Link` header the address of the next ones."""
    search = search_fingerprint(asked, content)
    if cursor is not None and cursor.search != search:
        message = N_("belongs to another search")
        raise refusal(request.args, ParameterError(CURSOR.name, request.args[CURSOR.name], message, {}))
    archive = current_archive()
    read = archive.hit_portion if content is FileContent.HITS else archive.document_portion
    portion = read(asked, cursor.start if cursor else 0, limit)
    if cursor is not None and portion.generation != cursor.generation:
        abort(410, f"The cursor is of index {cursor.generation}, which {portion.generation} has replaced: begin again.")
    response = Response(_lines(asked, portion), content_type=FORMATS["jsonl"].media_type)
    response.headers["X-Robots-Tag"] = "noindex"
    if portion.following is not None:
        address = _address(asked, content, Cursor(portion.generation, portion.following, search), limit)
        response.headers["Link"] = f'<{address}>; rel="next"'
    return response


def _lines(asked: SearchRequest, portion: Portion) -> Iterator[bytes]:
    provenance = provenance_of(asked, portion.generation)  # now: the answer is read when the request is gone
    return chain(write_hits_jsonl(portion.hits, provenance), write_records_jsonl(portion.documents, provenance))


def _address(asked: SearchRequest, content: FileContent, cursor: Cursor, limit: int) -> str:
    """The address of the portion that begins at a cursor."""
    search = search_url(asked, PATH)
    more = f"format=jsonl&of={content.value}&limit={limit}&cursor={quote(str(cursor))}"
    return f"{search}{'&' if '?' in search else '?'}{more}"


def search_fingerprint(asked: SearchRequest, content: FileContent) -> str:
    """What tells searches apart in a cursor."""
    return hashlib.sha256(f"{content.value} {search_url(asked)}".encode()).hexdigest()[:12]
