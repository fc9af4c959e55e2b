"""`GET /api/v1/trends?q=a&q=b`: how often terms stand in the archive over time, as JSON."""

from __future__ import annotations

from flask import Blueprint, Response, request

from search.links import TRENDS_ENDPOINT
from search.replies.trends import trends_reply
from web.api.body import json_response
from web.current import current_archive
from web.parameters import trends_request
from web.revalidate import uncached_if_cut

endpoints = Blueprint("api_trends", __name__)


@endpoints.get(TRENDS_ENDPOINT)
def trends() -> Response:
    """Counts, the characters that they stand among, and the counts for each million of them, period by period."""
    counts = uncached_if_cut(current_archive().trends(trends_request(request.args)))
    return json_response(trends_reply(counts))
