"""`GET /api/v1/trends?q=a&q=b`: how often terms stand in the archive over time, as JSON."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request

from search.archive import Archive
from search.links import TRENDS_ENDPOINT
from search.replies.trends import trends_reply
from web.api.body import json_response
from web.parameters import trends_request
from web.revalidate import uncached_if_cut

endpoints = Blueprint("api_trends", __name__)


@endpoints.get(TRENDS_ENDPOINT)
def trends() -> Response:
    """Counts, the characters that they stand among, and the counts for each million of them, period by period."""
    archive: Archive = current_app.extensions["wenda.archive"]
    found = uncached_if_cut(archive.trends(trends_request(request.args)))
    return json_response(trends_reply(found))
