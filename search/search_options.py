"""The options that say what is searched, shared by every command that searches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from search.dates import parse_date
from search.filters import FILTERS, Filter, Filters, ValueKind
from search.port.lookup import Sort
from search.request import Match, SearchRequest

_Command = Callable[..., Any]  # what click decorates: its parameters are the options
_METAVARS = {
    ValueKind.TAG: "TAG",
    ValueKind.PERSON: "NAME",
    ValueKind.FIRST_DATE: "DATE",
    ValueKind.LAST_DATE: "DATE",
}


def _date(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """The ISO form of a date, as precise as given; empty when none is."""
    date = parse_date(value or "")
    if value and not date:
        raise click.BadParameter(f"{value!r} is not a date such as 2031, 2031-09 or 2031-09-18", ctx, param)
    return date


def _option(row: Filter) -> Callable[[_Command], _Command]:
    return click.option(
        f"--{row.argument}",
        row.name,
        multiple=row.many,
        type=click.Choice([str(value) for value in row.values]) if row.values else str,
        callback=_date if row.is_date else None,
        metavar=None if row.values else _METAVARS.get(row.kind, row.name.upper()),
        help=f"{row.about[0].upper()}{row.about[1:]}.",
    )


_OPTIONS: tuple[Callable[[_Command], _Command], ...] = (
    *(_option(row) for row in FILTERS if row.has_option),
    click.option(
        "--match",
        type=click.Choice([match.value for match in Match]),
        default=Match.ALL.value,
        show_default=True,
        help="The characters themselves, word forms too, or names in other languages too.",
    ),
    click.option("--noexp", multiple=True, metavar="ID", help="Switch off the other names of one entity."),
    click.option(
        "--sort",
        type=click.Choice([sort.value for sort in Sort]),
        default=Sort.RELEVANCE.value,
        show_default=True,
    ),
    click.option("--group", type=click.Choice(["document"]), help="One hit for each document."),
)


def search_options(command: _Command) -> _Command:
    """Give a command these options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def request_of(text: str, page: int, size: int, options: dict[str, Any]) -> SearchRequest:
    """The search that the options ask for. Any: click hands over text, tuples of text, or None."""
    return SearchRequest(
        text,
        Filters(**{row.name: options[row.name] for row in FILTERS if row.has_option}),
        match=Match(options["match"]),
        noexp=options["noexp"],
        sort=Sort(options["sort"]),
        group=options["group"] or "",
        page=page,
        size=size,
    )
