"""Hostile queries put to the endpoint: no error of the server, none slow. 100,000: `python -m tests.fuzz.queries`."""

from __future__ import annotations

from tests.fuzz.queries import GIANTS, SLOWEST_S, addresses, put, queries, small_archive
from web.app import create_app
from web.config import WebConfig

QUERIES = 1500


def test_no_query_breaks_the_endpoint_or_holds_it_up() -> None:
    client = create_app(small_archive(), WebConfig()).test_client()
    asked = [put(client, address) for address, _ in zip(addresses(), range(QUERIES), strict=False)]
    assert {one.status for one in asked} == {200, 400}
    assert [one.address[:200] for one in asked if one.seconds > SLOWEST_S] == []


def test_a_query_alone_is_always_answered() -> None:
    client = create_app(small_archive(), WebConfig()).test_client()
    for text, _ in zip(queries(seed=7), range(len(GIANTS) + 75), strict=False):
        for path in ("/api/v1/search", "/search"):
            answer = client.get(path, query_string={"q": text.encode("utf-8", "replace").decode()})
            assert answer.status_code == 200, text[:100]
