"""The formats in which hits and documents can be taken along. A new one: a file like the others, and a row here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from search.exports.akn import write_akn
from search.exports.csv import write_csv
from search.exports.jsonl import write_jsonl
from search.exports.markdown import write_markdown
from search.exports.provenance import Provenance
from search.exports.tei import write_tei
from search.exports.xlsx import write_xlsx
from search.model import Document
from search.request import Result, SearchRequest


@dataclass(frozen=True, slots=True)
class HitFormat:
    """A format with one entry a hit."""

    name: str
    label: str
    media_type: str
    suffix: str
    write: Callable[[Iterable[Result], Provenance], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A format with one entry a document that holds a hit."""

    name: str
    label: str
    media_type: str
    suffix: str
    write: Callable[[Iterable[Document], Provenance], Iterator[bytes]]


Format = HitFormat | DocumentFormat

FORMATS: Mapping[str, Format] = {
    row.name: row
    for row in (
        HitFormat("csv", "CSV", "text/csv; charset=utf-8; header=present", "csv", write_csv),
        HitFormat(
            "xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", write_xlsx
        ),
        DocumentFormat("jsonl", "JSON Lines", "application/jsonl; charset=utf-8", "jsonl", write_jsonl),
        HitFormat("md", "Markdown", "text/markdown; charset=utf-8", "md", write_markdown),
        DocumentFormat("tei", "TEI P5", "application/tei+xml; charset=utf-8", "tei.xml", write_tei),
        DocumentFormat("akn", "Akoma Ntoso 3.0", "application/akn+xml; charset=utf-8", "akn.xml", write_akn),
    )
}


class Scanned(Protocol):
    """What an export reads from: the archive."""

    def scan(self, request: SearchRequest) -> Iterator[Result]:
        """Every hit."""
        ...

    def scan_documents(self, request: SearchRequest) -> Iterator[Document]:
        """Every document that holds a hit, once."""
        ...


def export(chosen: Format, archive: Scanned, request: SearchRequest, provenance: Provenance) -> Iterator[bytes]:
    """All that the request finds, in the chosen format, in pieces; nothing is read before the first is asked for."""
    if isinstance(chosen, HitFormat):
        return chosen.write(archive.scan(request), provenance)
    return chosen.write(archive.scan_documents(request), provenance)
