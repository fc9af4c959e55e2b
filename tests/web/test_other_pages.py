"""Home, help, about."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from jinja2 import UndefinedError

from tests.web.page import get


def test_home_tells_what_the_archive_holds(client: FlaskClient) -> None:
    page = get(client, "/")
    assert page.texts(".figs dd")[:2] == ["3", "10"]
    assert "灯塔署例行记者会" in page.texts(".docs a")
    assert "沈若棠" in page.texts(".people a")


def test_every_example_finds_something(client: FlaskClient) -> None:
    examples = get(client, "/").links(".eg a") + get(client, "/help").links(".spec td a")
    assert examples
    for href in examples:
        assert get(client, href).all(".hit"), href


@pytest.mark.parametrize("path", ["/", "/help", "/about", "/api", "/search", "/doc/kf-7", "/nowhere"])
def test_no_link_is_dead(client: FlaskClient, path: str) -> None:
    page = get(client, path, 404 if path == "/nowhere" else 200)
    for href in {href for href in page.links("a, link") if href.startswith("/")}:
        address, _, fragment = href.partition("#")
        answer = client.get(address)
        assert answer.status_code == 200 or path == "/nowhere", href
        assert not fragment or f'id="{fragment}"' in answer.text, href


@pytest.mark.parametrize("path", ["/?q=x", "/help?page=2", "/about?x=1", "/doc/kf-7?page=2", "/doc/kf-7?hit=x"])
def test_pages_name_parameters_they_do_not_know(client: FlaskClient, path: str) -> None:
    page = get(client, path, 400)
    name, _, value = path.partition("?")[2].partition("=")
    assert f"{name}={value}" in page.text(".err .r p:not(.who)")


def test_a_name_that_a_template_has_wrong_is_an_error(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(UndefinedError, match="manny"):
        render_template_string("{% if request.manny %}x{% endif %}")


def test_a_parameter_that_may_be_repeated_says_so(client: FlaskClient) -> None:
    rows = client.get("/api?ui=en").text.split("<tr ")
    repeatable = {row.split("<code>")[1].split("<")[0] for row in rows if "repeatable" in row}
    assert {"lang", "speaker", "q"} <= repeatable
    assert "size" not in repeatable
