"""`wenda reindex`, `inspect`, `check`, `rollback`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from rich.console import Console

from indexer.check import compare, show_differences
from indexer.config import IndexerConfig
from indexer.inspect import inspect_file, show_document
from indexer.reindex import ReindexOptions
from indexer.reindex import reindex as run
from indexer.report import as_json, show
from search.analysis.analyze import Analyzer
from search.archive import configured_glossary
from search.config import Configuration
from search.engines.choose import choose
from search.errors import REBUILD, DamagedIndex, NoGeneration, StaleIndex
from search.exits import FAILURES
from search.options import config_option, index_option, search_section
from search.port.engine import Engine
from search.replies.document import document_reply
from search.replies.json_text import json_text

json_option = click.option("--json", "as_data", is_flag=True, help="Print JSON.")
source_option = click.option(
    "--source",
    "sources",
    metavar="DIR",
    multiple=True,
    help="Source folder; repeat for several (default: indexer.sources).",
)


@click.command()
@source_option
@index_option
@config_option
@click.option("--full", is_flag=True, help="Read every file again and build from nothing.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, write nothing.")
@click.option("--allow-shrink", is_flag=True, help="Let more than half of the known documents go.")
@click.option("--jobs", type=click.IntRange(min=0), help="Processes (0: one for each processor).")
@json_option
@click.pass_obj
def reindex(
    configuration: Configuration,
    sources: tuple[str, ...],
    index: str | None,
    full: bool,
    dry_run: bool,
    allow_shrink: bool,
    jobs: int | None,
    as_data: bool,
) -> None:
    """Read the sources and publish a new generation of the index; what is served stays until the switch.

    \b
    Exits 0 all good (nothing changed: nothing is written), 1 some files failed (each is named), 2 a source is missing
    or empty, 69 the engine does not answer, 70 nothing could be published, 75 another run is at work.
    """
    section, searching = configuration.section(IndexerConfig), search_section(configuration, index)
    options = ReindexOptions(
        sources=sources or section.sources,
        index=Path(searching.index),
        keep=searching.keep,
        user_words=searching.user_words,
        glossary=configured_glossary(searching),
        jobs=section.jobs if jobs is None else jobs,
        full=full,
        dry_run=dry_run,
        allow_shrink=allow_shrink,
    )
    report = run(choose(searching), options, sys.stderr)
    click.echo(json.dumps(as_json(report), ensure_ascii=False) if as_data else show(report))
    sys.exit(report.exit_code)


@click.command()
@click.argument("file", metavar="FILE")
@config_option
@json_option
def inspect(file: str, as_data: bool) -> None:
    """Show how one file is read and split into turns, passages, cards and page furniture.

    For a page that looks wrong in the search: every line is printed with what it was taken for.
    """
    inspected = inspect_file(Path(file))
    if as_data:
        click.echo(json_text({"documents": [document_reply(document) for document in inspected.documents]}))
    else:
        console = Console(highlight=False, soft_wrap=True)
        for document in inspected.documents:
            show_document(document, console)
    for failure in inspected.failures:
        click.echo(f"FAILED {failure.name}: {failure.reason}\n       {failure.mend}", err=True)
    if inspected.failures:
        sys.exit(FAILURES)


@click.command()
@source_option
@index_option
@config_option
@json_option
@click.pass_obj
def check(configuration: Configuration, sources: tuple[str, ...], index: str | None, as_data: bool) -> None:
    """Compare the index with the files: missing, stale, orphaned. Exits 1 when they differ."""
    searching = search_section(configuration, index)
    snapshot = choose(searching).open()
    try:
        sources = sources or configuration.section(IndexerConfig).sources
        differences = compare(snapshot, sources, Path(searching.index))
    finally:
        snapshot.close()
    click.echo(json.dumps(differences.as_json(), ensure_ascii=False) if as_data else show_differences(differences))
    if differences.any:
        sys.exit(FAILURES)


@click.command()
@index_option
@config_option
@click.pass_obj
def rollback(configuration: Configuration, index: str | None) -> None:
    """Serve an earlier generation again: the newest of those before the present one that can be opened.

    One that is damaged, or was written by another version of the analysis or of the format, is passed over and named
    with the reason. Exits 70 when there is none to go back to; what is served then stays.
    """
    searching = search_section(configuration, index)
    engine = choose(searching, Analyzer(searching.user_words).fingerprint)
    present = _present(engine)
    earlier = [generation.name for generation in engine.generations() if not present or generation.name < present]
    if not earlier:
        raise NoGeneration("there is no earlier generation to go back to", "run: wenda reindex")
    for name in reversed(earlier):
        try:
            engine.switch(name)
        except (StaleIndex, DamagedIndex) as error:
            click.echo(f"passed over: {error.problem}", err=True)
        else:
            click.echo(f"serving generation {name} again (was {present or 'not to be read'})")
            return
    raise NoGeneration("no earlier generation can be opened; what was served still is", REBUILD)


def _present(engine: Engine) -> str | None:
    """The name of the served generation; None when it cannot be read."""
    try:
        return engine.current()
    except DamagedIndex:
        return None
