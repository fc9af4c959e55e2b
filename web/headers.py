"""Headers that every answer carries."""

from __future__ import annotations

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)

_EXPOSED = "Content-Disposition, ETag, Link, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
_ASKED_SECONDS = 24 * 3600  # a browser need not ask again before
_OPEN = ("/api/", "/feed.atom", "/openapi.json")  # what programs on other sites may read


def install(app: Flask) -> None:
    """Put the security headers on everything the application answers."""
    app.after_request(_secure)


def _secure(response: Response) -> Response:
    headers, html = response.headers, response.mimetype == "text/html"
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")  # a query says much about who asks
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if request.path.startswith(_OPEN) or (request.path.startswith("/doc/") and not html):
        headers.setdefault("Access-Control-Allow-Origin", "*")
        headers.setdefault("Access-Control-Expose-Headers", _EXPOSED)
        if request.method == "OPTIONS":
            headers.setdefault("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
            headers.setdefault("Access-Control-Allow-Headers", "Authorization, If-None-Match")
            headers.setdefault("Access-Control-Max-Age", str(_ASKED_SECONDS))
    if html:
        headers.setdefault("Cache-Control", "private, no-cache")
        response.vary.update(("Accept-Language", "Cookie"))
    return response
