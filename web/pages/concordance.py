"""`/concordance`: every place of a query as a line, sorted by what stands on its left or right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from flask import Blueprint, Response, g, render_template, request

from search.links import CONCORDANCE_ENDPOINT, LINES, concordance_url, document_url, line_pairs
from search.request import SearchRequest
from search.results.concordance import ConcordanceLine, LineOrder
from web.current import current_archive
from web.download import download
from web.i18n import N_
from web.pages.concordance_csv import all_lines, concordance_csv
from web.pages.facet_links import active_filters, merge_dates
from web.pages.paging import paging
from web.pages.search import also_searched
from web.parameters import lines_request
from web.preferences import carried
from web.revalidate import uncached_if_cut
from web.search_parameters import PREFERENCES
from web.urls import site_address

pages = Blueprint("concordance", __name__)
ORDERS: Mapping[LineOrder, str] = {
    LineOrder.NEWEST: N_("Newest"),
    LineOrder.OLDEST: N_("Oldest"),
    LineOrder.LEFT: N_("Left context"),
    LineOrder.RIGHT: N_("Right context"),
}


@pages.get("/concordance")
def concordance() -> str:
    """The lines of a query; without one, what the page is for."""
    asked, order = lines_request(request.args, PREFERENCES)
    archive = current_archive()
    in_force = merge_dates(active_filters(asked, archive.people(asked), g.interface.base))
    shared = {"request": asked, "query": asked.text, "order": order, "ORDERS": ORDERS, "filters": in_force}
    if not asked.text.strip():
        return render_template("concordance.html", found=None, **shared)
    found = uncached_if_cut(archive.concordance(asked, order))
    return render_template(
        "concordance.html",
        found=found,
        first=(asked.page - 1) * asked.size,
        pager=paging(asked, found.total),
        searched_also=also_searched(found.expansions),
        **shared,
    )


@pages.get("/concordance.csv")
def lines_as_csv() -> Response:
    """All lines as a file; its name says when they are not all there are."""
    asked, order = lines_request(request.args, PREFERENCES)
    archive = current_archive()
    found = uncached_if_cut(all_lines(asked, lambda whole: archive.concordance(whole, order)))
    name = f"wenda-{asked.text}-{date.today().isoformat()}" + ("" if found.whole else "-partial")
    return download(concordance_csv(found, site_address()), "text/csv; charset=utf-8", name, "csv")


@pages.app_template_global()
def lines_url(asked: SearchRequest, order: LineOrder = LineOrder.NEWEST) -> str:
    """The page of lines of a search that already counts in lines."""
    return carried(concordance_url(asked, _named(order)))


@pages.app_template_global()
def in_order(order: LineOrder) -> Callable[[SearchRequest], str]:
    """The pages of lines in one order."""
    return lambda asked: lines_url(asked, order)


@pages.app_template_global()
def as_lines(asked: SearchRequest) -> SearchRequest:
    """A search of passages as one of lines, from its first page."""
    return replace(asked, size=LINES, page=1)


@pages.app_template_global()
def as_passages(asked: SearchRequest) -> SearchRequest:
    """A search of lines as one of passages, from its first page."""
    return replace(asked, size=SearchRequest().size, page=1)


@pages.app_template_global()
def line_fields(asked: SearchRequest, order: LineOrder) -> list[tuple[str, str]]:
    """What a form of the page sends along."""
    return line_pairs(asked, _named(order))


@pages.app_template_global()
def lines_api(asked: SearchRequest, order: LineOrder) -> str:
    """The same lines as JSON."""
    return concordance_url(asked, _named(order), CONCORDANCE_ENDPOINT)


@pages.app_template_global()
def lines_csv(asked: SearchRequest, order: LineOrder) -> str:
    """All the lines as a file."""
    return concordance_url(replace(asked, page=1, size=LINES), _named(order), "/concordance.csv")


@pages.app_template_global()
def line_url(line: ConcordanceLine, asked: SearchRequest) -> str:
    """The place of a line in its document, with the query's marks and the hash of the text as found."""
    return carried(document_url(line.document.id, asked.text, asked.match, line.text_hash, line.anchor))


def _named(order: LineOrder) -> str:
    return "" if order is LineOrder.NEWEST else order.value
