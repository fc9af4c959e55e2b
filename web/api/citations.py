"""`GET /api/v1/documents/<id>/citations`: the citations of a document, or of one of its turns, in every style."""

from __future__ import annotations

from flask import Blueprint, Response, request

from search.replies.citations import citations_reply
from web.api.body import json_response
from web.current import document_or_404
from web.parameters import TURN, turn_of
from web.references import reference_to
from web.search_parameters import check_names

endpoints = Blueprint("api_citations", __name__)


@endpoints.get("/api/v1/documents/<string:document_id>/citations")
def citations(document_id: str) -> Response:
    """Each style's text, the address cited, and the day on which it was seen."""
    check_names(request.args, (TURN.name,))
    document = document_or_404(document_id)
    turn = turn_of(document, TURN)
    return json_response(citations_reply(document, turn, reference_to(document, turn)))
