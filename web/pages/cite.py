"""Citations of a document or of one of its turns: shown on the reading page, and each style at its own address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, abort, current_app, request

from search.archive import Archive
from search.citations.reference import Reference, reference_of
from search.citations.styles import STYLES, Style
from search.links import document_url, text_hash
from search.model import Document, Turn
from web.addresses import site_address
from web.download import disposition
from web.i18n import N_
from web.params import Parameter, ParameterError, check_names, own_value, refused
from web.values import TEXT

pages = Blueprint("cite", __name__)
WHOLE = "document"  # what `cite` says when the document itself is meant and no turn of it
CITE = Parameter("cite", TEXT, N_("turn to cite"))
TURN = Parameter("turn", TEXT, N_("turn to cite"))


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation box shows: the turn (empty: the whole document), the sentences to copy with their style, and the
    styles to download."""

    turn: str
    running: tuple[tuple[Style, str], ...]
    records: tuple[Style, ...]


@pages.get("/doc/<string:document_id>/cite/<string:style>")
def citation(document_id: str, style: str) -> Response:
    """One citation in one style; a record is a file to save, a sentence is plain text."""
    check_names(request.args, (TURN.name,))
    archive: Archive = current_app.extensions["wenda.archive"]
    document = archive.document(document_id)
    chosen = STYLES.get(style)
    if document is None or chosen is None:
        abort(404)
    turn = turn_of(document, TURN)
    response = Response(chosen.cite(reference_to(document, turn)), content_type=chosen.media_type)
    response.headers["X-Robots-Tag"] = "noindex"
    if not chosen.running:
        name = f"{document.id}-{turn.id}" if turn else document.id
        response.headers["Content-Disposition"] = disposition(name, chosen.suffix)
    return response


def turn_of(document: Document, parameter: Parameter) -> Turn | None:
    """The turn that the address names, None for the whole document. Raises BadParameters."""
    name = own_value(parameter, request.args)
    if name is None or name == WHOLE:
        return None
    turn = document.turn(name)
    if turn is None:
        message = N_("is not a turn of this document")
        raise refused(request.args, ParameterError(parameter.name, name, message, {}))
    return turn


def cited(document: Document, turn: Turn | None = None) -> Cited:
    """The citation box of a document or of one of its turns."""
    reference = reference_to(document, turn)
    styles = STYLES.values()
    return Cited(
        turn.id if turn else "",
        tuple((style, style.cite(reference)) for style in styles if style.running),
        tuple(style for style in styles if not style.running),
    )


def reference_to(document: Document, turn: Turn | None) -> Reference:
    """The reference, seen today, with the address whose hash tells when the words have changed since."""
    passage = next((each for each in document.passages if turn and each.turn == turn.id), None)
    version = text_hash(document, passage) if passage else ""
    address = site_address() + document_url(document.id, version=version, anchor=turn.id if turn else "")
    return reference_of(document, address, date.today().isoformat(), turn)
