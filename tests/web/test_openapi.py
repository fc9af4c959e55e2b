"""The description of the API, and that the API is as described."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from search.archive import Archive
from tests.web.page import get
from web.api.operations import JSON, OPERATIONS, Operation
from web.app import create_app
from web.config import WebConfig
from web.search_parameters import SEARCHED

REPLIES = (
    "/api/v1/search",
    "/api/v1/search?q=渡轮",
    "/api/v1/search?q=travessia+OR+渡轮&group=document&size=1&page=2",
    "/api/v1/search?q=(灯塔 AND",
    "/api/v1/search?q=鲸鱼座 渡轮&lang=ru",
    "/api/v1/search?kind=contact",
    "/api/v1/suggest?q=灯",
    "/api/v1/suggest?q=tra&limit=2",
    "/api/v1/suggest?q=灯&format=opensearch",
    "/api/v1/documents/kf-7",
    "/api/v1/documents/ent-2",
    "/api/v1/documents/leaflet",
    "/api/v1/documents/kf-7/citations",
    "/api/v1/documents/kf-7/citations?turn=t3",
    "/api/v1/concordance?q=灯塔",
    "/api/v1/concordance?q=灯塔&order=left&size=1&page=2",
    "/api/v1/concordance",
    "/api/v1/trends?q=灯塔&q=travessia",
    "/api/v1/trends?q=灯塔&by=language&per=month",
    "/api/v1/trends",
)


@pytest.fixture(scope="module")
def described(app: Flask) -> dict[str, Any]:
    found = app.test_client().get("/openapi.json").json
    assert isinstance(found, dict)
    return found


def closed(schema: Any) -> Any:
    """The schema with nothing allowed in an object but what it names."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: closed(value) for name, value in schema.items()}
    return (
        {**made, "additionalProperties": False} if isinstance(made.get("properties"), dict) and "type" in made else made
    )


def operation_of(path: str) -> Operation:
    """The operation that answers a path."""
    parts = path.partition("?")[0].split("/")
    for operation in OPERATIONS:
        wanted = operation.path.split("/")
        if len(wanted) == len(parts) and all(a in (b, "{id}") for a, b in zip(wanted, parts, strict=True)):
            return operation
    raise AssertionError(path)


def test_every_endpoint_is_described_and_every_description_answers(app: Flask, described: dict[str, Any]) -> None:
    routes = {
        str(rule).replace("<string:document_id>", "{id}")
        for rule in app.url_map.iter_rules()
        if str(rule).startswith("/api/")
    }
    assert set(described["paths"]) == routes


def test_the_description_is_valid_openapi_and_its_schemas_are_valid(described: dict[str, Any]) -> None:
    assert described["openapi"] == "3.1.0"
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    names = [operation["get"]["operationId"] for operation in described["paths"].values()]
    assert len(set(names)) == len(names)


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from ([node["$ref"]] if "$ref" in node else [])
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_every_schema_is_used_and_every_reference_is_there(described: dict[str, Any]) -> None:
    wanted = {reference.rpartition("/")[2] for reference in references(described)}
    assert wanted == set(described["components"]["schemas"])


