"""Errors of the API as `application/problem+json` (RFC 9457)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from flask import Response

from web.api.body import json_body
from web.params import ParameterError


def problem(
    status: int,
    detail: str,
    errors: Iterable[ParameterError] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An error: its status, what happened, and for each wrong parameter its name and what is wrong with it."""
    body: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    listed = [{"name": error.name, "message": f"{error.name}={error.value} {error.text}"} for error in errors]
    if listed:
        body["errors"] = listed
    return json_body(body, "application/problem+json", status, headers)
