"""How well questions find their passage: `python -m bench.relevance [--data DIR] [--sets NAME...] [--limit N]`.

Each set is run as its README says: every passage is a record with one answer turn and nothing else, indexed by the
real run with the default configuration; the query goes to the archive as a person would type it, cut at 256
characters; hits are taken per record. Prints MRR@10 and Recall@10 with their standard errors, beside Lucene 8.7 and
the target (both of the whole set; the queries here are its dev half), and how many queries found nothing.

For sets in Chinese it also quotes random Han runs of two to six characters and compares what is found with the
passages that hold them: recall and precision must be 1.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import re
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

from indexer.reindex import ReindexOptions, reindex
from search.analysis.fold import fold
from search.archive import Archive, open_archive
from search.config import SearchConfig
from search.engines.choose import choose
from search.request import SearchRequest
from search.scripts import HAN

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "relevance"
QUERY_CHARS = 256
TOP = 10
LITERAL_RUNS = 200
PAGE = 100  # hits of a literal run that are looked at one by one; the others are counted
# A search is never cut short here: this measures order, not speed.
DEADLINE_MS = 600_000

# Set -> best Lucene 8.7 chain and target, each MRR@10 / Recall@10, on the whole set (measured before the first line).
KNOWN: Mapping[str, tuple[str, str]] = {
    "cmrc2018_zh": (".9764/.9976", ".983/.998"),
    "xquad_zh": (".9537/.9924", ".958/.993"),
    "mfa_turns_zh": (".4419/.6501", ".448/.657"),
    "squadpt_sample": (".7661/.9273", ".772/.930"),
    "pira_pt": (".8492/.9447", ".850/.945"),
    "acervo_title_pt": (".7588/.8947", ".764/.900"),
    "xquad_ru": (".9420/.9899", ".942/.988"),
    "xquad_en": (".9546/.993", ".963/.993"),
}


@dataclass(frozen=True, slots=True)
class Query:
    """A question and the ids of the passages that answer it."""

    text: str
    gold: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """Reciprocal ranks and recalls, one a query; how many found nothing."""

    ranks: tuple[float, ...]
    recalls: tuple[float, ...]
    empty: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="folder that holds the sets")
    parser.add_argument("--sets", nargs="*", default=[], help="names of sets (default: all)")
    parser.add_argument("--limit", type=int, default=0, help="at most so many queries a set, evenly taken")
    parser.add_argument("--jobs", type=int, default=0, help="processes for indexing")
    options = parser.parse_args()
    names = options.sets or sorted(path.name for path in options.data.iterdir() if path.is_dir())
    print(
        f"{'set':22} {'queries':>7}  {'MRR@10':>14} {'Recall@10':>14}  empty"
        f"  {'Lucene':>13} {'target':>11}  index/query"
    )
    for name in names:
        _report(name, options.data / name, options.limit, options.jobs)


def _report(name: str, folder: Path, limit: int, jobs: int) -> None:
    passages = {str(row["id"]): str(row["text"]) for row in _rows(folder / "passages.jsonl.gz")}
    queries = [Query(row["text"], frozenset(row["gold"])) for row in _rows(folder / "queries.jsonl.gz")]
    queries = queries[:: max(1, len(queries) // limit)] if limit else queries
    with tempfile.TemporaryDirectory() as place:
        began = time.perf_counter()
        archive = build(passages, Path(place), jobs)
        indexed = time.perf_counter() - began
        began = time.perf_counter()
        score = run(archive, queries)
        asked = (time.perf_counter() - began) / max(1, len(queries)) * 1000
        lucene, target = KNOWN.get(name, ("", ""))
        print(
            f"{name:22} {len(queries):7}  {_mean(score.ranks)} {_mean(score.recalls)}  {score.empty:5}"
            f"  {lucene:>13} {target:>11}  {indexed:.0f} s/{asked:.1f} ms",
            flush=True,
        )
        if "zh" in name.rpartition("to_")[2]:
            recall, precision = literal_runs(archive, passages)
            print(f"{'':22} literal runs: recall {recall:.4f}, precision {precision:.4f}", flush=True)
        archive.close()


def build(passages: Mapping[str, str], place: Path, jobs: int) -> Archive:
    """An archive of one record a passage, under `place`. Raises RuntimeError when a record could not be read."""
    source = place / "source"
    source.mkdir()
    with (source / "records.jsonl").open("w", encoding="utf-8") as out:
        for key, text in passages.items():
            out.write(json.dumps({"id": key, "turns": [{"role": "answer", "text": text}]}, ensure_ascii=False) + "\n")
    section = SearchConfig(index=str(place / "index"), deadline_ms=DEADLINE_MS)
    report = reindex(choose(section), ReindexOptions((str(source),), place / "index", jobs=jobs), io.StringIO())
    if report.exit_code:
        raise RuntimeError(f"indexing failed: {report}")
    return open_archive(section)


def run(archive: Archive, queries: Sequence[Query]) -> Score:
    """Every query, its first ten records."""
    ranks, recalls, empty = [], [], 0
    for query in queries:
        results = archive.search(SearchRequest(text=query.text[:QUERY_CHARS], size=TOP))
        keys = list(dict.fromkeys(item.document.key for item in results.items))
        rank = next((1 / at for at, key in enumerate(keys, start=1) if key in query.gold), 0.0)
        ranks.append(rank)
        recalls.append(len(query.gold.intersection(keys)) / len(query.gold))
        empty += not results.total
    return Score(tuple(ranks), tuple(recalls), empty)


def literal_runs(archive: Archive, passages: Mapping[str, str]) -> tuple[float, float]:
    """Mean recall and precision of quoted Han runs of 2 to 6 characters, taken anywhere from the passages."""
    folded = {key: [fold(line).text for line in text.split("\n")] for key, text in passages.items()}
    runs = [found for lines in folded.values() for line in lines for found in re.findall(f"[{HAN}]{{2,}}", line)]
    chance = random.Random(1)
    recalls, precisions = [], []
    for _ in range(LITERAL_RUNS):
        source = chance.choice(runs)
        size = chance.randint(2, min(6, len(source)))
        start = chance.randint(0, len(source) - size)
        wanted = source[start : start + size]
        true = {key for key, lines in folded.items() if any(wanted in line for line in lines)}
        results = archive.search(SearchRequest(text=f'"{wanted}"', size=PAGE))
        wrong = sum(item.document.key not in true for item in results.items)
        recalls.append(min(1.0, (results.total - wrong) / len(true)))
        precisions.append(min(1.0, len(true) / max(1, results.total)) * (1 - wrong / max(1, len(results.items))))
    return fmean(recalls), fmean(precisions)


def _mean(values: Sequence[float]) -> str:
    """Mean and standard error."""
    error = stdev(values) / sqrt(len(values)) if len(values) > 1 else 0.0
    return f"{fmean(values):.4f} ±{error:.4f}"


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    # Any: the rows are JSON of two shapes, read by key above.
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


if __name__ == "__main__":
    main()
