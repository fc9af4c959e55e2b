"""Where an export comes from, said in the file itself, and the whole addresses that stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from search.links import document_url
from search.model import Document
from search.request import PassageView


@dataclass(frozen=True, slots=True)
class Provenance:
    """`base_url` is the site's address without a final slash, empty where it has none: addresses are then relative.
    `query` is the query as typed, `exported_on` the ISO day, `generation` the index it was read from; `grouped`
    when a hit stands for its document."""

    base_url: str = ""
    query: str = ""
    exported_on: str = ""
    generation: str = ""
    grouped: bool = False

    def document_address(self, document: Document, anchor: str = "") -> str:
        """The address of a document, or of a turn in it."""
        return self.base_url.rstrip("/") + document_url(document.id, anchor=anchor)

    def passage_address(self, document: Document, shown: PassageView) -> str:
        """The address of a passage, with the hash that tells when the page has changed since."""
        return self.base_url.rstrip("/") + document_url(document.id, version=shown.text_hash, anchor=shown.anchor)

    def sentence(self) -> str:
        """`Query 渔业, 2026-01-02, index 20260101T000000Z`, less what is not known."""
        query = f"Query {self.query}" if self.query else ""
        index = f"index {self.generation}" if self.generation else ""
        return ", ".join(filter(None, (query, self.exported_on, index)))
