"""The `web` section of wenda.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from search.config import PositiveInt


@dataclass(frozen=True, slots=True)
class WebConfig:
    """`web`: where the site listens and how much it lets one client ask."""

    host: Annotated[str, Meta(min_length=1)] = "127.0.0.1"  # address to listen on
    port: Annotated[int, Meta(ge=0, le=65535)] = 8000  # port to listen on; 0 takes a free one
    workers: PositiveInt = 2  # web processes
    base_url: str | None = None  # public address, for absolute links; null = as the browser asked
    behind_proxy: bool = False  # true when a reverse proxy sets X-Forwarded-For and -Proto
    token: str | None = None  # a bearer token that the API then asks for; null = open
    requests_per_minute: PositiveInt = 600  # per client; loopback is exempt unless behind_proxy
    expensive_per_minute: PositiveInt = 60  # per client, for exports and the like
