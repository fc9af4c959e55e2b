"""What one language must say, and nothing else: copy a file of `languages/` to add one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources

from search.scripts import Script


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the archive.

    `tag` is its BCP 47 language subtag. `script` is the script whose runs may be its words. `snowball` names the
    Snowball algorithm of its stems, empty when it has none. `respell` rewrites a folded, accentless word before
    stemming (endings that the algorithm knows only accented or misses). `stop_words` are folded and accentless; they
    are dropped from queries only, never from the index. `exact_weight` is that of a word as written beside its stem.
    """

    tag: str
    script: Script
    stop_words: frozenset[str]
    snowball: str = ""
    respell: Callable[[str], str] = str
    exact_weight: float = 0.5


def read_stop_words(tag: str) -> frozenset[str]:
    """The words of `<tag>/stop_words.txt`, white space between them; lines that begin with # are remarks."""
    lines = resources.files("search.languages").joinpath(tag, "stop_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
