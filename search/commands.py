"""`wenda search`."""

from __future__ import annotations

from typing import Any

import click
from rich.console import Console

from search.archive import open_archive
from search.config import Configuration
from search.options import config_option, index_option, search_section
from search.printed import printed
from search.replies.json_text import json_text
from search.replies.search import search_reply
from search.search_options import request_of, search_options

MOST_SIZE = 100


@click.command()
@click.argument("query", nargs=-1)
@search_options
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True)
@click.option("--size", type=click.IntRange(1, MOST_SIZE), default=10, show_default=True, help="Hits on a page.")
@click.option("--json", "as_data", is_flag=True, help="Print what the endpoint /api/v1/search returns.")
@index_option
@config_option
@click.pass_obj
def search(
    configuration: Configuration,
    /,
    query: tuple[str, ...],
    page: int,
    size: int,
    as_data: bool,
    index: str | None,
    **options: Any,  # those of `search_options`
) -> None:
    """Search the archive.

    \b
    QUERY is as in the search box. Quote it for the shell where it holds quotes, brackets or a minus:
      wenda search 渔业 配额
      wenda search '"quota de atum" -baleia from:2025'
      wenda search --answerer 'Ana Marlo' --lang pt atum
    """
    archive = open_archive(search_section(configuration, index))
    results = archive.search(request_of(" ".join(query), page, size, options))
    if as_data:
        click.echo(json_text(search_reply(results), 1))
        return
    console = Console(highlight=False, soft_wrap=True)
    for line in printed(results):
        console.print(line)
