"""Suggestions at scale: how long the table takes to build and open, how much memory it holds, how fast it answers, and
what the index of deletions saves against measuring every word.

`python -m bench.suggest [--passages N]` reads the bulk passages beside the checkout; it prints medians and the worst
of each kind of question, and the machine.
"""

from __future__ import annotations

import platform
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bench.speed.corpus import read
from bench.speed.measure import write
from bench.speed.ours import RIVAL
from search.analysis.analyze import Analyzer
from search.analysis.fold import plain_text
from search.engines.whoosh.engine import WhooshEngine
from search.glossary.load import load_glossary
from search.query.parse import parse
from search.suggest.build import build_table
from search.suggest.complete import complete
from search.suggest.spell import Spelling, corrected
from search.suggest.symspell import distance, one_edit_away
from search.suggest.table import EMPTY, Table, pack_table, unpack_table

SHARED = Path(__file__).resolve().parents[2] / "shared"
QUESTIONS = 300


def timed(run: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    started = time.perf_counter()
    run()
    return (time.perf_counter() - started) * 1000


def told(name: str, times: Iterable[float]) -> None:
    """A line of median, 95th of a hundred, and worst."""
    ordered = sorted(times)
    middle, most = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    click.echo(f"{name:32} median {middle:7.3f} ms   p95 {most:7.3f}   worst {ordered[-1]:7.3f}   n {len(ordered)}")


def completing(table: Table, chance: random.Random) -> None:
    """Beginnings of words and of their pinyin, one to six characters long."""
    rows = [table.row(chance.randrange(len(table))) for _ in range(QUESTIONS)]
    for name, texts in (
        ("characters and letters", [row.text for row in rows]),
        ("pinyin", [row.pinyin[0].replace(" ", "") for row in rows if row.pinyin]),
    ):
        for size in (1, 2, 4):
            told(f"{name}, first {size}", (timed(partial(complete, table, text[:size])) for text in texts))


def _correct(spelling: Spelling, word: str) -> None:
    corrected(spelling, word, parse(word).tree, 0, lambda texts: [1] * len(texts))


def correcting(table: Table, spelling: Spelling, chance: random.Random) -> None:
    """Words with one character lost, as queries that found nothing; then the same by measuring every word."""
    rows = [table.row(chance.randrange(len(table))) for _ in range(QUESTIONS)]
    letters = [row for row in rows if not row.pinyin and len(row.text) > 5 and row.text.isalpha()]
    for name, chosen in (("letters", letters), ("characters", [row for row in rows if row.pinyin])):
        wrong = [row.text[:2] + row.text[3:] if row in letters else row.text[:-1] + "曰" for row in chosen]
        told(f"corrections, {name}", (timed(partial(_correct, spelling, word)) for word in wrong))
    words = [plain_text(row.text) for row in letters][:20]
    every = [plain_text(row.text) for row in map(table.row, range(len(table))) if not row.pinyin]
    told("distance 2 by deletions", (timed(partial(_looked_up, table, word)) for word in words))
    told("distance 2, every word measured", (timed(partial(_measured, every, word)) for word in words[:3]))


def _looked_up(table: Table, word: str) -> object:
    return table.near.candidate_rows(one_edit_away(word))


def _measured(every: list[str], word: str) -> object:
    return [distance(word, one) for one in every]


@click.command()
@click.option("--passages", default=100_000, show_default=True)
def main(passages: int) -> None:
    """Build, open, ask."""
    analyzer, chance = Analyzer(), random.Random(3)
    with TemporaryDirectory() as folder:
        write(RIVAL, Path(folder), iter(read(SHARED, passages)))
        snapshot = WhooshEngine(Path(folder)).open()
        started = time.perf_counter()
        first = build_table(snapshot, analyzer, load_glossary(), EMPTY)
        click.echo(f"build {time.perf_counter() - started:.1f} s, {len(first)} rows from {passages} passages")
        started = time.perf_counter()
        build_table(snapshot, analyzer, load_glossary(), first, snapshot)
        click.echo(f"build upon a former table {time.perf_counter() - started:.1f} s")
        data = pack_table(first)
        tracemalloc.start()
        opening = timed(lambda: unpack_table(data))
        table = unpack_table(data)
        held = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        click.echo(f"file {len(data) / 1e6:.1f} MB, opened in {opening:.1f} ms, holds {held / 1e6:.1f} MB")
        completing(table, chance)
        correcting(table, Spelling(table, snapshot.frequencies, analyzer.words), chance)
    click.echo(f"{platform.machine()}, Python {platform.python_version()}")


if __name__ == "__main__":
    main()
