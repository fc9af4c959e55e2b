"""How much one client may ask."""

from __future__ import annotations

import os

from flask.testing import FlaskClient

from search.archive import Archive
from web.app import create_app
from web.config import WebConfig
from web.rate_limit import TokenBuckets


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def site(archive: Archive, **settings: object) -> FlaskClient:
    return create_app(archive, WebConfig(**settings)).test_client()  # type: ignore[arg-type]  # settings of one kind


def from_address(client: FlaskClient, address: str) -> int:
    return client.get("/about", environ_overrides={"REMOTE_ADDR": address}).status_code


def test_a_bucket_empties_and_refills_evenly() -> None:
    clock = Clock()
    buckets = TokenBuckets(60, clock)
    assert [buckets.take("a") for _ in range(60)] == [0] * 60
    assert buckets.take("a") == 1
    assert buckets.take("b") == 0
    clock.now += 1
    assert buckets.take("a") == 0
    assert buckets.take("a") == 1


def test_the_allowance_is_one_for_all_worker_processes() -> None:
    buckets = TokenBuckets(2, Clock())
    child = os.fork()
    if not child:
        buckets.take("a")
        os._exit(0)
    os.waitpid(child, 0)
    assert [buckets.take("a"), buckets.take("a")] == [0, 30]


def test_too_many_requests_are_told_when_to_come_back(archive: Archive) -> None:
    client = site(archive, requests_per_minute=2)
    assert [from_address(client, "203.0.113.7") for _ in range(3)] == [200, 200, 429]
    answer = client.get("/api/v1/search", environ_overrides={"REMOTE_ADDR": "203.0.113.7"})
    assert (answer.status_code, answer.mimetype) == (429, "application/problem+json")
    assert int(answer.headers["Retry-After"]) > 0


def test_one_household_has_one_allowance(archive: Archive) -> None:
    client = site(archive, requests_per_minute=1)
    assert from_address(client, "2001:db8:1:2::1") == 200
    assert from_address(client, "2001:db8:1:2::99") == 429
    assert from_address(client, "2001:db8:1:3::1") == 200


def test_loopback_is_never_limited(archive: Archive) -> None:
    client = site(archive, requests_per_minute=1)
    assert [from_address(client, "127.0.0.1") for _ in range(3)] == [200, 200, 200]
    assert [from_address(client, "::1") for _ in range(3)] == [200, 200, 200]


def test_behind_a_proxy_the_forwarded_address_counts(archive: Archive) -> None:
    client = site(archive, requests_per_minute=1, behind_proxy=True)

    def asked_by(address: str) -> int:
        headers = {"X-Forwarded-For": address}
        return client.get("/about", headers=headers, environ_overrides={"REMOTE_ADDR": "127.0.0.1"}).status_code

    assert [asked_by("203.0.113.7"), asked_by("203.0.113.7"), asked_by("203.0.113.8")] == [200, 429, 200]


def test_deep_pages_have_a_smaller_allowance(archive: Archive) -> None:
    client = site(archive, expensive_per_minute=1)

    def page(number: int) -> int:
        address = {"REMOTE_ADDR": "203.0.113.9"}
        return client.get(f"/api/v1/search?size=100&page={number}", environ_overrides=address).status_code

    assert [page(50), page(50), page(1)] == [200, 429, 200]


def test_pages_of_health_are_never_limited(archive: Archive) -> None:
    client = site(archive, requests_per_minute=1)
    statuses = {
        client.get("/healthz/live", environ_overrides={"REMOTE_ADDR": "203.0.113.7"}).status_code for _ in range(5)
    }
    assert statuses == {200}
