"""`GET /api/v1/search`: the search as JSON, exactly what `wenda search --json` prints."""

from __future__ import annotations

from flask import Blueprint, Response, request

from search.replies.search import search_reply
from web.api.body import json_response
from web.current import current_archive
from web.revalidate import uncached_if_cut
from web.search_parameters import request_of

endpoints = Blueprint("api_search", __name__)


@endpoints.get("/api/v1/search")
def search() -> Response:
    """Hits with raw text and offsets."""
    results = uncached_if_cut(current_archive().search(request_of(request.args)))
    return json_response(search_reply(results))
