"""The whole sample archive, exported as records and read again, says the same."""

from __future__ import annotations

import json

from indexer.corpus import walk
from indexer.failure import Failure
from indexer.prepare import keys_of, read_safely
from indexer.segment.document import segment
from search.exports.records_jsonl import write_records_jsonl
from search.model import Document
from tests.architecture.modules import ROOT
from tests.search.exports.pages import PROVENANCE, reread


def sample_archive() -> list[Document]:
    """Every document of the sample archive, as the indexer reads it."""
    documents = []
    for file in walk([str(ROOT / "index_data" / "corpus")]).files:
        read = read_safely(file)
        assert not isinstance(read, Failure)
        keys = keys_of(file.name, read.extracts)
        documents += [
            segment(extract, read.source, key, key) for key, extract in zip(keys, read.extracts.items, strict=True)
        ]
    return documents


def test_every_sample_document_survives_export_and_reading() -> None:
    documents = sample_archive()
    once = b"".join(write_records_jsonl(documents, PROVENANCE))
    again = b"".join(write_records_jsonl(reread(once), PROVENANCE))
    assert len(once.splitlines()) == len(documents) > 40
    assert [json.loads(line) for line in again.splitlines()] == [json.loads(line) for line in once.splitlines()]
