"""`/doc/<id>/with/<lang>`: a document beside its version in another language, turn by turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, g, render_template, request

from search.languages import TAGS
from search.links import beside_url
from search.model import Document
from search.request import DocumentView, Match, Twin
from search.results.versions.alignment import AlignmentRow
from search.results.versions.compare import Comparison
from web.current import current_archive
from web.parameters import GAPS
from web.preferences import carried
from web.revalidate import uncached_if_cut
from web.search_parameters import PREFERENCES, argument_value, check_names, request_of, subset

pages = Blueprint("compare", __name__)
_SEARCHED = ("q", "match")
_WEIGHTS = {tag: weight for weight, tag in enumerate(reversed(TAGS), start=1)}


@dataclass(frozen=True, slots=True)
class AnchoredRow:
    """A row with the name that links give it: the place of what stands left, else of what stands right."""

    anchor: str
    row: AlignmentRow


@pages.get("/doc/<string:document_id>/with/<string:lang>")
def compare(document_id: str, lang: str) -> str | tuple[str, int]:
    """The two versions; which there are, when there is none in that language."""
    check_names(request.args, (*_SEARCHED, GAPS.name, *PREFERENCES))
    asked = request_of(subset(request.args, _SEARCHED))
    archive = current_archive()
    found = archive.compare(document_id, lang, asked.text, asked.match)
    if found is None:
        abort(404)
    uncached_if_cut(found)
    shared = {"left": found.left, "lang": lang, "query": asked.text, "request": asked}
    if found.right is None:
        return render_template("compare-none.html", **shared), 404
    rows = anchored_rows(found)
    gaps = [each for each in rows if not (each.row.left and each.row.right)]
    only = bool(argument_value(GAPS, request.args))
    return render_template(
        "compare.html",
        right=found.right,
        rows=gaps if only else rows,
        gaps=len(gaps),
        only=only,
        all=len(rows),
        **shared,
    )


def anchored_rows(found: Comparison) -> list[AnchoredRow]:
    """The rows with their anchors; what stands on the right alone is named with its language, as the left has ids of
    the same form."""
    right: DocumentView | None = found.right
    tag = right.document.lang if right else ""
    return [
        AnchoredRow(row.left.anchor if row.left else f"{tag}-{row.right.anchor}" if row.right else "", row)
        for row in found.rows
    ]


@pages.app_template_global()
def twin_beside(lang: str, twins: Sequence[Twin]) -> Twin:
    """The version that a reader most likely wants beside a text in `lang`: one in another language, that of the
    interface, else the one that weighs most."""

    def wanted(twin: Twin) -> tuple[bool, bool, int]:
        base = twin.lang.partition("-")[0]
        return base != lang.partition("-")[0], base == g.interface.base, _WEIGHTS.get(base, 0)

    return max(twins, key=wanted)


@pages.app_template_global("beside_url")
def address(
    document: Document, lang: str, query: str = "", match: Match = Match.ALL, anchor: str = "", *, gaps: bool = False
) -> str:
    """A document beside its version in a language."""
    path, mark, rest = beside_url(document.id, lang, query, match, anchor).partition("#")
    if gaps:
        path += f"{'&' if '?' in path else '?'}{GAPS.name}=1"
    return carried(path + mark + rest)
