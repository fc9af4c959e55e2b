"""Which reader reads which suffix. A new format is a module in this folder and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from indexer.readers.extract import RECORD_FORMATS, Extracts
from indexer.readers.html import read_html
from indexer.readers.markdown import read_markdown
from indexer.readers.records import read_json, read_lines
from indexer.readers.text import read_text

Reader = Callable[[bytes], Extracts]

READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".md": read_markdown,
    ".json": read_json,
    ".jsonl": read_lines,
}

RECORDS = frozenset(f".{name}" for name in RECORD_FORMATS)
