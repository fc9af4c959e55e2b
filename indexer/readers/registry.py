"""Which reader reads which suffix. A new format is a module in this folder and a row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from indexer.readers.extract import Extracts
from indexer.readers.html import read_html
from indexer.readers.markdown import read_markdown
from indexer.readers.records import read_json, read_lines
from indexer.readers.text import read_text

Reader = Callable[[bytes], Extracts]

# A file is one page.
PAGES: Mapping[str, Reader] = {
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".md": read_markdown,
}
# A file holds any number of records, each a document.
RECORDS: Mapping[str, Reader] = {
    ".json": read_json,
    ".jsonl": read_lines,
}
READERS: Mapping[str, Reader] = {**PAGES, **RECORDS}
