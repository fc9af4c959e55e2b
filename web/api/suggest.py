"""`GET /api/v1/suggest?q=`: queries that go on from what is being typed, as JSON or as browsers' search boxes ask."""

from __future__ import annotations

from flask import Blueprint, Response, request

from search.replies.suggestions import browser_suggestions, suggestions_reply
from search.suggest.complete import MOST
from web.api.body import json_response
from web.current import current_archive
from web.i18n import N_
from web.parameter_types import number, one_of
from web.revalidate import uncached_if_cut
from web.search_parameters import Parameter, argument_value, check_names

endpoints = Blueprint("api_suggest", __name__)
DEFAULT_LIMIT = 8  # as many as stand under a box without scrolling
FORMAT = Parameter("format", one_of(("json", "opensearch")), N_("as JSON or as browsers' search boxes ask"))
LIMIT = Parameter("limit", number(1, MOST), N_("suggestions at most"))
_FRESH_SECONDS = 60


@endpoints.get("/api/v1/suggest")
def suggest() -> Response:
    """Suggestions, best first: text, kind, language, count, and the pinyin that led to them."""
    check_names(request.args, ("q", FORMAT.name, LIMIT.name))
    form = argument_value(FORMAT, request.args) or "json"
    limit = argument_value(LIMIT, request.args) or DEFAULT_LIMIT
    query = request.args.get("q", "")
    completions = uncached_if_cut(current_archive().suggest(query, limit)).items
    if form == "opensearch":
        answer = json_response(browser_suggestions(query, completions), "application/x-suggestions+json")
    else:
        answer = json_response(suggestions_reply(query, completions))
    answer.cache_control.private = True
    answer.cache_control.max_age = _FRESH_SECONDS
    return answer
