"""`/feed.atom?…`: the newest passages of a search, or of one person, as an Atom feed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from flask import Blueprint, Response, request

from search.feeds import MEDIA_TYPE, FeedInfo, atom_feed
from search.links import search_url
from search.port.lookup import Sort
from search.request import FacetValue, SearchRequest
from web.current import current_archive
from web.pages.facet_links import active_filters
from web.revalidate import uncached_if_cut
from web.search_parameters import request_of
from web.urls import FEED_PAGE, feed_url, site_address

pages = Blueprint("feeds", __name__)
FIXED = ("sort", "group", "page", "size")  # parameters of a search that a feed does not take
ENTRIES = 50
_FRESH_SECONDS = 300


@pages.get(FEED_PAGE)
def feed() -> Response:
    """The feed. It changes only when its entries do, so a reindex of the same pages shows nothing as new."""
    asked = request_of(request.args, without=FIXED)
    archive = current_archive()
    results = uncached_if_cut(archive.search(replace(asked, sort=Sort.NEWEST, size=ENTRIES)))
    title = title_of(asked, archive.people(asked))
    made = FeedInfo(site_address(), title, feed_url(asked), search_url(replace(asked, sort=Sort.NEWEST)))
    response = Response(atom_feed(results.items, made), content_type=MEDIA_TYPE)
    if results.cut_short:
        return response
    response.add_etag()
    if created := archive.overview().created:
        response.last_modified = datetime.fromisoformat(created).astimezone(UTC)
    response.cache_control.max_age = _FRESH_SECONDS
    response.make_conditional(request)
    return response


def title_of(asked: SearchRequest, people: Mapping[str, FacetValue]) -> str:
    """The query and the filters in force, in no language of the interface: a feed is the same for all its readers."""
    parts = [asked.text, *(each.label for each in active_filters(asked, people))]
    said = " · ".join(part for part in parts if part)
    return f"Wenda: {said}" if said else "Wenda"
