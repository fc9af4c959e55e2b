"""`/export`: all that a search finds, as a file."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, current_app, request

from search.archive import Archive
from search.exports.formats import FORMATS, export
from search.exports.provenance import Provenance
from search.request import SearchRequest
from web.addresses import site_address
from web.download import download
from web.i18n import N_
from web.params import PREFERENCES, Parameter, own_value, request_of
from web.values import one_of

pages = Blueprint("export", __name__)
PAGED = ("page", "size")  # parameters of a search that an export, being whole, does not take
FORMAT = Parameter("format", one_of(FORMATS), N_("format of the file"))


@pages.get("/export")
def export_page() -> Response:
    """The file, in the format that the address names."""
    asked = request_of(request.args, (FORMAT.name, *PREFERENCES), without=PAGED)
    return exported(asked, own_value(FORMAT, request.args, required=True))


def exported(asked: SearchRequest, name: str) -> Response:
    """All that a request finds in one format, streamed. Raises WendaError when there is no index."""
    archive: Archive = current_app.extensions["wenda.archive"]
    chosen = FORMATS[name]
    today = date.today().isoformat()
    provenance = Provenance(site_address(), asked.text, today, archive.generation)
    pieces = export(chosen, archive, asked, provenance)
    return download(pieces, chosen.media_type, f"wenda-{asked.doc or asked.text}-{today}", chosen.suffix)
