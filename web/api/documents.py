"""`GET /api/v1/documents/<id>`: a document with all its turns."""

from __future__ import annotations

from flask import Blueprint, Response, request

from search.replies.document import document_reply
from web.api.body import json_response
from web.current import current_archive, document_or_404
from web.search_parameters import check_names

endpoints = Blueprint("api_documents", __name__)


@endpoints.get("/api/v1/documents/<string:document_id>")
def document(document_id: str) -> Response:
    """The document as `wenda inspect` describes it."""
    check_names(request.args, ())
    return json_response(document_reply(document_or_404(document_id), current_archive().person))
