"""The application: pages, endpoints, and what all of them share."""

from __future__ import annotations

import hmac

from flask import Flask, Response, request
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from search.archive import Archive
from web import error_pages, headers, i18n, labels, metrics, preferences, revalidate, templating, urls
from web.api import citations as api_citations
from web.api import concordance as api_concordance
from web.api import documents as api_documents
from web.api import export as api_export
from web.api import openapi
from web.api import search as api_search
from web.api import suggest as api_suggest
from web.api import trends as api_trends
from web.api.problem import problem
from web.config import WebConfig
from web.current import set_archive
from web.discovery import pages as discovery
from web.feeds import pages as feeds
from web.health import pages as health
from web.metrics import pages as metrics_pages
from web.pages import examples
from web.pages.api import pages as api
from web.pages.cite import pages as cite
from web.pages.compare import pages as compare
from web.pages.concordance import pages as concordance
from web.pages.document import pages as document
from web.pages.export import pages as export
from web.pages.help import pages as help_pages
from web.pages.home import pages as home
from web.pages.search import pages as search
from web.pages.trends import pages as trends
from web.rate_limit import RateLimits
from web.sitemap import pages as sitemap

_STATIC_SECONDS = 365 * 24 * 3600  # addresses of static files carry a fingerprint
_FREE = ("/static/", "/healthz/")  # neither limited nor asked for a token
_READ_ALL = ("export", "concordance", "trends")  # all that a query finds is read for these
_COSTLY = (*(f"/{name}" for name in _READ_ALL), *(f"/api/v1/{name}" for name in _READ_ALL), "/sitemap")
_DEEP = 1000  # passages into a result list; beyond it a page is an expensive request
_PAGES = (home, search, concordance, trends, document, cite, compare, export, feeds, help_pages, api)
_FOR_PROGRAMS = (health, metrics_pages, discovery, sitemap)
_ENDPOINTS = (
    api_search.endpoints,
    api_suggest.endpoints,
    api_documents.endpoints,
    api_citations.endpoints,
    api_concordance.endpoints,
    api_trends.endpoints,
    api_export.endpoints,
    openapi.endpoints,
)


def create_app(archive: Archive, section: WebConfig, rate_limits: RateLimits | None = None) -> Flask:
    """The WSGI application over an open archive. `rate_limits` come from the parent of several workers."""
    app = Flask("web")
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _STATIC_SECONDS
    app.url_map.strict_slashes = False
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = StrictUndefined  # a name that a template has wrong must not be drawn as nothing
    set_archive(app, archive)
    app.extensions["wenda.open_api"] = not section.token
    for room in (metrics, headers, preferences, revalidate, i18n, labels, templating, error_pages, examples):
        room.install(app)
    urls.install(app, section.base_url or "")
    _guard(app, section, rate_limits or RateLimits(section))
    for blueprint in (*_PAGES, *_FOR_PROGRAMS, *_ENDPOINTS):
        app.register_blueprint(blueprint)
    if section.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]  # the documented way to wrap it
    return app


def _guard(app: Flask, section: WebConfig, rate_limits: RateLimits) -> None:
    """Before each request: the API's token, the client's allowance, and the preferences in the address."""

    @app.before_request
    def check() -> Response | None:
        if request.path.startswith(_FREE):
            return None
        asks = request.method != "OPTIONS"  # a browser asks whether it may ask, without its token
        if asks and section.token and request.path.startswith("/api/") and not _authorised(section.token):
            return problem(401, "This API asks for a bearer token.", headers={"WWW-Authenticate": "Bearer"})
        if seconds := rate_limits.wait(request):
            return error_pages.too_many(seconds, section.requests_per_minute)
        if _expensive() and (seconds := rate_limits.wait(request, expensive=True)):
            return error_pages.too_many(seconds, section.expensive_per_minute)
        preferences.check()
        return revalidate.unchanged()


def _authorised(token: str) -> bool:
    given = request.headers.get("Authorization", "")
    return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())


def _expensive() -> bool:
    """Whether the request reads far into a result list, or the whole of it."""
    if request.path.startswith(_COSTLY):
        return True
    page, size = request.args.get("page", ""), request.args.get("size", "")
    numbers = [int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0 for text in (page, size)]
    return (numbers[0] or 1) * (numbers[1] or 10) > _DEEP
