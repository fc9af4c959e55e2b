"""`/doc/<id>`: a document to read, with the marks of a query; and the same as JSON, Markdown and plain text."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, Response, abort, render_template, request

from search.exports.markdown import markdown_document
from search.exports.provenance import Provenance
from search.links import text_hash
from search.model import Document
from search.replies.document import document_reply
from search.replies.json_text import json_text
from web.current import current_archive, document_or_404
from web.pages.cite import citation_box
from web.pages.document_layout import exchanges, unindexed
from web.parameters import CITE, turn_of
from web.revalidate import uncached_if_cut
from web.search_parameters import PREFERENCES, check_names, number_argument, request_of, subset
from web.urls import site_address

pages = Blueprint("document", __name__)
_SEARCHED = ("q", "match")
_OWN = (*_SEARCHED, "v", "hit", CITE.name)
MOST_HITS = 10_000  # marks that get an address of their own


@pages.get("/doc/<string:document_id>")
def document(document_id: str) -> str:
    """The reading page. `q` marks, `hit` is the mark a reader went to, `v` the hash of the text that a link meant."""
    check_names(request.args, (*_OWN, *PREFERENCES))
    asked = request_of(subset(request.args, _SEARCHED))
    hit = number_argument("hit", request.args, 0, MOST_HITS)
    reading = current_archive().document_view(document_id, asked.text, asked.match)
    if reading is None:
        abort(404)
    uncached_if_cut(reading)
    version = request.args.get("v", "")
    citing = turn_of(reading.document, CITE)
    return render_template(
        "document.html",
        reading=reading,
        document=reading.document,
        rows=exchanges(reading.document),
        unindexed=unindexed(reading.document),
        numbers={mark: place for place, mark in enumerate(reading.marks[:MOST_HITS], start=1)},
        hit=min(hit, len(reading.marks)),
        changed=bool(version) and not _holds(reading.document, version),
        citation=citation_box(reading.document),
        citing=citation_box(reading.document, citing) if citing else None,
        cites_whole=CITE.name in request.args and citing is None,
        request=asked,
        query=asked.text,
        counts=Counter(turn.role for turn in reading.document.turns),
    )


@pages.get("/doc/<string:document_id>.json")
def as_json(document_id: str) -> Response:
    """The document as `wenda inspect` describes it."""
    text = json_text(document_reply(document_or_404(document_id), current_archive().person), 1)
    return Response(text, mimetype="application/json")


@pages.get("/doc/<string:document_id>.md")
def as_markdown(document_id: str) -> Response:
    """The document as Markdown, its links pointing back here."""
    text = markdown_document(document_or_404(document_id), Provenance(base_url=site_address()))
    return Response(text, mimetype="text/markdown")


@pages.get("/doc/<string:document_id>.txt")
def as_text(document_id: str) -> Response:
    """The text as read, to which all offsets refer."""
    return Response(document_or_404(document_id).text, mimetype="text/plain")


def _holds(document: Document, version: str) -> bool:
    """Whether a turn, card or caption still has the text that a link meant."""
    return any(text_hash(document, passage) == version for passage in document.passages)
