"""A JSON body, the same for every endpoint."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from flask import Response

JSON = "application/json"


def json_response(
    content: object, mimetype: str = JSON, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """The content as JSON in UTF-8."""
    return Response(msgspec.json.encode(content), status, headers, mimetype=mimetype)
