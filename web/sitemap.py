"""`/sitemap.xml`: every document for search engines, with the day of its last change and its other languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask import Blueprint, Response, abort

from search.archive import Archive
from search.exports.xml import DECLARATION, element, to_bytes
from search.links import document_url
from search.request import CatalogueEntry
from web.current import current_archive
from web.urls import site_address

pages = Blueprint("sitemap", __name__)
# The protocol allows 50,000, but a document is read for each: 5,000 take some four seconds.
PAGE = 5000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_FIXED = ("/", "/help", "/about", "/api")
MEDIA_TYPE = "application/xml; charset=utf-8"


@pages.get("/sitemap.xml")
def sitemap() -> Response:
    """All documents; when they are many, the list of the maps that hold them."""
    archive = current_archive()
    count = -(-archive.overview().documents // PAGE)
    if count <= 1:
        return _map(archive, 0)
    maps = [_entry("sitemap", f"{site_address()}/sitemap-{number}.xml") for number in range(1, count + 1)]
    return Response([_opening("sitemapindex"), *maps, b"</sitemapindex>\n"], content_type=MEDIA_TYPE)


@pages.get("/sitemap-<int:number>.xml")
def one_map(number: int) -> Response:
    """One of the maps of a large archive, from 1."""
    archive = current_archive()
    if not 1 <= number <= -(-archive.overview().documents // PAGE):
        abort(404)
    return _map(archive, (number - 1) * PAGE)


def _map(archive: Archive, start: int) -> Response:
    """The documents from the `start`-th on; before those of the first map, the pages that are no documents."""
    base = site_address()
    fixed = [_entry("url", base + path) for path in _FIXED] if start == 0 else []
    rows = archive.catalogue(start, PAGE)

    return Response(_pieces(fixed, rows, base), content_type=MEDIA_TYPE)


def _pieces(fixed: Iterable[bytes], rows: Iterable[CatalogueEntry], base: str) -> Iterator[bytes]:
    yield _opening("urlset")
    yield from fixed
    for row in rows:
        yield _document(row, base)
    yield b"</urlset>\n"


def _document(row: CatalogueEntry, base: str) -> bytes:
    """A document's address, last change, and, where it has other versions, all of them with itself."""
    address = base + document_url(row.id)
    versions = {twin.lang: base + document_url(twin.document) for twin in reversed(row.twins)}
    languages = {row.lang: address, **versions} if versions else {}
    return _entry("url", address, row.changed, languages)


def _entry(tag: str, address: str, changed: str = "", languages: dict[str, str] | None = None) -> bytes:
    made = element(tag, element("loc", address))
    if changed:
        made.append(element("lastmod", changed))
    for lang, href in (languages or {}).items():
        if lang != "und":
            made.append(element("xhtml:link", attributes={"rel": "alternate", "hreflang": lang, "href": href}))
    return to_bytes(made)


def _opening(tag: str) -> bytes:
    spaces = f'xmlns="{_NAMESPACE}" xmlns:xhtml="{_XHTML}"'
    return f"{DECLARATION}<{tag} {spaces}>\n".encode()
