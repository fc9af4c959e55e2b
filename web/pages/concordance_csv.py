"""The lines of a concordance as a file for a spreadsheet: all that are listed, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from search.exports.csv import csv_file
from search.links import document_url
from search.request import SearchRequest
from search.results.concordance import MOST_LINES, Concordance, ConcordanceLine

COLUMNS = ("left", "key", "right", "lang", "date", "role", "speaker", "outlet", "title", "number", "url", "document")
# Each round reads on for as long as one search may take; more than these a single request is not worth.
_ROUNDS = 30


def all_lines(asked: SearchRequest, concordance: Callable[[SearchRequest], Concordance]) -> Concordance:
    """Every line that can be listed, on one page; `whole` or `full` unless the time for that is over."""
    every = replace(asked, page=1, size=MOST_LINES)
    found = concordance(every)
    for _ in range(_ROUNDS):
        if found.whole or found.full:
            break
        found = concordance(every)
    return found


def concordance_csv(found: Concordance, site: str) -> Iterator[bytes]:
    """The file in pieces: header, then one row a line."""
    return csv_file(COLUMNS, (_cells(line, site) for line in found.lines))


def _cells(line: ConcordanceLine, site: str) -> tuple[str, ...]:
    document, speaker = line.document, line.speaker
    left, right = line.left.whole, line.right.whole
    return (
        _on_one_line(line.text[left.start : left.end]),
        _on_one_line(line.text[line.key.start : line.key.end]),
        _on_one_line(line.text[right.start : right.end]),
        line.passage.lang,
        document.date,
        line.role.value if line.role else "",
        speaker.name if speaker else "",
        speaker.outlet if speaker else "",
        document.title_shown,
        document.number,
        site + document_url(document.id, version=line.text_hash, anchor=line.anchor),
        document.id,
    )


def _on_one_line(text: str) -> str:
    """A context without the line breaks between paragraphs, at which tools for lines would cut it."""
    return " ".join(text.split())
