"""`GET /api/v1/trends?q=a&q=b`: how often terms stand in the archive over time, as JSON."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request

from search.archive import Archive
from search.links import TRENDS_ENDPOINT
from search.results.trends import Series, Trends
from web.api.body import json_body
from web.parameters import trends_request

endpoints = Blueprint("api_trends", __name__)


@endpoints.get(TRENDS_ENDPOINT)
def trends() -> Response:
    """Counts, the characters that they stand among, and the counts for each million of them, period by period."""
    archive: Archive = current_app.extensions["wenda.archive"]
    found = archive.trends(trends_request(request.args))
    return json_body(described(found))


def described(found: Trends) -> dict[str, object]:
    """The reply."""
    asked = found.request
    return {
        "terms": [{"text": text, "parsed": parsed} for text, parsed in zip(asked.terms, found.parsed, strict=True)],
        "per": asked.per.value,
        "by": asked.split.value or None,
        "periods": list(found.periods),
        "series": [_series(one) for one in found.series],
        "partial": not found.whole,
        "counted_from": found.counted_from or None,
        "generation": found.generation,
        "took_ms": round(found.took_ms, 3),
    }


def _series(one: Series) -> dict[str, object]:
    return {
        "term": one.term,
        "value": one.value or None,
        "label": one.label or None,
        "counts": list(one.counts),
        "characters": list(one.characters),
        "per_million": [value if value is None else round(value, 3) for value in one.per_million],
        "total": one.total,
        "undated": one.undated,
    }
