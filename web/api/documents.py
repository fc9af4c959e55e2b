"""`GET /api/v1/documents/<id>`: a document with all its turns."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, request

from search.archive import Archive
from search.replies.document import document_reply
from web.api.body import json_response
from web.params import check_names

endpoints = Blueprint("api_documents", __name__)


@endpoints.get("/api/v1/documents/<string:document_id>")
def document(document_id: str) -> Response:
    """The document as `wenda inspect` describes it."""
    check_names(request.args, ())
    archive: Archive = current_app.extensions["wenda.archive"]
    found = archive.document(document_id)
    if found is None:
        abort(404)
    return json_response(document_reply(found, archive.person))
