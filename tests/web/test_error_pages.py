"""Requests that cannot be answered."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.archive import Archive
from search.config import SearchConfig
from search.engines.memory import MemoryEngine
from tests.build import ANALYZER
from tests.web.page import get
from web.app import create_app
from web.config import WebConfig


def test_a_bad_parameter_is_named_and_the_rest_is_kept(client: FlaskClient) -> None:
    page = get(client, "/search?q=渡轮&to=2025-13-05", 400)
    assert "to=2025-13-05" in page.text(".err .r p:not(.who)")
    assert page.all("#q")[0].attributes["value"] == "渡轮"
    assert page.links(".err .r li a")[0] == "/search?q=%E6%B8%A1%E8%BD%AE"


def test_the_api_answers_with_a_problem_that_names_each_parameter(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=a&page=x&colour=red")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert answer.json is not None
    assert {"type", "title", "status", "detail", "errors"} <= answer.json.keys()
    assert {error["name"] for error in answer.json["errors"]} == {"page", "colour"}


@pytest.mark.parametrize("path", ["/api/v1/documents/nobody", "/api/v1/nothing", "/doc/nobody.json"])
def test_what_programs_miss_is_a_problem_too(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_only_get_is_answered(client: FlaskClient) -> None:
    assert client.post("/search").status_code == 405
    assert client.post("/api/v1/search").mimetype == "application/problem+json"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["/search", "/api/v1/search", "/doc/kf-7", "/"]),
    st.dictionaries(
        st.sampled_from(
            ["q", "lang", "kind", "from", "to", "page", "size", "sort", "noexp", "dup", "v", "hit", "ui", "x"]
        ),
        st.text(max_size=12),
        max_size=4,
    ),
)
def test_no_input_breaks_a_page(client: FlaskClient, path: str, args: dict[str, str]) -> None:
    assert client.get(path, query_string=args).status_code in (200, 400)


def without_index() -> FlaskClient:
    return create_app(Archive(MemoryEngine(), ANALYZER, SearchConfig()), WebConfig()).test_client()


@pytest.mark.parametrize("path", ["/", "/search?q=a", "/doc/kf-7", "/help", "/about"])
def test_without_an_index_pages_say_so_and_never_show_an_empty_result(path: str) -> None:
    answer = without_index().get(path)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "wenda reindex" in answer.text


def test_without_an_index_the_api_and_the_readiness_check_answer_503() -> None:
    client = without_index()
    answer = client.get("/api/v1/search?q=a")
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    ready = client.get("/healthz/ready")
    assert ready.status_code == 503
    assert ready.json is not None
    assert ready.json["problem"]
    assert client.get("/healthz/live").status_code == 200


def test_with_an_index_the_site_is_ready(client: FlaskClient) -> None:
    assert client.get("/healthz/ready").status_code == 200
