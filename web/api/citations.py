"""`GET /api/v1/documents/<id>/citations`: the citations of a document, or of one of its turns, in every style."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, request

from search.archive import Archive
from search.replies.citations import citations_reply
from web.api.body import json_response
from web.parameters import TURN, turn_of
from web.params import check_names
from web.references import reference_to

endpoints = Blueprint("api_citations", __name__)


@endpoints.get("/api/v1/documents/<string:document_id>/citations")
def citations(document_id: str) -> Response:
    """Each style's text, the address cited, and the day on which it was seen."""
    check_names(request.args, (TURN.name,))
    archive: Archive = current_app.extensions["wenda.archive"]
    document = archive.document(document_id)
    if document is None:
        abort(404)
    turn = turn_of(document, TURN)
    return json_response(citations_reply(document, turn, reference_to(document, turn)))