@pytest.mark.parametrize("path", REPLIES)
def test_every_reply_is_as_described_no_more_and_no_less(
    client: FlaskClient, described: dict[str, Any], path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    content = described["paths"][operation_of(path).path]["get"]["responses"]["200"]["content"]
    schema = closed({**content[answer.mimetype]["schema"], "components": described["components"]})
    schema.pop("additionalProperties", None)
    validator = validator_for(schema, default=Draft202012Validator)(schema)
    assert [error.message for error in validator.iter_errors(json.loads(answer.text))] == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_parameter_is_taken_and_no_other(client: FlaskClient, operation: Operation) -> None:
    path = operation.path.replace("{id}", "kf-7")
    format_ = "&format=jsonl" if operation.name == "export" else ""
    for parameter in operation.parameters:
        if parameter.name not in operation.in_path and parameter.name != "format":
            assert client.get(f"{path}?{parameter.name}={format_}").status_code == 200, parameter.name
    others = (set(SEARCHED) | {"colour"}) - {parameter.name for parameter in operation.parameters}
    for name in others:
        assert client.get(f"{path}?{name}=x{format_}").status_code == 400, name


@pytest.mark.parametrize("path", ["/api/v1/search?colour=red", "/api/v1/documents/nobody", "/api/v1/export"])
def test_every_problem_is_as_described(client: FlaskClient, described: dict[str, Any], path: str) -> None:
    answer = client.get(path)
    components = described["components"]
    schema = closed({**components["schemas"]["Problem"], "components": components})
    assert list(Draft202012Validator(schema).iter_errors(answer.json)) == []
    assert answer.json is not None
    assert answer.json["status"] == answer.status_code


def test_a_guarded_api_says_so(archive: Archive) -> None:
    client = create_app(archive, WebConfig(token="lighthouse")).test_client()
    made = client.get("/openapi.json").json
    assert made is not None
    assert made["security"] == [{"bearer": []}]
    assert "401" in made["paths"]["/api/v1/search"]["get"]["responses"]


def test_the_page_for_people_names_every_endpoint_and_parameter(client: FlaskClient) -> None:
    page = get(client, "/api")
    assert page.texts("main h2 code") == [operation.path for operation in OPERATIONS]
    for operation in OPERATIONS:
        assert set(page.texts(f"#{operation.name} tbody th code")) >= {each.name for each in operation.parameters}
    assert "/api" in get(client, "/").links("footer a")


def test_every_example_of_the_page_works(client: FlaskClient) -> None:
    links = [link for link in get(client, "/api").links("main a") if link.startswith("/api/v1/")]
    assert len(links) >= len(OPERATIONS)
    for link in links:
        assert client.get(link).status_code == 200, link


class TestAnswers:
    """HTTP as it should be."""

    @pytest.mark.parametrize("path", [path for path in REPLIES if "opensearch" not in path])
    def test_what_has_not_changed_is_not_sent_again(self, client: FlaskClient, path: str) -> None:
        tag = client.get(path).headers["ETag"]
        again = client.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
        assert client.get("/api/v1/search?q=other", headers={"If-None-Match": tag}).status_code == 200

    def test_errors_have_no_tag(self, client: FlaskClient) -> None:
        assert "ETag" not in client.get("/api/v1/search?colour=red").headers

    @pytest.mark.parametrize("path", ["/api/v1/search?q=渡轮", "/openapi.json", "/feed.atom", "/export?format=csv"])
    def test_head_is_get_without_a_body(self, client: FlaskClient, path: str) -> None:
        answer = client.head(path)
        assert (answer.status_code, answer.data) == (200, b"")
        assert answer.content_type == client.get(path).content_type

    def test_another_site_may_ask_whether_it_may_ask(self, archive: Archive) -> None:
        client = create_app(archive, WebConfig(token="lighthouse")).test_client()
        answer = client.options("/api/v1/search")
        assert answer.status_code == 200
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
        assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]

    def test_other_methods_are_told_which_there_are(self, client: FlaskClient) -> None:
        answer = client.post("/api/v1/search")
        assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
        assert "GET" in answer.headers["Allow"]

    def test_too_many_requests_are_told_the_limit(self, archive: Archive) -> None:
        client = create_app(archive, WebConfig(requests_per_minute=1)).test_client()
        for _ in range(2):
            answer = client.get("/api/v1/search", environ_overrides={"REMOTE_ADDR": "203.0.113.7"})
        assert answer.status_code == 429
        assert answer.headers["RateLimit-Limit"] == "1"
        assert answer.headers["RateLimit-Remaining"] == "0"
        assert answer.headers["Retry-After"] == answer.headers["RateLimit-Reset"]
        assert JSON in answer.mimetype.replace("problem+", "")
