"""What robots ask for: `robots.txt` keeps them out of searches, whose combinations have no end."""

from __future__ import annotations

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as BaseResponse

from web.addresses import static_url

pages = Blueprint("discovery", __name__)
_ROBOTS = "User-agent: *\nDisallow: /search?\nDisallow: /search\nDisallow: /api/\nDisallow: /healthz/\n"


@pages.get("/robots.txt")
def robots() -> Response:
    """Documents may be read by robots, searches not."""
    return Response(_ROBOTS, mimetype="text/plain")


@pages.get("/favicon.ico")
def icon() -> BaseResponse:
    """Browsers ask here before they have read a page."""
    return redirect(static_url("icon.svg"), 301)
