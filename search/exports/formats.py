"""The formats in which hits and documents are exported. A new one: a file like the others, and a row here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from search.exports.akn import write_akn
from search.exports.csv import write_csv
from search.exports.hits_jsonl import write_hits_jsonl
from search.exports.markdown import write_markdown_documents, write_markdown_hits
from search.exports.provenance import Provenance
from search.exports.records_jsonl import write_records_jsonl
from search.exports.tei import write_tei
from search.exports.xlsx import write_xlsx
from search.model import Document
from search.request import Result, SearchRequest

HitWriter = Callable[[Iterable[Result], Provenance], Iterator[bytes]]
DocumentWriter = Callable[[Iterable[Document], Provenance], Iterator[bytes]]


class FileContent(StrEnum):
    """What a file has an entry for."""

    HITS = "hits"
    DOCUMENTS = "documents"  # those that hold a hit, whole


@dataclass(frozen=True, slots=True)
class Format:
    """A format, and what writes hits or documents in it. `default` is what a file holds unless asked otherwise."""

    name: str
    label: str
    media_type: str
    suffix: str
    default: FileContent
    hits: HitWriter | None = None
    documents: DocumentWriter | None = None

    @property
    def contents(self) -> tuple[FileContent, ...]:
        """What a file may hold, the default first."""
        writers = {FileContent.HITS: self.hits, FileContent.DOCUMENTS: self.documents}
        possible = (content for content, writer in writers.items() if writer)
        return tuple(sorted(possible, key=lambda content: content is not self.default))


_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEI, _AKN = "application/tei+xml; charset=utf-8", "application/akn+xml; charset=utf-8"
FORMATS: Mapping[str, Format] = {
    row.name: row
    for row in (
        Format("csv", "CSV", "text/csv; charset=utf-8; header=present", "csv", FileContent.HITS, write_csv),
        Format("xlsx", "Excel", _EXCEL, "xlsx", FileContent.HITS, write_xlsx),
        Format(
            "jsonl",
            "JSON Lines",
            "application/jsonl; charset=utf-8",
            "jsonl",
            FileContent.HITS,
            write_hits_jsonl,
            write_records_jsonl,
        ),
        Format(
            "md",
            "Markdown",
            "text/markdown; charset=utf-8",
            "md",
            FileContent.DOCUMENTS,
            write_markdown_hits,
            write_markdown_documents,
        ),
        Format("tei", "TEI P5", _TEI, "tei.xml", FileContent.DOCUMENTS, documents=write_tei),
        Format("akn", "Akoma Ntoso 3.0", _AKN, "akn.xml", FileContent.DOCUMENTS, documents=write_akn),
    )
}


class HitSource(Protocol):
    """What an export reads from: the archive."""

    def scan(self, request: SearchRequest) -> Iterator[Result]:
        """Every hit."""
        ...

    def scan_documents(self, request: SearchRequest) -> Iterator[Document]:
        """Every document that holds a hit, once."""
        ...


def export(
    file_format: Format,
    archive: HitSource,
    request: SearchRequest,
    provenance: Provenance,
    content: FileContent | None = None,
) -> Iterator[bytes]:
    """All that the request finds, in a format, in pieces. Nothing is read before the first piece is asked for.
    `content` is one of the format's contents; None is its default."""
    if (content or file_format.default) is FileContent.HITS and file_format.hits:
        return file_format.hits(archive.scan(request), provenance)
    assert file_format.documents is not None, f"{file_format.name} holds no {content}"
    return file_format.documents(archive.scan_documents(request), provenance)
