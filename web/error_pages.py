"""What a reader or a program sees when a request cannot be answered: 400, 404, 429, 500, 503."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from flask import Flask, Response, current_app, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from search.errors import WendaError
from web.api.problem import problem
from web.i18n import N_, gettext
from web.preferences import carried
from web.search_parameters import BadParameters

RETRY_SECONDS = 30
_LONGEST_ECHO = 200  # characters of an address repeated to the reader


def install(app: Flask) -> None:
    """Register the error pages."""
    app.register_error_handler(BadParameters, bad_parameters)
    app.register_error_handler(WendaError, unavailable)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, broken)


def bad_parameters(error: BadParameters) -> Response:
    """400: names each argument that was not understood and offers the address without it."""
    if _for_programs():
        detail = "; ".join(f"{wrong.name}={_short(wrong.value)} {wrong.text}" for wrong in error.errors)
        return problem(400, detail, error.errors)
    lines = [f"{wrong.name}={_short(wrong.value)} {gettext(wrong.message, **wrong.values)}" for wrong in error.errors]
    kept = list(error.kept.items(multi=True))
    again = f"{request.path}?{urlencode(kept, quote_via=quote)}" if kept else request.path
    ways = [(gettext(N_("Go on without it")), again), (gettext(N_("How to write a query")), carried("/help"))]
    return _page(400, N_("Something in the address was not understood"), lines, ways)


def unavailable(error: WendaError) -> Response:
    """503: the archive cannot answer. Never an empty result in its place."""
    current_app.logger.error("%s: %s", request.path, error)
    headers = {"Retry-After": str(RETRY_SECONDS)}
    if _for_programs():
        return problem(503, str(error), headers=headers)
    lines = [error.problem, error.mend, gettext(N_("Nothing is lost. Try again in a moment."))]
    ways = [(gettext(N_("Try again")), request.full_path.rstrip("?"))]
    return _page(503, N_("The archive does not answer now"), lines, ways, headers)


def too_many(seconds: int, per_minute: int) -> Response:
    """429: one client asks faster than the site allows."""
    headers = {
        "Retry-After": str(seconds),
        "RateLimit-Limit": str(per_minute),
        "RateLimit-Remaining": "0",
        "RateLimit-Reset": str(seconds),
    }
    if _for_programs():
        return problem(429, f"Too many requests; try again in {seconds} s.", headers=headers)
    lines = [gettext(N_("Try again in %(seconds)s seconds."), seconds=str(seconds))]
    return _page(429, N_("Too many requests at once"), lines, [], headers)


def http_error(error: HTTPException) -> Response:
    """404 and the other answers of HTTP itself."""
    status = error.code or 500
    if 300 <= status < 400:
        return make_response(error.get_response())
    if _for_programs():
        allowed = {name: value for name, value in error.get_headers() if name == "Allow"}
        return problem(status, error.description or error.name, headers=allowed)
    ways = [
        (gettext(N_("Search for it")), carried("/search")),
        (gettext(N_("What the archive holds")), carried("/")),
    ]
    if status == 404:
        lines = [gettext(N_("No document and no page of the archive has this address."))]
        return _page(404, N_("There is no such page"), lines, ways)
    return _page(status, N_("This request cannot be answered"), [error.name], ways)


def broken(error: Exception) -> Response:
    """500: our own fault; the log has the trace."""
    current_app.logger.exception("%s %s", request.method, request.path, exc_info=error)
    if _for_programs():
        return problem(500, "An unexpected error; the server's log has the details.")
    lines = [gettext(N_("This is a fault of the program, not of your request. The log has the details."))]
    return _page(500, N_("Something went wrong"), lines, [(gettext(N_("What the archive holds")), carried("/"))])


def _for_programs() -> bool:
    return request.path.startswith(("/api/", "/healthz/", "/feed.atom", "/openapi.json")) or bool(
        re.fullmatch(r"/doc/.*\.json", request.path, re.DOTALL)
    )


def _page(
    status: int,
    title: str,
    lines: list[str],
    ways: list[tuple[str, str]],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An error drawn as an exchange: what was asked, what the archive answers, ways on. `title` is a message id."""
    body = render_template(
        "error.html",
        status=status,
        title=gettext(title),
        lines=[line for line in lines if line],
        ways=ways,
        asked=request.args.get("q") or _short(request.path),
        query=request.args.get("q", ""),
    )
    return make_response(body, status, headers or {})


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_ECHO else text[:_LONGEST_ECHO] + "…"
