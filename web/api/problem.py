"""Errors of the API as `application/problem+json` (RFC 9457)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from flask import Response
from msgspec import UNSET, Struct, UnsetType

from search.replies.fields import WholeNumber
from web.api.body import json_response
from web.search_parameters import ParameterError


class ParameterProblem(Struct, frozen=True):
    """A parameter that was not understood, and why."""

    name: str
    message: str


class Problem(Struct, frozen=True):
    """RFC 9457; `errors` names each parameter that was not understood."""

    type: str
    title: str
    status: WholeNumber
    detail: str
    errors: tuple[ParameterProblem, ...] | UnsetType = UNSET


def problem(
    status: int,
    detail: str,
    errors: Iterable[ParameterError] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An error: its status, what happened, and for each wrong parameter its name and what is wrong with it."""
    wrong = tuple(ParameterProblem(error.name, f"{error.name}={error.value} {error.text}") for error in errors)
    body = Problem("about:blank", HTTPStatus(status).phrase, status, detail, wrong or UNSET)
    return json_response(body, "application/problem+json", status, headers)
