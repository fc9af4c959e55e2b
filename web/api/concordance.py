"""`GET /api/v1/concordance`: the lines of a query as JSON."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, current_app, request

from search.archive import Archive
from search.links import CONCORDANCE_ENDPOINT, concordance_url, document_url
from search.results.concordance import Concordance, ConcordanceLine
from web.api.body import json_body
from web.parameters import lines_request
from web.params import DEEPEST

endpoints = Blueprint("api_concordance", __name__)


@endpoints.get(CONCORDANCE_ENDPOINT)
def concordance() -> Response:
    """Left context, key and right context, characters as they stand; `start` and `end` count in the passage's text."""
    asked, order = lines_request(request.args)
    archive: Archive = current_app.extensions["wenda.archive"]
    found = archive.concordance(asked, order)
    return json_body(described(found))


def described(found: Concordance) -> dict[str, object]:
    """The reply. `total_is_exact` is false when not all passages were read in time, or there are too many lines."""
    asked, order = found.request, found.order.value
    last = min(found.total, DEEPEST)

    def page(number: int) -> str | None:
        there = number > 0 and (number - 1) * asked.size < last
        return concordance_url(replace(asked, page=number), order, CONCORDANCE_ENDPOINT) if there else None

    return {
        "query": {
            "text": asked.text,
            "parsed": found.parsed,
            "notes": [{"code": note.code, "message": note.message} for note in found.notes],
        },
        "order": order,
        "total": found.total,
        "total_is_exact": found.whole,
        "passages": {"read": found.read, "found": found.found},
        "partial": not found.whole and not found.full,
        "page": asked.page,
        "size": asked.size,
        "took_ms": round(found.took_ms, 3),
        "generation": found.generation,
        "lines": [_line(line, found) for line in found.lines],
        "links": {
            "self": concordance_url(asked, order, CONCORDANCE_ENDPOINT),
            "next": page(asked.page + 1),
            "prev": page(asked.page - 1),
        },
    }


def _line(line: ConcordanceLine, found: Concordance) -> dict[str, object]:
    document, key = line.document, line.key
    asked = found.request
    return {
        "left": line.left.whole.of(line.text),
        "key": line.text[key.start : key.end],
        "right": line.right.whole.of(line.text),
        "kind": key.kind.value,
        "start": key.start,
        "end": key.end,
        "passage": f"{document.id}#{line.passage.id}",
        "turn": line.passage.turn or None,
        "role": line.role.value if line.role else None,
        "lang": line.passage.lang or None,
        "speaker": {"id": line.speaker.id, "name": line.speaker.name} if line.speaker else None,
        "document": {"id": document.id, "title": document.title_shown, "date": document.date or None},
        "url": document_url(document.id, asked.text, asked.match, line.text_hash, line.anchor),
    }
