"""`wenda export`."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from search.archive import open_archive
from search.config import Configuration
from search.exports.formats import FORMATS, FileContent, export
from search.exports.provenance import Provenance
from search.options import config_option, index_option, search_section
from search.search_options import request_of, search_options


@click.command("export")
@click.argument("query", nargs=-1)
@click.option(
    "--format",
    "name",
    type=click.Choice(list(FORMATS)),
    required=True,
    help="csv, xlsx, jsonl: one entry a hit; md, tei, akn: the documents that hold one.",
)
@click.option(
    "--of", type=click.Choice([of.value for of in FileContent]), help="What jsonl and md hold: either is possible."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="File to write (default: standard output).")
@click.option("--base-url", default="", metavar="URL", help="The site's address, so that links in the file are whole.")
@search_options
@index_option
@config_option
@click.pass_obj
def export_command(
    configuration: Configuration,
    /,
    query: tuple[str, ...],
    name: str,
    of: str | None,
    output: str | None,
    base_url: str,
    index: str | None,
    **options: Any,  # those of `search_options`
) -> None:
    """Write all that a search finds to a file.

    \b
    QUERY and filters are those of `wenda search`; without a query, everything under the filters:
      wenda export 渔业 --lang zh --format csv -o fisheries.csv
      wenda export --genre interview --format tei -o interviews.tei.xml
      wenda export --source 秘书处 --format jsonl --of documents -o pages.jsonl
    A .jsonl file of documents can be read again by `wenda reindex`.
    """
    chosen = FORMATS[name]
    if of is not None and of not in chosen.contents:
        raise click.UsageError(f"--of {of} does not go with --format {name}, which holds {chosen.default}")
    if output is None and name == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("an Excel file is no text for a terminal: name a file with -o")
    archive = open_archive(search_section(configuration, index))
    request = request_of(" ".join(query), 1, 1, options)
    today = datetime.date.today().isoformat()
    provenance = Provenance(base_url, request.text, today, archive.generation, bool(request.group))
    pieces = export(chosen, archive, request, provenance, FileContent(of) if of else None)
    if output is None:
        _print(pieces)
    else:
        _save(pieces, Path(output))


def _print(pieces: Iterator[bytes]) -> None:
    """To standard output; a reader that has seen enough (`| head`) ends the export quietly."""
    stream = sys.stdout.buffer
    try:
        for piece in pieces:
            stream.write(piece)
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _save(pieces: Iterator[bytes], path: Path) -> None:
    """To a file that appears only when it is whole. Raises UsageError where that cannot be written."""
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as stream:
            for piece in pieces:
                stream.write(piece)
        unfinished.replace(path)
    except OSError as error:
        raise click.UsageError(f"{path}: {error.strerror}; name a file in a folder you may write to") from error
    finally:
        unfinished.unlink(missing_ok=True)
