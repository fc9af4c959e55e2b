"""Hostile queries, from a seed: what a grammar of operators, scripts and broken input makes, and what once broke others.

`python -m tests.fuzz.queries 100000` puts so many to the endpoint and tells the slowest; `--index` names an index to
ask instead of a small archive in memory.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import click
from flask.testing import FlaskClient

from search.archive import Archive, open_archive
from search.config import SearchConfig
from search.links import PARAMETERS
from tests.build import answer, archive_of, document, question, statement
from web.app import create_app
from web.config import WebConfig

SLOWEST_S = 2.0  # no query may take longer
SEED = 20310918
PIECES = (
    "OR", "AND", "NOT", "或", "OU", "ИЛИ", "NEAR/3", "NEAR/0", "NEAR/99999", "(", ")", "（", "）", '"', "“", "”", "«", "»",
    "「", "」", "-", "－", "--", "*", "＊", "?", "~", "^2", "[a TO z]", "{a TO b}", "id:*", "*:*", ":", "：", "speaker:", "发言人:", "from:",
    "to:", "from:2031", "to:2030-05", "from:0000", "lang:zh", "number:", "foo:", "a", "b", "的", "quota", "quot*", "cooperação",
    "cooperac\u0327a\u0303o", "鱼", "渔业部", "配额", "舍利 -舍利弗", "12", "10:30", "+55", "(11)", "https://x.y/z", "рыба", "Ёлка",
    "\u200b", "\u202e", "\ufeff", "\u0301", "\U0001f41f", "𠮷", "'", "，", "。", "《", "|", "\\", "/", "&&", "||", "!", "<script>", "%00",
    "${x}", "{{7*7}}", "\x00", "\x1b[31m", "\t", "\n", "\r\n", "\ud800", "ﬁ", "Ｑ",
)  # fmt: skip
GIANTS = (
    "(" * 1000, "NOT " * 1000, "-" * 1000, '"' * 999, "“" + "渔" * 800 + "”", "渔业配额 " * 4000, "a OR " * 500, "a AND " * 500,
    "((((" * 50 + "a" + "))))" * 50, "*" * 500, "a* " * 200, "a NEAR/5 " * 100 + "b", "speaker:" * 200, "from:" * 200,
    "渔" * 20_000, "e" + "\u0301" * 5000, "\U0001f41f" * 3000, "的 " * 300, "1" * 5000, "-a " * 300, '"a" ' * 300, "\\" * 2000,
    "(a OR (b AND (c OR (d AND (e OR (f AND (g OR (h AND (i OR j)))))))))", "渔业 -" + "渔业部" * 80, "quota* cooperação* " * 60,
)  # fmt: skip
_GLUE = (" ", " ", "", "　", "\n")
_VALUES = (
    "zh",
    "pt-BR",
    "question",
    "relevance",
    "newest",
    "exact",
    "1",
    "0",
    "-1",
    "9999",
    "2031-02-30",
    "2031",
    "x" * 301,
    "",
    "\0",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its address and what came of it."""

    address: str
    status: int
    seconds: float


def queries(seed: int = SEED) -> Iterator[str]:
    """Texts without end: first the giants, then random sentences of the grammar, now and then of any characters."""
    yield from GIANTS
    rng = random.Random(seed)
    while True:
        if rng.random() < 0.1:
            yield "".join(_any_character(rng) for _ in range(rng.randint(0, 300)))
            continue
        glue = rng.choice(_GLUE)
        size = rng.randint(1, 14) if rng.random() < 0.95 else rng.randint(15, 400)
        yield "".join(rng.choice(PIECES) + (glue if rng.random() < 0.7 else "") for _ in range(size))


def addresses(seed: int = SEED) -> Iterator[str]:
    """Requests to the search endpoint: a hostile query, and sometimes hostile parameters beside it."""
    rng = random.Random(seed)
    for text in queries(seed):
        args = [("q", text)]
        while rng.random() < 0.3:
            args.append((rng.choice(PARAMETERS)[0] if rng.random() < 0.95 else "colour", rng.choice(_VALUES)))
        yield "/api/v1/search?" + urlencode(args, errors="surrogatepass" if rng.random() < 0.5 else "replace")


def put(client: FlaskClient, address: str) -> Asked:
    """Ask once."""
    started = time.perf_counter()
    status = client.get(address).status_code
    return Asked(address, status, time.perf_counter() - started)


def small_archive() -> Archive:
    """A few pages in which some of the pieces stand."""
    return archive_of(
        document(
            "zh", statement("渔业部说配额不变，鱼类照旧。舍利弗。"), question("配额呢？", "记者"), answer("不变。")
        ),
        document("pt", statement("A quota da cooperação, às 10:30."), lang="pt", cards=["a@example.org +55 11 5555"]),
        document("ru", statement("Рыба и ёлка."), lang="ru", date="2031-01-02"),
    )


def _any_character(rng: random.Random) -> str:
    return chr(rng.choice((rng.randint(0, 126), rng.randint(0x2000, 0x9FFF), rng.randint(0, 0x10FFFF))))


@click.command()
@click.argument("count", type=int, default=100_000)
@click.option("--seed", type=int, default=SEED, show_default=True)
@click.option("--index", default="", help="Folder of an index to ask.")
def main(count: int, seed: int, index: str) -> None:
    """Put COUNT hostile queries to the endpoint. Exit 1 when one of them is slow or an error of the server."""
    archive = open_archive(SearchConfig(index=index)) if index else small_archive()
    click.echo(f"generation {archive.generation}", err=True)
    client = create_app(archive, WebConfig()).test_client()
    asked = [put(client, address) for address, _ in zip(addresses(seed), range(count), strict=False)]
    slowest = max(asked, key=lambda one: one.seconds)
    wrong = [one for one in asked if one.status not in (200, 400) or one.seconds > SLOWEST_S]
    statuses = {status: sum(one.status == status for one in asked) for status in sorted({one.status for one in asked})}
    click.echo(f"{len(asked)} requests, seed {seed}: {statuses}, slowest {slowest.seconds * 1000:.0f} ms")
    for one in wrong[:10]:
        click.echo(f"{one.status} {one.seconds:.1f} s {one.address[:300]}", err=True)
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
