"""`/metrics`: how much is asked, how long it takes, what answers; as Prometheus reads it, for this machine alone.

The counts are those of all worker processes together. No query, no address and no client is kept.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

from flask import Blueprint, Flask, Response, abort, current_app, g, request

from web.current import current_archive
from web.rate_limit import client_of
from web.shared_memory import SharedRows

pages = Blueprint("metrics", __name__)
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# What is told apart: blueprints, those of the API by their own names.
KINDS = ("search", "document", "export", "concordance", "trends", "feeds", "api_search", "api_suggest", "api_export")
OTHER = "other"
STATUSES = ("2xx", "3xx", "4xx", "5xx")
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0)  # upper bounds of the buckets; 2 s is what no query may take
_LAYOUT = f"<{len(STATUSES)}Q{len(SECONDS) + 1}Qd"


class RequestCounters:
    """Requests by kind, status and duration."""

    def __init__(self) -> None:
        self._kinds = (*KINDS, OTHER)
        self._rows = SharedRows(_LAYOUT, len(self._kinds))

    def add(self, kind: str, status: int, seconds: float) -> None:
        """Count a request that took so long; one that finds the lock held too long is not counted."""
        at = self._kinds.index(kind if kind in KINDS else OTHER)
        bucket = sum(seconds > bound for bound in SECONDS)
        with self._rows.locked() as held:
            if not held:
                return
            row = list(self._rows.read(at))
            row[min(max(status // 100, 2), 5) - 2] += 1
            row[len(STATUSES) + bucket] += 1
            row[-1] += seconds
            self._rows.write(at, *row)

    def lines(self) -> Iterator[str]:
        """The counts as Prometheus reads them."""
        rows = {kind: self._rows.read(at) for at, kind in enumerate(self._kinds)}
        yield "# TYPE wenda_requests_total counter"
        for kind, row in rows.items():
            for name, count in zip(STATUSES, row, strict=False):
                yield f'wenda_requests_total{{kind="{kind}",status="{name}"}} {count}'
        yield "# TYPE wenda_request_seconds histogram"
        for kind, row in rows.items():
            total = 0
            for bound, count in zip((*SECONDS, "+Inf"), row[len(STATUSES) : -1], strict=True):
                total += count
                yield f'wenda_request_seconds_bucket{{kind="{kind}",le="{bound}"}} {total}'
            yield f'wenda_request_seconds_sum{{kind="{kind}"}} {row[-1]:.6f}'
            yield f'wenda_request_seconds_count{{kind="{kind}"}} {total}'


def install(app: Flask) -> None:
    """Count everything that the application answers."""
    counters = app.extensions["wenda.counters"] = RequestCounters()

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        now = time.perf_counter()
        counters.add(request.blueprint or OTHER, response.status_code, now - g.get("begun", now))
        return response


@pages.get("/metrics")
def metrics() -> Response:
    """The counts and the state of the index; to other machines the page does not exist."""
    if client_of(request) != "loopback":
        abort(404)
    counters: RequestCounters = current_app.extensions["wenda.counters"]
    return Response("\n".join((*_index(), *counters.lines(), "")), content_type=MEDIA_TYPE)


def _index() -> Iterator[str]:
    """Whether the archive answers, from which generation, and how old that is."""
    archive = current_archive()
    ready = archive.health() is None
    yield "# TYPE wenda_ready gauge"
    yield f"wenda_ready {int(ready)}"
    if not ready:
        return
    holdings = archive.overview()
    yield f'wenda_generation_info{{generation="{holdings.generation}"}} 1'
    yield f"wenda_documents {holdings.documents}"
    yield f"wenda_passages {holdings.passages}"
    if holdings.created:
        age = datetime.now(UTC) - datetime.fromisoformat(holdings.created).astimezone(UTC)
        yield f"wenda_generation_age_seconds {age.total_seconds():.0f}"
