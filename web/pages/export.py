"""`/export`: all that a search finds, as a file."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, current_app, request

from search.archive import Archive
from search.exports.formats import FORMATS, Format, Of, export
from search.exports.provenance import Provenance
from search.request import SearchRequest
from web.addresses import site_address
from web.download import download
from web.i18n import N_
from web.params import PREFERENCES, Parameter, ParameterError, own_value, refused, request_of
from web.values import member, one_of

pages = Blueprint("export", __name__)
PAGED = ("page", "size")  # parameters of a search that an export, being whole, does not take
FORMAT = Parameter("format", one_of(FORMATS), N_("format of the file"))
OF = Parameter(
    "of", member(Of, Of), N_("what has an entry in the file; jsonl holds hits and md documents unless asked")
)


@pages.get("/export")
def export_page() -> Response:
    """The file, in the format that the address names."""
    asked = request_of(request.args, (FORMAT.name, OF.name, *PREFERENCES), without=PAGED)
    return exported(asked, *chosen_file())


def chosen_file() -> tuple[Format, Of]:
    """The format that the address names, and what it is to hold. Raises BadParameters."""
    chosen = FORMATS[own_value(FORMAT, request.args, required=True)]
    of: Of = own_value(OF, request.args) or chosen.usual
    if of not in chosen.holds:
        message = N_("does not go with format=%(format)s")
        raise refused(request.args, ParameterError(OF.name, of.value, message, {"format": chosen.name}))
    return chosen, of


def provenance_of(asked: SearchRequest, generation: str) -> Provenance:
    """What a file made now says of itself."""
    return Provenance(site_address(), asked.text, date.today().isoformat(), generation, bool(asked.group))


def exported(asked: SearchRequest, chosen: Format, of: Of) -> Response:
    """All that a request finds in one format, streamed. Raises WendaError when there is no index."""
    archive: Archive = current_app.extensions["wenda.archive"]
    today = date.today().isoformat()
    pieces = export(chosen, archive, asked, provenance_of(asked, archive.generation), of)
    return download(pieces, chosen.media_type, f"wenda-{asked.doc or asked.text}-{today}", chosen.suffix)
