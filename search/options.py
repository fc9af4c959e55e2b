"""The options that commands share, and the configuration they lead to."""

from __future__ import annotations

import os
from dataclasses import replace

import click

from search.config import Configuration, SearchConfig, read_configuration


def _configure(context: click.Context, _: click.Parameter, file: str | None) -> None:
    """Read and check all sections; the command finds them as its object. The front door's object says which there
    are. Raises ConfigError."""
    context.obj = read_configuration(file, os.environ, context.find_root().obj)


# Eager, so that a fault of the configuration is said before a command looks at anything else.
config_option = click.option(
    "--config",
    metavar="FILE",
    callback=_configure,
    expose_value=False,
    is_eager=True,
    help="Configuration file (default: wenda.yaml here, or WENDA_CONFIG).",
)
index_option = click.option("--index", metavar="DIR", help="Folder of the index (default: search.index).")


def search_section(configuration: Configuration, index: str | None = None) -> SearchConfig:
    """The `search` section, with the index folder of the command line on top."""
    section = configuration.section(SearchConfig)
    return replace(section, index=index) if index else section
