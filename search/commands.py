"""`wenda search`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click
from rich.console import Console

from search.archive import open_archive
from search.config import Configuration
from search.dates import parse_date
from search.model import Genre, Kind, Role
from search.options import config_option, index_option, search_section
from search.port.lookup import Sort
from search.printed import printed
from search.reply import reply
from search.request import Match, SearchRequest

MOST_SIZE = 100
_Command = Callable[..., Any]  # what click decorates: its parameters are the options


def _date(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """The ISO form of a date, as precise as given; empty when none is."""
    date = parse_date(value or "")
    if value and not date:
        raise click.BadParameter(f"{value!r} is not a date such as 2031, 2031-09 or 2031-09-18", ctx, param)
    return date


def _choices(*values: str) -> click.Choice[str]:
    return click.Choice(values)


_FILTERS: tuple[Callable[[_Command], _Command], ...] = (
    click.option("--lang", multiple=True, metavar="TAG", help="Language of the passage: zh, zh-Hant, pt, ru; repeat."),
    click.option("--kind", multiple=True, type=_choices(*(kind.value for kind in Kind)), help="Kind of passage."),
    click.option("--genre", multiple=True, type=_choices(*(genre.value for genre in Genre)), help="Kind of document."),
    click.option("--speaker", multiple=True, metavar="NAME", help="Who asked or answered."),
    click.option("--asker", multiple=True, metavar="NAME", help="Who asked."),
    click.option("--answerer", multiple=True, metavar="NAME", help="Who answered."),
    click.option("--role", type=_choices("question", "answer"), help="Search in questions or in answers alone."),
    click.option("--place", multiple=True, metavar="PLACE", help="Where it was said."),
    click.option("--source", multiple=True, metavar="NAME", help="Who published it."),
    click.option("--number", default="", metavar="NUMBER", help="The document's number."),
    click.option("--doc", default="", metavar="ID", help="One document."),
    click.option("--from", "date_from", callback=_date, metavar="DATE", help="Not before: 2031, 2031-09, 2031-09-18."),
    click.option("--to", "date_to", callback=_date, metavar="DATE", help="Not after, that day included."),
    click.option(
        "--match",
        type=_choices(*(match.value for match in Match)),
        default=Match.ALL.value,
        show_default=True,
        help="The characters themselves, word forms too, or names in other languages too.",
    ),
    click.option("--noexp", multiple=True, metavar="ID", help="Switch off the other names of one entity."),
    click.option(
        "--sort", type=_choices(*(sort.value for sort in Sort)), default=Sort.RELEVANCE.value, show_default=True
    ),
    click.option("--group", type=_choices("document"), default=None, help="One hit for each document."),
)


def filters(command: _Command) -> _Command:
    """The options that say what is searched, shared by every command that searches."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def request_of(text: str, page: int, size: int, options: dict[str, Any]) -> SearchRequest:
    """The search that the options of `filters` ask for. Any: click hands over text, tuples of text, or None."""
    given = {name: value for name, value in options.items() if value is not None}
    for name, kind in (("role", Role), ("match", Match), ("sort", Sort)):
        if name in given:
            given[name] = kind(given[name])
    return SearchRequest(text=text, page=page, size=size, **given)


@click.command()
@click.argument("query", nargs=-1)
@filters
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
    **options: Any,  # those of `filters`
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
        click.echo(json.dumps(reply(results), ensure_ascii=False, indent=1))
        return
    console = Console(highlight=False, soft_wrap=True)
    for line in printed(results):
        console.print(line)
