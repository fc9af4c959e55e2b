"""What browsers, search engines and language models find."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from search.archive import Archive
from search.model import Source
from tests.build import archive_of, document, statement
from tests.web.page import get
from web import sitemap
from web.app import create_app
from web.config import WebConfig

_OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_LINK = "{http://www.w3.org/1999/xhtml}link"
_DAY_NS = 86_400 * 10**9
VERSIONS = (
    document("zh-1", statement("渡轮停航。"), number="7", date="2031-01-02"),
    document("pt-1", statement("O barco parou."), number="7", date="2031-01-02", lang="pt"),
    replace(document("lone", statement("灯塔。")), source=Source("lone.txt", mtime_ns=2 * _DAY_NS)),
)


def described(client: FlaskClient) -> ElementTree.Element:
    answer = client.get("/opensearch.xml")
    assert answer.mimetype == "application/opensearchdescription+xml"
    return ElementTree.fromstring(answer.data)


def templates(client: FlaskClient) -> dict[str, str]:
    return {url.attrib["type"]: url.attrib["template"] for url in described(client).iter(f"{_OPENSEARCH}Url")}


@pytest.mark.parametrize("path", ["/", "/search?q=渡轮", "/doc/kf-7", "/help", "/nowhere"])
def test_every_page_leads_browsers_to_the_search(client: FlaskClient, path: str) -> None:
    page = get(client, path, 404 if path == "/nowhere" else 200)
    [link] = page.all("link[rel=search]")
    assert link.attributes["type"] == "application/opensearchdescription+xml"
    assert link.attributes["href"] == "/opensearch.xml"
    assert link.attributes["title"] == described(client).findtext(f"{_OPENSEARCH}ShortName")


def test_the_description_is_within_its_limits(client: FlaskClient) -> None:
    made = described(client)
    assert len(made.findtext(f"{_OPENSEARCH}ShortName") or "") in range(1, 17)
    assert len(made.findtext(f"{_OPENSEARCH}Description") or "") in range(1, 1025)


@pytest.mark.parametrize(
    "media_type", ["text/html", "application/json", "application/atom+xml", "application/x-suggestions+json"]
)
def test_every_template_leads_to_what_it_says(client: FlaskClient, media_type: str) -> None:
    template = templates(client)[media_type]
    address = (
        template.replace("{searchTerms}", "%E6%B8%A1%E8%BD%AE").replace("{count?}", "").replace("{startPage?}", "")
    )
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert "{" not in address


def test_without_a_token_a_browser_is_not_sent_to_a_guarded_api(archive: Archive) -> None:
    client = create_app(archive, WebConfig(token="lighthouse")).test_client()
    assert all("/api/" not in template for template in templates(client).values())


def test_robots_read_documents_and_no_searches(client: FlaskClient) -> None:
    text = client.get("/robots.txt").text
    for path in ("/search", "/export", "/feed.atom", "/api/"):
        assert f"Disallow: {path}\n" in text
    assert "Disallow: /doc\n" not in text
    assert "Sitemap: http://localhost/sitemap.xml" in text


def urls(client: FlaskClient, path: str) -> dict[str, ElementTree.Element]:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    return {url.findtext(f"{_MAP}loc") or "": url for url in ElementTree.fromstring(answer.data)}


def test_the_site_map_lists_every_document_with_its_last_change_and_versions() -> None:
    client = create_app(archive_of(*VERSIONS), WebConfig(base_url="https://archive.example")).test_client()
    found = urls(client, "/sitemap.xml")
    assert {f"https://archive.example/doc/{page.id}" for page in VERSIONS} < set(found)
    assert found["https://archive.example/doc/lone"].findtext(f"{_MAP}lastmod") == "1970-01-03"
    links = {
        link.attrib["hreflang"]: link.attrib["href"] for link in found["https://archive.example/doc/pt-1"].iter(_LINK)
    }
    assert links == {"zh-Hans": "https://archive.example/doc/zh-1", "pt": "https://archive.example/doc/pt-1"}
    assert list(found["https://archive.example/doc/lone"].iter(_LINK)) == []


def test_the_map_and_the_pages_name_the_same_versions() -> None:
    client = create_app(archive_of(*VERSIONS), WebConfig()).test_client()
    mapped = {link.attrib["href"] for link in urls(client, "/sitemap.xml")["http://localhost/doc/zh-1"].iter(_LINK)}
    assert set(get(client, "/doc/zh-1").links("link[hreflang]")) == mapped


def test_many_documents_are_parted_into_maps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "PAGE", 2)
    client = create_app(archive_of(*VERSIONS), WebConfig()).test_client()
    maps = urls(client, "/sitemap.xml")
    assert list(maps) == ["http://localhost/sitemap-1.xml", "http://localhost/sitemap-2.xml"]
    listed = [address for path in maps for address in urls(client, path) if "/doc/" in address]
    assert sorted(listed) == sorted(f"http://localhost/doc/{page.id}" for page in VERSIONS)
    assert client.get("/sitemap-3.xml").status_code == client.get("/sitemap-0.xml").status_code == 404


def test_language_models_are_told_what_there_is_and_every_link_of_it_works(client: FlaskClient) -> None:
    answer = client.get("/llms.txt")
    assert answer.text.startswith("# Wenda 问答\n\n> ")
    assert "3 documents with 10 passages" in answer.text
    sections = re.split(r"^## .+$", answer.text, flags=re.MULTILINE)[1:]
    listed = [line for section in sections for line in section.split("\n") if line]
    assert [line for line in listed if not re.fullmatch(r"- \[(?:[^\]\\]|\\.)+\]\(\S+\)(: .+)?", line)] == [], (
        "llmstxt.org"
    )
    for address in re.findall(r"\]\((\S+?)\)", answer.text):
        assert client.get(address).status_code == 200, address
