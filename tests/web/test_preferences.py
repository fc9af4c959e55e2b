"""Interface language and theme, chosen by link and kept by cookie."""

from __future__ import annotations

from flask import Flask

from tests.web.page import get


def test_nobody_gets_a_cookie_without_choosing(app: Flask) -> None:
    for path in ("/", "/search?q=渡轮", "/doc/kf-7"):
        assert "Set-Cookie" not in app.test_client().get(path).headers


def test_a_choice_is_kept(app: Flask) -> None:
    client = app.test_client()
    client.get("/?ui=ru&theme=dark")
    page = get(client, "/help", ui="pt")
    assert page.all("html")[0].attributes["lang"] == "ru"
    assert page.all("html")[0].attributes["data-theme"] == "dark"


def test_a_choice_holds_without_cookies_by_the_links_of_the_page(app: Flask) -> None:
    page = get(app.test_client(use_cookies=False), "/search?q=渡轮&ui=ru&theme=dark")
    inside = [href for href in page.links("main a") if href.startswith(("/search", "/doc"))]
    assert inside
    assert all("ui=ru" in href and "theme=dark" in href for href in inside)
    assert {node.attributes["value"] for node in page.all("form input[name=ui]")} == {"ru"}


def test_once_the_cookie_is_back_links_are_plain_again(app: Flask) -> None:
    client = app.test_client()
    client.get("/?ui=ru")
    assert not [href for href in get(client, "/search?q=渡轮").links("main a") if "ui=" in href]


def test_an_unknown_choice_is_named(app: Flask) -> None:
    client = app.test_client()
    assert "ui=tlh" in get(client, "/?ui=tlh", 400).text(".err .r p:not(.who)")
    assert "theme=sepia" in get(client, "/?theme=sepia", 400).text(".err .r p:not(.who)")


def test_the_language_of_the_interface_is_not_that_of_the_record(app: Flask) -> None:
    page = get(app.test_client(), "/search?q=travessia&ui=zh-Hans")
    assert page.all(".hit blockquote")[0].attributes["lang"] == "pt-PT"
