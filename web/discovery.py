"""How browsers, robots and language models find their way: `opensearch.xml`, `robots.txt`, `llms.txt`."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, g, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from search.exports.markdown import escaped
from search.exports.xml import DECLARATION, element, to_bytes
from search.links import SEARCH_ENDPOINT, SEARCH_PAGE
from web.current import current_archive
from web.i18n import N_, gettext
from web.search_parameters import PREFERENCES, check_names
from web.urls import EXPORT_PAGE, FEED_PAGE, site_address, static_url

pages = Blueprint("discovery", __name__)
NAME = "Wenda 问答"  # a short name has at most 16 characters
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
OPENSEARCH_TYPE = "application/opensearchdescription+xml"
# Searches, counts and citations have no end of addresses; the documents themselves stand in the site map.
CLOSED = (
    f"{SEARCH_PAGE}?",
    SEARCH_PAGE,
    EXPORT_PAGE,
    FEED_PAGE,
    "/concordance",
    "/trends",
    "/api/",
    "/healthz/",
    "/metrics",
    "/doc/*/cite/",
)


@pages.get("/robots.txt")
def robots() -> Response:
    """Documents may be read by robots, searches not."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "", f"Sitemap: {site_address()}/sitemap.xml"]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@pages.get("/opensearch.xml")
def opensearch() -> Response:
    """The description that lets a browser search from its address bar (OpenSearch 1.1)."""
    check_names(request.args, PREFERENCES)
    base = site_address()
    made = element("OpenSearchDescription", lang=g.interface.tag, attributes={"xmlns": OPENSEARCH})
    made.append(element("ShortName", NAME))
    made.append(element("Description", gettext(N_("Search press conferences, interviews and statements"))))
    made.append(element("InputEncoding", "UTF-8"))
    icon = {"width": "32", "height": "32", "type": "image/svg+xml"}
    made.append(element("Image", f"{base}{static_url('icon.svg')}", attributes=icon))
    for relation, media_type, template in _templates():
        made.append(element("Url", attributes={"type": media_type, "rel": relation, "template": base + template}))
    response = Response(DECLARATION.encode() + to_bytes(made), content_type=f"{OPENSEARCH_TYPE}; charset=utf-8")
    response.vary.update(("Accept-Language", "Cookie"))
    return response


def _templates() -> list[tuple[str, str, str]]:
    """(relation, media type, template): pages, suggestions, feed, JSON, and the description itself."""
    asked = "q={searchTerms}"
    listed = [
        ("results", "text/html", f"{SEARCH_PAGE}?{asked}"),
        ("results", "application/atom+xml", f"{FEED_PAGE}?{asked}"),
        ("self", OPENSEARCH_TYPE, "/opensearch.xml"),
    ]
    if current_app.extensions["wenda.open_api"]:  # a browser has no token to show
        listed[1:1] = [
            ("suggestions", "application/x-suggestions+json", f"/api/v1/suggest?format=opensearch&{asked}"),
            ("results", "application/json", f"{SEARCH_ENDPOINT}?{asked}&size={{count?}}&page={{startPage?}}"),
        ]
    return listed


@pages.get("/llms.txt")
def llms() -> Response:
    """What the site holds and how a program reads it, as Markdown (llmstxt.org)."""
    archive = current_archive()
    text = render_template("llms.txt", holdings=archive.overview(), escaped=escaped)
    return Response(text, content_type="text/markdown; charset=utf-8")


@pages.get("/favicon.ico")
def icon() -> BaseResponse:
    """Browsers ask here before they have read a page."""
    return redirect(static_url("icon.svg"), 301)
