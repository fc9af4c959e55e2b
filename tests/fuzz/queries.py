"""Hostile queries put to the site.

`python -m tests.fuzz.queries 100000` puts so many to the search endpoint and a tenth as many to everything else that
takes a query, and tells the slowest and whether memory grew; `--index` names an index to ask instead of a small archive
in memory.
"""

from __future__ import annotations

import random
import resource
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlencode

import click
from flask.testing import FlaskClient

from search.archive import Archive, open_archive
from search.config import SearchConfig
from search.exports.formats import FORMATS
from search.links import PARAMETERS
from tests.build import answer, archive_of, document, question, statement
from tests.fuzz.grammar import SEED, queries
from web.app import create_app
from web.config import WebConfig

SLOWEST_S = 2.0  # no query may take longer
ALLOWED = (200, 400, 404)  # 404: a document that is not there
WARM = 0.2  # of a run; what memory holds by then it may hold, but not much more
GROWTH_KB = 65_536  # of the process; half of it is what the tables of a language cost that nobody asked for before
SEARCH = "/api/v1/search"
# What else takes a query: the path, how the query is called there, and what else is needed.
OTHERS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("/search", "q", {}),
    ("/concordance", "q", {}),
    ("/api/v1/concordance", "q", {}),
    ("/trends", "q", {}),
    ("/api/v1/trends", "q", {}),
    ("/api/v1/suggest", "q", {}),
    ("/api/v1/suggest", "q", {"format": "opensearch"}),
    ("/feed.atom", "q", {}),
    *(("/export", "q", {"format": name, "of": of.value}) for name, row in FORMATS.items() for of in row.contents),
    ("/api/v1/export", "q", {"format": "jsonl", "limit": "3"}),
    ("/search", "speaker", {}),
    ("/search", "doc", {}),
    ("/search", "number", {}),
    ("/feed.atom", "answerer", {}),
)
_VALUES = ("zh", "pt-BR", "question", "relevance", "newest", "exact", "1", "0", "-1", "9999", "2031-02-30", "2031", "x" * 301, "", "\0")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its address and what came of it."""

    address: str
    status: int
    seconds: float


@dataclass
class Tally:
    """What many requests came to; `wrong` are those that should not be so."""

    statuses: Counter[int] = field(default_factory=Counter)
    slowest: Asked = Asked("", 0, 0.0)
    wrong: list[Asked] = field(default_factory=list)

    def add(self, asked: Asked) -> None:
        """Count a request."""
        self.statuses[asked.status] += 1
        self.slowest = max(self.slowest, asked, key=lambda each: each.seconds)
        if asked.status not in ALLOWED or asked.seconds > SLOWEST_S:
            self.wrong.append(asked)


def addresses(seed: int = SEED) -> Iterator[str]:
    """Requests to the search endpoint: a hostile query, and sometimes hostile parameters beside it."""
    rng = random.Random(seed)
    for text in queries(seed):
        args = [("q", text)]
        while rng.random() < 0.3:
            args.append((rng.choice(PARAMETERS) if rng.random() < 0.95 else "colour", rng.choice(_VALUES)))
        yield f"{SEARCH}?{_encoded(args, rng)}"


def other_addresses(document_id: str, seed: int = SEED) -> Iterator[str]:
    """Requests to everything else that takes a query, one after another, a document to read among them."""
    rng = random.Random(seed)
    for number, text in enumerate(queries(seed)):
        path, name, args = (*OTHERS, (f"/doc/{document_id}", "q", {}))[number % (len(OTHERS) + 1)]
        yield f"{path}?{_encoded([(name, text), *args.items()], rng)}"


def _encoded(args: list[tuple[str, str]], rng: random.Random) -> str:
    return urlencode(args, errors="surrogatepass" if rng.random() < 0.5 else "replace")


def put(client: FlaskClient, address: str) -> Asked:
    """Ask once, and read the answer to its end."""
    started = time.process_time()
    with client.get(address) as answered:
        answered.get_data()
        status = answered.status_code
    return Asked(address, status, time.process_time() - started)


def small_archive() -> Archive:
    """A few pages in which some of the pieces stand."""
    return archive_of(
        document(
            "zh", statement("渔业部说配额不变，鱼类照旧。舍利弗。"), question("配额呢？", "记者"), answer("不变。")
        ),
        document("pt", statement("A quota da cooperação, às 10:30."), lang="pt", cards=["a@example.org +55 11 5555"]),
        document("ru", statement("Рыба и ёлка."), lang="ru", date="2031-01-02"),
    )


def _resident_kb() -> int:
    """The most memory that the process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@click.command()
@click.argument("count", type=int, default=100_000)
@click.option("--seed", type=int, default=SEED, show_default=True)
@click.option("--index", default="", help="Folder of an index to ask.")
def main(count: int, seed: int, index: str) -> None:
    """Put COUNT hostile queries to the search endpoint, and a tenth as many to what else takes one. Exit 1 when one is
    slow or an error of the server, or when memory grows."""
    archive = open_archive(SearchConfig(index=index)) if index else small_archive()
    click.echo(f"generation {archive.generation}", err=True)
    client = create_app(archive, WebConfig()).test_client()
    page = archive.overview().newest[0].id
    failed = False
    for name, made, share in (("search", addresses(seed), count), ("others", other_addresses(page, seed), count // 10)):
        tally, warm = Tally(), 0
        for number, address in enumerate(islice(made, share)):
            tally.add(put(client, address))
            if number == int(share * WARM):
                warm = _resident_kb()
        grown = _resident_kb() - warm
        _tell(name, seed, tally, grown)
        failed = failed or bool(tally.wrong) or grown > GROWTH_KB
    raise SystemExit(1 if failed else 0)


def _tell(name: str, seed: int, tally: Tally, grown: int) -> None:
    """One line of what came of it, and the addresses that went wrong."""
    counts = dict(sorted(tally.statuses.items()))
    click.echo(
        f"{name}: {tally.statuses.total()} requests, seed {seed}: {counts}, slowest "
        f"{tally.slowest.seconds * 1000:.0f} ms, memory +{grown // 1024} MB after the first fifth"
    )
    for one in (*tally.wrong[:10], tally.slowest):
        click.echo(f"{one.status} {one.seconds:.2f} s {one.address[:300]}", err=True)


if __name__ == "__main__":
    main()
