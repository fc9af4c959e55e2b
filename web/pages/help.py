"""`/help`: the query language, each example a live link; `/about`: what is indexed, the API, accessibility."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from search.query.size_limits import MAX_CHARS, MAX_CLAUSES, MAX_NESTING
from web.current import current_archive
from web.i18n import gettext
from web.pages.examples import found
from web.pages.query_help import SECTIONS
from web.search_parameters import PREFERENCES, check_names

pages = Blueprint("help", __name__)


@pages.get("/help")
def help_page() -> str:
    """The query language."""
    check_names(request.args, PREFERENCES)
    archive = current_archive()
    queries = tuple(gettext(line.written) for section in SECTIONS for line in section.lines)
    return render_template(
        "help.html",
        sections=SECTIONS,
        found=found(archive, queries),
        limits={"characters": MAX_CHARS, "clauses": MAX_CLAUSES, "nesting": MAX_NESTING},
    )


@pages.get("/about")
def about() -> str:
    """What is and is not indexed, the programming interface, accessibility."""
    check_names(request.args, PREFERENCES)
    archive = current_archive()
    return render_template("about.html", holdings=archive.overview())
