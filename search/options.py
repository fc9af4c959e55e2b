"""The options that every command shares, and the configuration they lead to."""

from __future__ import annotations

import os
from dataclasses import replace

import click

from search.config import SearchConfig, Settings, read, section

config_option = click.option(
    "--config", metavar="FILE", help="Configuration file (default: wenda.yaml here, or WENDA_CONFIG)."
)
index_option = click.option("--index", metavar="DIR", help="Folder of the index (default: search.index).")


def settings_of(config: str | None) -> Settings:
    """What the named configuration file and the environment say. Raises ConfigError."""
    return read(config, os.environ)


def search_section(settings: Settings, index: str | None = None) -> SearchConfig:
    """The `search` section, with the index folder of the command line on top. Raises ConfigError."""
    chosen = section(settings, "search", SearchConfig)
    return replace(chosen, index=index) if index else chosen
