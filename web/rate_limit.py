"""How much one client may ask: token buckets, shared by all worker processes, so that the limit holds for the site.

A bucket holds a minute's allowance and refills evenly. A client's bucket is a hash of its address: two clients with one
hash share a bucket, which with 65,536 of them is rare, and memory never grows.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
import time
from collections.abc import Callable

from flask import Request

from web.config import WebConfig
from web.shared_memory import SharedRows

_SLOTS = 65_536
_LAYOUT = "<dd"  # tokens used up, and when that was (monotonic seconds)


class TokenBuckets:
    """One allowance of `per_minute` requests for each client."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._rows = SharedRows(_LAYOUT, _SLOTS)

    def take(self, client: str) -> int:
        """0 when the request may pass; else the whole seconds after which one may."""
        slot = _slot(client)
        with self._rows.locked() as held:
            if not held:
                return 0
            before, since = self._rows.read(slot)
            now = self._clock()
            used: float = max(0.0, before - (now - since) * self._per_minute / 60)
            if used + 1 > self._per_minute:
                return math.ceil((used + 1 - self._per_minute) * 60 / self._per_minute)
            self._rows.write(slot, used + 1, now)
            return 0


class RateLimits:
    """The two allowances of the configuration: any request, and an expensive one."""

    def __init__(self, section: WebConfig, clock: Callable[[], float] = time.monotonic) -> None:
        self._spare_loopback = not section.behind_proxy
        self._any = TokenBuckets(section.requests_per_minute, clock)
        self._expensive = TokenBuckets(section.expensive_per_minute, clock)

    def wait(self, request: Request, *, expensive: bool = False) -> int:
        """Seconds that the client must wait; 0 when the request may pass."""
        client = client_of(request)
        if self._spare_loopback and client == "loopback":
            return 0
        return (self._expensive if expensive else self._any).take(client)


def client_of(request: Request) -> str:
    """Whom a request counts for: `loopback`, an IPv4 address, or an IPv6 /64, which is one household."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return request.remote_addr or "unknown"
    if address.is_loopback:
        return "loopback"
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _slot(client: str) -> int:
    return int.from_bytes(hashlib.blake2b(client.encode(), digest_size=8).digest()) % _SLOTS
