"""Reads .txt: the text is the file itself, decoded."""

from __future__ import annotations

from indexer.decode import decode
from indexer.readers.extract import Extract, Extracts


def read_text(data: bytes) -> Extracts:
    """One page. Raises UnreadableFile when the bytes are no text."""
    decoded = decode(data)
    return Extracts(
        (Extract(decoded.text, "txt"),), decoded.encoding, decoded.declared, decoded.replaced, positions=(0,)
    )
