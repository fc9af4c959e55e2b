"""Citations of a document or of one of its turns: shown on the reading page, and each style at its own address."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, request

from search.citations.styles import STYLES, CitationStyle
from search.model import Document, Turn
from web.current import document_or_404
from web.download import disposition
from web.parameters import TURN, turn_of
from web.references import reference_to
from web.search_parameters import check_names

pages = Blueprint("cite", __name__)


@dataclass(frozen=True, slots=True)
class CitationBox:
    """What a citation box shows: the turn (empty: the whole document), the sentences to copy with their style, and the
    styles to download."""

    turn: str
    sentences: tuple[tuple[CitationStyle, str], ...]
    records: tuple[CitationStyle, ...]


@pages.get("/doc/<string:document_id>/cite/<string:style>")
def citation(document_id: str, style: str) -> Response:
    """One citation in one style; a record is a file to save, a sentence is plain text."""
    check_names(request.args, (TURN.name,))
    document = document_or_404(document_id)
    chosen = STYLES.get(style)
    if chosen is None:
        abort(404)
    turn = turn_of(document, TURN)
    response = Response(chosen.cite(reference_to(document, turn)), content_type=chosen.media_type)
    response.headers["X-Robots-Tag"] = "noindex"
    if not chosen.is_sentence:
        name = f"{document.id}-{turn.id}" if turn else document.id
        response.headers["Content-Disposition"] = disposition(name, chosen.suffix)
    return response


def citation_box(document: Document, turn: Turn | None = None) -> CitationBox:
    """The citation box of a document or of one of its turns."""
    reference = reference_to(document, turn)
    styles = STYLES.values()
    return CitationBox(
        turn.id if turn else "",
        tuple((style, style.cite(reference)) for style in styles if style.is_sentence),
        tuple(style for style in styles if not style.is_sentence),
    )
