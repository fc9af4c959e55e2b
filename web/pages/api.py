"""`/api`: the API explained for people, from the same tables as its description for programs."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, current_app, render_template, request

from web.api.openapi import PATH as DESCRIPTION
from web.api.operations import OPERATIONS, Operation
from web.current import current_archive
from web.labels import number
from web.search_parameters import PREFERENCES, Parameter, check_names

pages = Blueprint("api", __name__)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may stand for a parameter: one of these words, or a whole number in a range (a text; empty when neither);
    its default as text, empty when there is none."""

    words: tuple[str, ...]
    range: str
    default: str


@pages.get("/api")
def api() -> str:
    """Every endpoint with its parameters and an example that works on this archive."""
    check_names(request.args, PREFERENCES)
    archive = current_archive()
    newest = archive.overview().newest
    sample = newest[0].id if newest else "id"
    return render_template(
        "api.html",
        operations=OPERATIONS,
        examples={each.name: each.path.replace("{id}", sample) + each.example for each in OPERATIONS},
        allowed=allowed,
        description=DESCRIPTION,
        guarded=not current_app.extensions["wenda.open_api"],
    )


def allowed(parameter: Parameter, operation: Operation) -> Allowed:
    """What the table says of a parameter's values."""
    schema = parameter.value.schema
    words, low, high = schema.get("enum"), schema.get("minimum"), schema.get("maximum")
    between = f"{number(low)}–{number(high)}" if isinstance(low, int) and isinstance(high, int) else ""
    default = operation.defaults.get(parameter.name, "")
    return Allowed(tuple(str(word) for word in words) if isinstance(words, list) else (), between, str(default))
