"""Hostile queries put to the site: no error of the server, none slow. 100,000: `python -m tests.fuzz.queries`."""

from __future__ import annotations

from itertools import islice

from tests.fuzz.grammar import GIANTS, queries
from tests.fuzz.queries import ALLOWED, OTHERS, SLOWEST_S, addresses, other_addresses, put, small_archive
from web.app import create_app
from web.config import WebConfig

QUERIES = 1500


def test_no_query_breaks_the_endpoint_or_holds_it_up() -> None:
    client = create_app(small_archive(), WebConfig()).test_client()
    asked = [put(client, address) for address in islice(addresses(), QUERIES)]
    assert {one.status for one in asked} == {200, 400}
    assert [one.address[:200] for one in asked if one.seconds > SLOWEST_S] == []


def test_no_query_breaks_a_page_a_feed_an_export_or_another_endpoint() -> None:
    client = create_app(small_archive(), WebConfig()).test_client()
    asked = [put(client, address) for address in islice(other_addresses("zh"), QUERIES // 2)]
    assert [(one.status, one.address[:300]) for one in asked if one.status not in ALLOWED] == []
    assert [one.address[:200] for one in asked if one.seconds > SLOWEST_S] == []
    assert {one.address.partition("?")[0] for one in asked} == {path for path, _, _ in OTHERS} | {"/doc/zh"}


def test_a_query_alone_is_always_answered() -> None:
    client = create_app(small_archive(), WebConfig()).test_client()
    for text in islice(queries(seed=7), len(GIANTS) + 75):
        for path in ("/api/v1/search", "/search"):
            answer = client.get(path, query_string={"q": text.encode("utf-8", "replace").decode()})
            assert answer.status_code == 200, text[:100]
