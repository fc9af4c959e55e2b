"""JSON Lines of hits: one passage a line with its questions or answers, in the form of a hit of `/api/v1/search`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search.exports.provenance import Provenance
from search.replies.hit import hit_reply
from search.replies.json_text import json_text
from search.request import Result


def write_hits_jsonl(results: Iterable[Result], provenance: Provenance) -> Iterator[bytes]:
    """One hit a line; addresses are whole where the site has one, and carry no query."""
    site = provenance.base_url.rstrip("/")
    for result in results:
        line = json_text(hit_reply(result, grouped=provenance.grouped, site=site))
        yield line.encode("utf-8", "replace") + b"\n"
