"""What belongs to the application that answers the present request."""

from __future__ import annotations

from flask import Flask, abort, current_app

from search.archive import Archive
from search.model import Document

_ARCHIVE = "wenda.archive"


def set_archive(app: Flask, archive: Archive) -> None:
    """Give an application its archive."""
    app.extensions[_ARCHIVE] = archive


def current_archive() -> Archive:
    """The archive that is searched."""
    archive: Archive = current_app.extensions[_ARCHIVE]
    return archive


def document_or_404(document_id: str) -> Document:
    """The document with that id. Answers 404 when there is none."""
    document = current_archive().document(document_id)
    if document is None:
        abort(404)
    return document
