"""The `web` section of the configuration: default and meaning beside each field."""

from __future__ import annotations

from dataclasses import dataclass

from search.config import setting


@dataclass(frozen=True, slots=True)
class WebConfig:
    """`web`: where the site listens and how much it lets one client ask."""

    host: str = setting("127.0.0.1", "address to listen on")
    port: int = setting(8000, "port to listen on; 0 takes a free one", least=0)
    workers: int = setting(2, "web processes", least=1)
    base_url: str | None = setting(None, "public address, for absolute links; null = as the browser asked")
    behind_proxy: bool = setting(False, "true when a reverse proxy sets X-Forwarded-For and -Proto")
    token: str | None = setting(None, "a bearer token that the API then asks for; null = open")
    requests_per_minute: int = setting(600, "per client; loopback is exempt unless behind_proxy", least=1)
    expensive_per_minute: int = setting(60, "per client, for exports and the like", least=1)
