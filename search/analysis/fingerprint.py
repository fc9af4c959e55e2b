"""Fingerprints: of a text, to know its copies; of the analysis, to know an index that another one wrote."""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import metadata, resources
from pathlib import Path

from search.analysis.fold import fold
from search.analysis.runs import split_runs

# Shorter texts (谢谢。 Obrigado.) are alike without being copies.
LEAST_LETTERS = 12
_PACKAGES = ("rjieba", "jieba", "PyStemmer")
_FILES = ("scripts.py", "dates.py", "entries.py")
_FOLDERS = ("analysis", "languages")
_UNREAD = ("labels.yaml", "sample.yaml")  # how a page is read, and what tests ask: no term depends on them
_SUFFIXES = (".py", ".txt", ".yaml")


def text_fingerprint(text: str) -> str:
    """16 hex digits (blake2b-64) of the folded letters and digits; empty below 12 of them."""
    return runs_fingerprint(split_runs(fold(text).text)[0])


def runs_fingerprint(runs: Iterable[str]) -> str:
    """As `text_fingerprint`, of the runs of a folded text."""
    signs = "".join(runs)
    if not signs.isalnum():
        signs = re.sub(r"[\W_]+", "", signs)
    if len(signs) < LEAST_LETTERS:
        return ""
    return hashlib.blake2b(signs.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@cache
def chain_fingerprint(user_words: tuple[str, ...]) -> str:
    """16 hex digits of the analysis: its code and tables byte by byte, the user's words, the versions of the packages,
    of Python's Unicode tables."""
    digest = hashlib.blake2b(digest_size=8)
    for name, data in _sources():
        digest.update(f"{name}:{len(data)}\0".encode() + data)
    for package in _PACKAGES:
        digest.update(f"{package}={_version(package)}\0".encode())
    digest.update(f"{sys.version_info[:2]}{unicodedata.unidata_version}\0".encode())
    digest.update("\0".join(user_words).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _sources() -> list[tuple[str, bytes]]:
    """Path below `search` and bytes of every file that decides a term: this room, the languages, scripts, dates, and
    what makes entries of a document."""
    root = Path(str(resources.files("search")))
    files = [root / name for name in _FILES]
    files += (file for folder in _FOLDERS for file in (root / folder).rglob("*") if file.suffix in _SUFFIXES)
    files = [file for file in files if file.name not in _UNREAD]
    return sorted((file.relative_to(root).as_posix(), file.read_bytes()) for file in files)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
