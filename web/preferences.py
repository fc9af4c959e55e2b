"""How a reader wants pages shown: interface language and theme.

`ui` and `theme` in the address win, then the choice kept in a cookie, then the browser's own wish. A cookie is set
only when a reader chooses, so nobody who chooses nothing gets one. Until the browser sends the cookie back, links
carry the choice, so it holds without cookies too.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from flask import Flask, Response, g, request

from web.i18n import BY_TAG, negotiate
from web.search_parameters import PREFERENCES, BadParameters, one_of_error

THEMES = ("auto", "light", "dark")
_COOKIE = "wenda_"
_YEAR_SECONDS = 365 * 24 * 3600


def install(app: Flask) -> None:
    """Read the preferences before a request and keep the chosen ones after it."""
    app.before_request(_read)
    app.after_request(_keep)


def check() -> None:
    """Raises BadParameters when the address names an interface language or a theme that there is not."""
    allowed = {"ui": tuple(BY_TAG), "theme": THEMES}
    errors = [
        one_of_error(name, request.args[name], allowed[name])
        for name in PREFERENCES
        if request.args.get(name, "") not in ("", *allowed[name])
    ]
    if errors:
        raise BadParameters(tuple(errors), request.args)


def carried(url: str) -> str:
    """A page's address, with the preferences that no cookie holds yet."""
    chosen: Mapping[str, str] = g.get("carried", {})
    if not chosen:
        return url
    path, mark, fragment = url.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{urlencode(chosen, quote_via=quote)}{mark}{fragment}"


def _read() -> None:
    ui = _chosen("ui", tuple(BY_TAG))
    g.interface = BY_TAG[ui] if ui else negotiate([tag for tag, _ in request.accept_languages])
    g.theme = _chosen("theme", THEMES) or "auto"
    g.carried = {
        name: value
        for name, value in (("ui", g.interface.tag), ("theme", g.theme))
        if request.args.get(name) == value != request.cookies.get(_COOKIE + name)
    }


def _chosen(name: str, allowed: tuple[str, ...]) -> str:
    """The choice in the address, else in the cookie, else an empty text."""
    for value in (request.args.get(name), request.cookies.get(_COOKIE + name)):
        if value in allowed:
            return str(value)
    return ""


def _keep(response: Response) -> Response:
    for name, value in g.get("carried", {}).items():
        response.set_cookie(
            _COOKIE + name, value, max_age=_YEAR_SECONDS, samesite="Lax", httponly=True, secure=request.is_secure
        )
    return response
