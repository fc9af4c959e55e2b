"""What every answer carries, and who may ask."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from search.archive import Archive
from tests.web.page import get
from web.app import create_app
from web.config import WebConfig


@pytest.mark.parametrize("path", ["/", "/search?q=a", "/doc/kf-7", "/nowhere", "/api/v1/search?q=a", "/robots.txt"])
def test_every_answer_is_guarded(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/search?q=渡轮", "/doc/kf-7?q=渡轮", "/help", "/about", "/nowhere"])
def test_no_page_needs_what_its_policy_forbids(client: FlaskClient, path: str) -> None:
    page = get(client, path, 404 if path == "/nowhere" else 200)
    assert page.all("[style], style, [onclick], [onload], [onsubmit]") == []
    sources = page.links("link[rel=stylesheet], link[rel=icon]") + [
        node.attributes.get("src") or "inline" for node in page.all("script, img, iframe")
    ]
    assert all(source.startswith("/static/") for source in sources), sources


def test_style_and_script_are_small_and_kept_for_good(client: FlaskClient) -> None:
    page = get(client, "/")
    addresses = page.links("link[rel=stylesheet]") + [node.attributes["src"] or "" for node in page.all("script")]
    answers = [client.get(address) for address in addresses]
    assert sum(len(answer.data) for answer in answers) < 60_000
    assert all("max-age=31536000" in answer.headers["Cache-Control"] for answer in answers)


def test_the_api_may_be_read_from_other_sites_and_pages_may_not(client: FlaskClient) -> None:
    assert client.get("/api/v1/search?q=a").headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/search?x=1").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/search?q=a").headers


def test_a_token_guards_the_api_alone(archive: Archive) -> None:
    client = create_app(archive, WebConfig(token="lighthouse")).test_client()
    assert client.get("/api/v1/search?q=a").status_code == 401
    assert client.get("/api/v1/search?q=a", headers={"Authorization": "Bearer ship"}).status_code == 401
    assert client.get("/api/v1/search?q=a", headers={"Authorization": "Bearer lighthouse"}).status_code == 200
    assert client.get("/search?q=a").status_code == 200
