"""The front door: one command, put together from the three packages."""

from __future__ import annotations

import sys
from importlib.metadata import version

import click

from indexer.commands import check, inspect, reindex, rollback
from indexer.config import IndexerConfig
from search.commands import search
from search.config import Configuration, SearchConfig
from search.doctor import examine
from search.errors import WendaError
from search.exits import FAILURES, exit_code
from search.export_command import export_command
from search.options import config_option, index_option, search_section
from web.commands import serve
from web.config import WebConfig

# Every command checks all of them before it begins, also those of the packages that it does not use.
SECTIONS = {"indexer": IndexerConfig, "search": SearchConfig, "web": WebConfig}


@click.group(context_settings={"help_option_names": ["-h", "--help"], "obj": SECTIONS})
@click.version_option(version("wenda"), prog_name="wenda")
def cli() -> None:
    """Wenda (问答) searches archives of press conferences, interviews and statements in Chinese and Portuguese.

    \b
    Begin with a folder of saved pages (.txt .html .htm .md .json .jsonl):
      wenda inspect page.html            how one page is read and split into turns
      wenda reindex --source my-pages    build the index, or bring it up to date
      wenda serve                        the search site on http://127.0.0.1:8000
      wenda search 渔业 配额              the same search, in the terminal

    Settings stand in wenda.yaml; `wenda COMMAND --help` says more about each command.
    """


@cli.command()
@config_option
@index_option
@click.pass_obj
def doctor(configuration: Configuration, index: str | None) -> None:
    """Look at configuration, index and engine; say what is wrong and how to mend it.

    Exits 0 when all is well, 1 when something was found.
    """
    findings = examine(search_section(configuration, index))
    for finding in findings:
        click.echo(f"{'ok ' if finding.good else 'BAD'}  {finding.subject}: {finding.text}")
        if finding.mend:
            click.echo(f"     {finding.mend}")
    if not all(finding.good for finding in findings):
        sys.exit(FAILURES)


for command in (reindex, serve, search, export_command, inspect, check, rollback):
    cli.add_command(command)


def main() -> None:
    """Run the command line; an error a user can act on becomes two lines on stderr and its exit code."""
    try:
        cli()
    except WendaError as error:
        click.echo(f"wenda: {error.problem}", err=True)
        if error.mend:
            click.echo(f"       {error.mend}", err=True)
        sys.exit(exit_code(error))


if __name__ == "__main__":
    main()
