"""How the served site bears many readers: `python -m bench.load [--index DIR] [--connections 1,8,32] [...]`.

Builds an index of the sample archive (or takes the one named), serves it with `wenda serve` on a free port, and asks
for one kind of page after another, each time with other queries: words, pairs of words, quotations and questions taken
from the archive's own passages, a different one each time until some hundreds are used up. With `--questions` also the
texts of a file, such as `../shared/data/relevance/mfa_turns_zh/queries.jsonl.gz`: long questions of press conferences,
each of which names four countries.

The load comes from wrk (Debian package `wrk`), else from threads of this program, which then takes processor time from
the server. Of each run a row: answers a second, median and 99th percentile, processor time of the server for each
answer, which other work on the machine hardly changes, answers that were not 200; at the end the private memory of the
workers (their own pages, what they share with the parent aside), and how long the server and a worker took to start.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import os
import platform
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).resolve().parents[1]
_WENDA = (sys.executable, "-c", "import wenda; wenda.main()")
_PATHS = 600  # of each kind; asked in turns, the measured ones others than those that warmed up
_LONGEST = 250  # characters of a question; a site takes 256
_PASSAGES = 1000  # that queries are taken from
_WARM_SECONDS = 3.0
_WORD = re.compile(r"[^\W\d_]{4,}")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_TICKS = os.sysconf("SC_CLK_TCK")
# Every thread of wrk begins elsewhere in the list of paths.
_LUA = """
local paths = {}
for line in io.lines("%s") do paths[#paths + 1] = line end
local started = 0
function setup(thread) thread:set("offset", started * 97); started = started + 1 end
function request() offset = offset + 1; return wrk.format("GET", paths[offset %% #paths + 1]) end
function done(summary, latency, requests)
  local e = summary.errors
  print(string.format('RESULT {"answers": %%d, "wrong": %%d, "p50": %%f, "p99": %%f, "seconds": %%f}', summary.requests,
    e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.duration / 1e6))
end
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a client gave. Milliseconds; `seconds` of the run."""

    answers: int
    wrong: int
    p50: float
    p99: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Site:
    """The served site: its address, the process that was started, and the seconds until it answered and until its
    first worker, once forked, did."""

    address: str
    process: int
    start: float
    worker_start: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", help="folder of an index; default: the sample archive, built afresh")
    parser.add_argument(
        "--connections", default="1,8,32", help="of the JSON search; the other kinds: the second of them"
    )
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--code", default=str(ROOT), help="another checkout to measure")
    parser.add_argument("--questions", type=Path, help="a file of JSON lines, compressed by gzip, each with a `text`")
    parser.add_argument("--only", help="a kind: the others are left out")
    given = parser.parse_args()
    connections = [int(each) for each in given.connections.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        index = given.index or _sample_index(folder, given.code)
        with served(index, given.workers, given.code) as site:
            kinds = paths_of(site.address) | (_questions(given.questions) if given.questions else {})
            if given.only:
                kinds = {given.only: kinds[given.only]}
            _report(site, kinds, connections, given.seconds, folder, given.workers)


def _report(
    site: Site,
    kinds: Mapping[str, Sequence[str]],
    connections: Sequence[int],
    seconds: float,
    folder: str,
    workers: int,
) -> None:
    usual = connections[min(1, len(connections) - 1)]
    client: Client = _wrk(folder) if shutil.which("wrk") else threads
    name = "wrk" if shutil.which("wrk") else "threads of the bench itself"
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {load}; {workers} workers; client: {name}")
    print(
        "| kind | connections | answers/s | p50 ms | p99 ms | CPU ms/answer | not 200 |\n|---|--:|--:|--:|--:|--:|--:|"
    )
    for kind, paths in kinds.items():
        half = len(paths) // 2
        client(site.address, paths[:half], usual, min(seconds, _WARM_SECONDS))
        for count in connections if kind in ("JSON", "questions") else (usual,):
            before = _cpu_seconds(site.process)
            run = client(site.address, paths[half:], count, seconds)
            spent = 1000 * (_cpu_seconds(site.process) - before) / max(1, run.answers)
            rate = run.answers / run.seconds
            print(f"| {kind} | {count} | {rate:.0f} | {run.p50:.1f} | {run.p99:.1f} | {spent:.1f} | {run.wrong} |")
    private = ", ".join(f"{_private_mb(worker):.0f}" for worker in _children(site.process))
    print(f"private MB of the workers: {private}; start {site.start:.1f} s, a worker {site.worker_start:.1f} s")


@contextmanager
def served(index: str, workers: int, code: str) -> Iterator[Site]:
    """The site, which is stopped afterwards."""
    environment = {**os.environ, "PYTHONPATH": code, "PYTHONUNBUFFERED": "1"}
    command = [*_WENDA, "serve", "--index", index, "--port", "0", "--workers", str(workers)]
    begun = time.monotonic()
    with subprocess.Popen(command, env=environment, cwd=code, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://\S+", server.stdout.readline())
            if not found:
                raise SystemExit("the server did not start")
            start = time.monotonic() - begun
            forked = min((_age_seconds(worker) for worker in _children(server.pid)), default=0.0)
            yield Site(found.group().rstrip("/"), server.pid, start, forked)
        finally:
            server.terminate()


def _sample_index(folder: str, code: str) -> str:
    index = f"{folder}/index"
    source = str(ROOT / "index_data" / "corpus")
    environment = {**os.environ, "PYTHONPATH": code}
    command = [*_WENDA, "reindex", "--source", source, "--index", index]
    subprocess.run(command, env=environment, cwd=code, check=True)
    return index


def paths_of(address: str) -> dict[str, list[str]]:
    """The addresses asked for, by kind, the same ones for the same archive."""
    chance = random.Random(7)
    hits = list(_some_hits(address, chance))
    queries = [query for text, _ in hits for query in _queries(text, chance)]
    chance.shuffle(queries)
    queries = queries[:_PATHS]
    asked = [quote(query) for query in queries]
    kinds = [chance.choice(("answer", "question", "paragraph")) for _ in asked]
    return {
        "JSON": [f"/api/v1/search?q={query}" for query in asked],
        "JSON, narrowed": [
            f"/api/v1/search?q={query}&from=2000&to=2040&kind={kind}" for query, kind in zip(asked, kinds, strict=True)
        ],
        "results page": [f"/search?q={query}" for query in asked],
        "document": [f"{chance.choice(hits)[1]}?q={query}" for query in asked],
        "suggestions": [f"/api/v1/suggest?q={quote(query[: 1 + at % 4])}" for at, query in enumerate(queries)],
        "concordance": [f"/concordance?q={query}" for query in asked[:120]],
        "trends": [f"/trends?q={query}" for query in asked[120:240]],
    }


def _questions(path: Path) -> dict[str, list[str]]:
    """The addresses that ask the questions of a file, as long as a site takes them."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    random.Random(7).shuffle(texts)
    return {"questions": [f"/api/v1/search?q={quote(text[:_LONGEST])}" for text in texts[:_PATHS]]}


def _some_hits(address: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Passages from all over the archive: text, and the address of the document."""
    size, seen = 50, 0
    last = json.loads(_body(f"{address}/api/v1/search?size={size}"))["total"] // size
    pages = list(range(1, max(1, min(last, 10_000 // size)) + 1))
    chance.shuffle(pages)
    for page in pages:
        order = chance.choice(("newest", "oldest"))
        for hit in json.loads(_body(f"{address}/api/v1/search?size={size}&sort={order}&page={page}"))["hits"]:
            seen += 1
            yield hit["text"], hit["document"]["url"]
        if seen >= _PASSAGES:
            return


def _queries(text: str, chance: random.Random) -> list[str]:
    """One query out of a passage; none out of a short one."""
    runs = _HAN.findall(text)
    words = [run[at : at + 2] for run in runs for at in range(0, len(run) - 1, 2)] if runs else _WORD.findall(text)
    if len(words) < 8:
        return []
    first = chance.randrange(len(words) - 3)
    shape = chance.randrange(8)
    if shape < 3:
        return [words[first]]
    if shape < 5:
        return [" ".join(chance.sample(words, 2))]
    if shape == 5:
        return [f'"{chance.choice(runs)[:6] if runs else " ".join(text.split()[first : first + 2])}"']
    if shape == 6:
        return [" OR ".join(chance.sample(words, 2))]
    return [text[: chance.randint(16, 40)] if runs else " ".join(text.split()[: chance.randint(5, 12)])]


def _body(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:
        found: bytes = answer.read()
        return found


Client = Callable[[str, Sequence[str], int, float], Run]


def _wrk(folder: str) -> Client:
    """wrk as the client."""

    def wrk(address: str, paths: Sequence[str], connections: int, seconds: float) -> Run:
        listed, script = Path(folder, "paths.txt"), Path(folder, "load.lua")
        listed.write_text("\n".join(paths), "utf-8")
        script.write_text(_LUA % listed, "utf-8")
        threads = str(min(2, connections))
        command = ["wrk", "-t", threads, "-c", str(connections), "-d", f"{max(1, round(seconds))}s", "-s", str(script)]
        told = subprocess.run(
            [*command, "--timeout", "30s", address], capture_output=True, text=True, check=True
        ).stdout
        found = re.search(r"RESULT (.*)", told)
        if not found:
            raise SystemExit(f"wrk said nothing of its results: {told}")
        return Run(**json.loads(found[1]))

    return wrk


def threads(address: str, paths: Sequence[str], connections: int, seconds: float) -> Run:
    """Threads of this program as the client."""
    times: list[float] = []
    wrong: list[str] = []
    until = time.monotonic() + seconds

    def ask(offset: int) -> None:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        while time.monotonic() < until:
            offset += 1
            begun = time.perf_counter()
            connection.request("GET", paths[offset % len(paths)])
            answer = connection.getresponse()
            answer.read()
            times.append(1000 * (time.perf_counter() - begun))
            if answer.status != 200:
                wrong.append(paths[offset % len(paths)])

    clients = [threading.Thread(target=ask, args=(number * 97,)) for number in range(connections)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    ordered = sorted(times) or [0.0]
    at = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.99)]
    return Run(len(times), len(wrong), at[0], at[1], seconds)


def _children(process: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]


def _stat(process: int) -> list[str]:
    """The fields of /proc/<pid>/stat from the third on (proc(5))."""
    return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()


def _cpu_seconds(process: int) -> float:
    """Processor time of the server and its workers so far."""
    return sum(sum(map(int, _stat(each)[11:13])) for each in (process, *_children(process))) / _TICKS


def _age_seconds(process: int) -> float:
    up = float(Path("/proc/uptime").read_text("ascii").split()[0])
    return up - int(_stat(process)[19]) / _TICKS


def _private_mb(process: int) -> float:
    """What a process holds for itself alone: pages that it wrote. Pages of the index's files that only it has read so
    far are the system's to share or to drop."""
    rows = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    return sum(int(row.split()[1]) for row in rows if row.startswith("Private_Dirty:")) / 1024


if __name__ == "__main__":
    main()
