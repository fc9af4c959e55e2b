"""The reference of a document or of one of its turns on this site, seen today."""

from __future__ import annotations

from datetime import date

from search.citations.reference import Reference, reference_of
from search.links import document_url, text_hash
from search.model import Document, Turn
from web.urls import site_address


def reference_to(document: Document, turn: Turn | None) -> Reference:
    """The reference, with an address whose hash tells when the words have changed since."""
    passage = next((each for each in document.passages if turn and each.turn == turn.id), None)
    version = text_hash(document, passage) if passage else ""
    address = site_address() + document_url(document.id, version=version, anchor=turn.id if turn else "")
    return reference_of(document, address, date.today().isoformat(), turn)
