"""`/healthz/live` and `/healthz/ready`: the process runs; the archive answers."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from web.current import current_archive

pages = Blueprint("health", __name__, url_prefix="/healthz")


@pages.get("/live")
def live() -> Response:
    """200 as long as the process can answer at all."""
    return Response("ok\n", mimetype="text/plain")


@pages.get("/ready")
def ready() -> tuple[Response, int]:
    """200 when searches are answered; 503 with the problem and its mend when they are not."""
    archive = current_archive()
    error = archive.health()
    if error is not None:
        return jsonify(ready=False, problem=error.problem, mend=error.mend), 503
    return jsonify(ready=True), 200
