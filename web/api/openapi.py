"""`/openapi.json`: the API described in OpenAPI 3.1, put together from the tables that the program itself reads."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from flask import Blueprint, Response, current_app, request
from msgspec.json import schema_components

from web.api.body import JSON, json_response
from web.api.operations import OPERATIONS, Operation
from web.api.problem import Problem
from web.parameter_types import QUERY, TEXT
from web.search_parameters import Parameter, check_names
from web.urls import site_address

Schema = dict[str, object]

endpoints = Blueprint("openapi", __name__)
PATH = "/openapi.json"
_PROBLEM_JSON = "application/problem+json"
_ABOUT = (
    "Full-text search over press conferences, interviews and statements. Texts come as they are; offsets count Unicode "
    "code points and are half open. GET only; no key is needed unless the site says so."
)
_RETRY: Mapping[str, Schema] = {
    "Retry-After": {"description": "seconds to wait", "schema": {"type": "integer"}, "required": True},
}
_RATES: Mapping[str, Schema] = {
    "RateLimit-Limit": {"description": "requests a minute", "schema": {"type": "integer"}, "required": True},
    "RateLimit-Remaining": {"description": "requests left", "schema": {"type": "integer"}, "required": True},
    "RateLimit-Reset": {"description": "seconds until one is allowed", "schema": {"type": "integer"}, "required": True},
}
_ETAG: Mapping[str, Schema] = {"ETag": {"description": "holds while the index does", "schema": {"type": "string"}}}
_NEXT: Mapping[str, Schema] = {"Link": {"description": "the next portion, rel=next", "schema": {"type": "string"}}}
_REPLIES = (Problem, *(reply for operation in OPERATIONS for reply in operation.replies.values() if reply))
_REFERENCES, _COMPONENTS = schema_components(_REPLIES, ref_template="#/components/schemas/{name}")
_SCHEMAS: Mapping[type, Schema] = dict(zip(_REPLIES, _REFERENCES, strict=True))


@endpoints.get(PATH)
def description() -> Response:
    """The description."""
    check_names(request.args, ())
    guarded = not current_app.extensions["wenda.open_api"]
    return json_response(openapi_document(site_address(), guarded=guarded))


def openapi_document(address: str, *, guarded: bool) -> Schema:
    """The OpenAPI document of the API at that address. `guarded`: it asks for a bearer token."""
    components: Schema = {"schemas": _COMPONENTS}
    description: Schema = {
        "openapi": "3.1.0",
        "info": {"title": "Wenda", "version": version("wenda"), "description": _ABOUT},
        "servers": [{"url": address}],
        "paths": {operation.path: {"get": _operation(operation, guarded)} for operation in OPERATIONS},
        "components": components,
    }
    if guarded:
        description["security"] = [{"bearer": []}]
        components["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer"}}
    return description


def _operation(operation: Operation, guarded: bool) -> Schema:
    return {
        "operationId": operation.name,
        "summary": operation.about,
        "parameters": [_parameter(parameter, operation) for parameter in operation.parameters],
        "responses": _responses(operation, guarded),
    }


def _parameter(parameter: Parameter, operation: Operation) -> Schema:
    schema: Schema = dict(parameter.value.schema)
    if parameter.name in operation.repeatable:
        schema = {"type": "array", "items": schema, "maxItems": operation.repeatable[parameter.name]}
    elif parameter.name in operation.defaults:
        schema["default"] = operation.defaults[parameter.name]
    entry: Schema = {
        "name": parameter.name,
        "in": "path" if parameter.name in operation.in_path else "query",
        "description": parameter.about,
        "required": parameter.name in operation.required,
        "schema": schema,
    }
    if parameter.name not in operation.required and parameter.value not in (TEXT, QUERY):
        entry["allowEmptyValue"] = True  # forms send empty fields along: they count as not given
    return entry


def _responses(operation: Operation, guarded: bool) -> Schema:
    """What may be answered: the reply, 304 where it has not changed, and problems."""
    content = {media: {"schema": _SCHEMAS[reply]} if reply else {} for media, reply in operation.replies.items()}
    answers: Schema = {
        "200": {"description": "found", "headers": _NEXT if operation.has_portions else _ETAG, "content": content},
        "400": _problem("a parameter is unknown, missing or malformed"),
        "429": _problem("too many requests", {**_RETRY, **_RATES}),
        "503": _problem("the archive does not answer now", _RETRY),
    }
    if JSON in operation.replies:
        answers["304"] = {"description": "as the copy that the client has", "headers": _ETAG}
    if operation.in_path:
        answers["404"] = _problem("no document has this id")
    if operation.has_portions:
        answers["410"] = _problem("the index that the cursor belongs to has been replaced")
    if guarded:
        answers["401"] = _problem("no token, or a wrong one")
    return dict(sorted(answers.items()))


def _problem(about: str, headers: Mapping[str, Schema] | None = None) -> Schema:
    response: Schema = {"description": about, "content": {_PROBLEM_JSON: {"schema": _SCHEMAS[Problem]}}}
    return {**response, "headers": dict(headers)} if headers else response
