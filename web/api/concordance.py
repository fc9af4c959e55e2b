"""`GET /api/v1/concordance`: the lines of a query as JSON."""

from __future__ import annotations

from flask import Blueprint, Response, request

from search.links import CONCORDANCE_ENDPOINT
from search.replies.concordance import concordance_reply
from web.api.body import json_response
from web.current import current_archive
from web.parameters import lines_request
from web.revalidate import uncached_if_cut
from web.search_parameters import DEEPEST

endpoints = Blueprint("api_concordance", __name__)


@endpoints.get(CONCORDANCE_ENDPOINT)
def concordance() -> Response:
    """Left context, key and right context, characters as they stand; `start` and `end` count in the passage's text."""
    asked, order = lines_request(request.args)
    lines = uncached_if_cut(current_archive().concordance(asked, order))
    return json_response(concordance_reply(lines, DEEPEST))
