"""How the served site bears many readers: `python -m bench.load [--index DIR] [--clients N] [--seconds S] [...]`.

Builds an index of the sample archive (or takes the one named), serves it with `wenda serve` on a free port, and lets
N clients ask one page after another over kept connections: results pages, the API, documents, in turns. Prints for
each kind how many answers a second, median, 95th and 99th percentile in milliseconds, and every status that is not
200. Nothing is warmed up but the first page of each worker; clients and server share the machine.
"""

from __future__ import annotations

import argparse
import http.client
import os
import platform
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).resolve().parents[1]
QUERIES = (
    "联运",
    "quota de pesca",
    "“单证互认”",
    "渔业 OR pesca",
    "韩知远",
    "Хань Чжиюань",
    "transport*",
    "口",
    "联运 NEAR/5 单证",
    "配额 -金枪鱼",
    "",
)
PAGES = {"page": "/search?q={}", "api": "/api/v1/search?q={}"}
_WENDA = (sys.executable, "-c", "import wenda; wenda.main()")


@contextmanager
def served(index: str, workers: int) -> Iterator[str]:
    """The address of the site, which is stopped afterwards."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [*_WENDA, "serve", "--index", index, "--port", "0", "--workers", str(workers)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://\S+", server.stdout.readline())
            if not found:
                raise SystemExit("the server did not start")
            yield found.group()
        finally:
            server.terminate()


def ask(address: str, offset: int, until: float, seen: dict[str, list[float]], wrong: Counter[str]) -> None:
    """One client: the queries in turn, from its own place in the list."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    turns = cycle((kind, query) for query in QUERIES[offset:] + QUERIES[:offset] for kind in PAGES)
    document = ""
    for kind, query in turns:
        if time.monotonic() > until:
            return
        body = _timed(connection, kind, PAGES[kind].format(quote(query)), seen, wrong)
        found = re.search(rb'"url": "(/doc/[^"#]*)', body) if kind == "api" else None
        document = found.group(1).decode() if found else document
        if document and found:
            _timed(connection, "document", document, seen, wrong)


def _timed(
    connection: http.client.HTTPConnection, kind: str, path: str, seen: dict[str, list[float]], wrong: Counter[str]
) -> bytes:
    begun = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    seen[kind].append(1000 * (time.perf_counter() - begun))
    if answer.status != 200:
        wrong[f"{answer.status} {path}"] += 1
    return body


def measure(address: str, clients: int, seconds: float) -> tuple[dict[str, list[float]], Counter[str]]:
    """Milliseconds of every answer by kind, and the answers that were not 200."""
    seen: dict[str, list[float]] = defaultdict(list)
    wrong: Counter[str] = Counter()
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=ask, args=(address, number % len(QUERIES), until, seen, wrong))
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen, wrong


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", help="folder of an index; default: the sample archive, built afresh")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = given.index or f"{folder}/index"
        if not given.index:
            source = str(ROOT / "index_data" / "corpus")
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            subprocess.run([*_WENDA, "reindex", "--source", source, "--index", index], env=environment, check=True)
        with served(index, given.workers) as address:
            seen, wrong = measure(address, given.clients, given.seconds)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, load {load}; {given.clients} clients, {given.workers} workers"
    )
    for kind, times in sorted(seen.items()):
        ordered = sorted(times)
        at = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99)]
        rate = len(ordered) / given.seconds
        print(f"{kind:9} {rate:7.1f}/s  p50 {at[0]:7.1f} ms  p95 {at[1]:7.1f} ms  p99 {at[2]:7.1f} ms")
    print(f"not 200: {dict(wrong) or 'none'}")


if __name__ == "__main__":
    main()
