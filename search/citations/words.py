"""The word lists of `words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml


@cache
def word_list(name: str) -> tuple[str, ...]:
    """A list by its name, in the file's order."""
    text = resources.files("search.citations").joinpath("words.yaml").read_text("utf-8")
    lists: Mapping[str, str] = yaml.safe_load(text)
    return tuple(lists[name].split())
