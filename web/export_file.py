"""An export as a file that a browser saves, and what the file says of where it comes from."""

from __future__ import annotations

from datetime import date

from flask import Response

from search.exports.formats import FileContent, Format, export
from search.exports.provenance import Provenance
from search.request import SearchRequest
from web.current import current_archive
from web.download import download
from web.urls import site_address


def provenance_of(asked: SearchRequest, generation: str) -> Provenance:
    """What a file made now says of itself."""
    return Provenance(site_address(), asked.text, date.today().isoformat(), generation, bool(asked.group))


def export_file(asked: SearchRequest, file_format: Format, content: FileContent) -> Response:
    """All that a request finds in one format, streamed. Raises WendaError when there is no index."""
    archive = current_archive()
    today = date.today().isoformat()
    pieces = export(file_format, archive, asked, provenance_of(asked, archive.generation), content)
    return download(
        pieces, file_format.media_type, f"wenda-{asked.filters.one('doc') or asked.text}-{today}", file_format.suffix
    )
