"""A page read back as a browser reads it, so that tests ask about elements and not about strings."""

from __future__ import annotations

from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser, LexborNode


class Page:
    """The elements of an HTML answer."""

    def __init__(self, html: str) -> None:
        self.tree = LexborHTMLParser(html)

    def all(self, selector: str) -> list[LexborNode]:
        return list(self.tree.css(selector))

    def texts(self, selector: str) -> list[str]:
        return [" ".join(node.text().split()) for node in self.all(selector)]

    def text(self, selector: str) -> str:
        return self.texts(selector)[0]

    def links(self, selector: str = "a") -> list[str]:
        return [node.attributes.get("href") or "" for node in self.all(selector)]


def get(client: FlaskClient, url: str, status: int = 200, ui: str = "en") -> Page:
    """The page at an address, in one interface language."""
    response = client.get(url, headers={"Accept-Language": ui})
    assert response.status_code == status, (url, response.status_code)
    return Page(response.text)
