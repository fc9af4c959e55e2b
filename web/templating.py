"""What templates can call besides the wording and the addresses."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from flask import Flask, g
from markupsafe import Markup

from search.exports.formats import FORMATS
from search.model import Card, Document, Role, Span, Speaker
from search.request import PassageView, Result
from web.i18n import INTERFACES
from web.notes import ASIDES, note_text
from web.pages.card import card_parts, marks_on_document
from web.pages.facet_links import SEARCHES, display_name
from web.render import marked


def install(app: Flask) -> None:
    """Give templates what they need to draw hits and documents."""
    app.jinja_env.filters["readable"] = unquote
    app.jinja_env.tests["aside"] = lambda note: note.code in ASIDES
    app.jinja_env.filters["display_name"] = lambda value: display_name(value, g.interface.base)
    app.jinja_env.filters["quoted"] = lambda text: Markup("<q>{}</q>").format(text)
    app.jinja_env.globals.update(
        INTERFACES=INTERFACES,
        EXPORTS=tuple((format, of) for format in FORMATS.values() for of in format.contents),
        marked=marked,
        title_of=title_of,
        note_text=note_text,
        source_link=source_link,
        speakers=speakers,
        card_parts=card_parts,
        card_of=card_of,
        marks_on_document=marks_on_document,
        link=lambda address, text: Markup('<a href="{}">{}</a>').format(address, text),
        space=lambda: "" if g.interface.base == "zh" else " ",  # Chinese sets no blank between sentences
        key=lambda sign: Markup("<kbd>{}</kbd>").format(sign),
        section="",  # what a page that names none is under, and the query of one that has none
        query="",
        **SEARCHES,
    )


def compile_all(app: Flask) -> None:
    """Compile every template now, once for all workers, instead of in front of the first readers."""
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)


def title_of(hit: Result) -> Markup:
    """A hit's title with its marks, whose offsets count in the title as shown."""
    title = hit.document.title_shown
    return marked(title, Span(0, len(title)), hit.title_marks)


def source_link(document: Document) -> str:
    """The address of the original page; empty when it is not one that a browser may follow safely."""
    address = document.source_url
    return address if urlsplit(address).scheme in ("http", "https") else ""


def speakers(document: Document) -> dict[str, tuple[Speaker, ...]]:
    """Who asked and who answered in a document, in the order in which they speak. Statements count as answers."""
    asked: dict[str, Speaker] = {}
    answered: dict[str, Speaker] = {}
    for turn in document.turns:
        speaker = document.speaker(turn.speaker) if turn.speaker else None
        if speaker and turn.role is not Role.MODERATOR:
            (asked if turn.role is Role.QUESTION else answered).setdefault(speaker.id, speaker)
    return {"asked": tuple(asked.values()), "answered": tuple(answered.values())}


def card_of(document: Document, shown: PassageView) -> Card | None:
    """The parsed contact card of a passage, when it is one."""
    return next((card for card in document.cards if card.passage == shown.passage.id), None)
