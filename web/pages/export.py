"""`/export`: all that a search finds, as a file."""

from __future__ import annotations

from flask import Blueprint, Response, request

from web.export_file import export_file
from web.parameters import FORMAT, NOT_FOR_EXPORTS, OF, chosen_file
from web.search_parameters import PREFERENCES, request_of

pages = Blueprint("export", __name__)


@pages.get("/export")
def export_page() -> Response:
    """The file, in the format that the address names."""
    asked = request_of(request.args, (FORMAT.name, OF.name, *PREFERENCES), without=NOT_FOR_EXPORTS)
    return export_file(asked, *chosen_file())
