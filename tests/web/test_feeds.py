"""Atom feeds of a search and of a person."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from flask.testing import FlaskClient

from search.archive import Archive
from search.config import SearchConfig
from search.engines.memory import MemoryEngine
from search.names import speaker_key
from tests.build import ANALYZER, publish
from tests.web.conftest import BRIEFING, INTERVIEW
from tests.web.page import get
from web.app import create_app
from web.config import WebConfig

_ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client: FlaskClient, url: str) -> list[ElementTree.Element]:
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.data).findall(f"{_ATOM}entry")


def ids(found: list[ElementTree.Element]) -> list[str | None]:
    return [entry.findtext(f"{_ATOM}id") for entry in found]


def test_a_feed_of_a_query_has_its_turns_newest_first(client: FlaskClient) -> None:
    found = entries(client, "/feed.atom?q=travessia+OR+渡轮")
    assert [str(each).rpartition("/")[2] for each in ids(found)] == ["kf-7#t2", "kf-7#t3", "ent-2#t1", "ent-2#t2"]


def test_a_feed_of_a_person_is_titled_with_the_name(client: FlaskClient) -> None:
    url = f"/feed.atom?speaker={speaker_key('沈若棠')}"
    assert entries(client, url)
    title = ElementTree.fromstring(client.get(url).data).findtext(f"{_ATOM}title")
    assert title == "Wenda: 沈若棠"


def test_addresses_are_whole_and_lead_to_the_turn(client: FlaskClient) -> None:
    [entry] = entries(client, "/feed.atom?q=“延长到零点”")
    link = entry.find(f"{_ATOM}link")
    assert link is not None
    address = link.attrib["href"]
    assert address.startswith("http://localhost/doc/kf-7?v=")
    assert address.endswith("#t3")
    assert client.get(address).status_code == 200


def test_ids_survive_a_reindex_and_what_did_not_change_is_not_sent_again() -> None:
    engine = MemoryEngine()
    publish(engine, BRIEFING, INTERVIEW)
    client = create_app(Archive(engine, ANALYZER, SearchConfig()), WebConfig()).test_client()
    url = "/feed.atom?q=渡轮"
    before = client.get(url)
    publish(engine, BRIEFING)
    after = client.get(url, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 304
    assert ids(entries(client, url)) == ids(ElementTree.fromstring(before.data).findall(f"{_ATOM}entry"))


def test_every_page_of_results_names_its_feed(client: FlaskClient) -> None:
    page = get(client, "/search?q=渡轮&lang=zh&sort=oldest&page=1")
    [alternate] = page.links('link[rel=alternate][type="application/atom+xml"]')
    assert alternate == "/feed.atom?q=%E6%B8%A1%E8%BD%AE&lang=zh"
    assert alternate in page.links("a")
    assert entries(client, alternate)


def test_a_search_that_finds_nothing_yet_can_be_followed_too(client: FlaskClient) -> None:
    [alternate] = get(client, "/search?q=鲸鱼座").links('link[type="application/atom+xml"]')
    assert entries(client, alternate) == []


def test_what_a_feed_does_not_take_is_named_for_programs(client: FlaskClient) -> None:
    for query in ("sort=oldest", "page=2", "colour=red"):
        answer = client.get(f"/feed.atom?{query}")
        assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
