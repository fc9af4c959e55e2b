"""The table of formats, and what an export reads."""

from collections.abc import Iterator

import pytest

from search.exports.formats import FORMATS, HitFormat, export
from search.model import Document
from search.request import Result, SearchRequest
from tests.search.exports.pages import PROVENANCE, from_page, from_record, hits


class Shelf:
    """Two documents, every passage of which is a hit."""

    def scan(self, _request: SearchRequest) -> Iterator[Result]:
        yield from hits(from_page())
        yield from hits(from_record())

    def scan_documents(self, _request: SearchRequest) -> Iterator[Document]:
        yield from_page()
        yield from_record()


def test_the_contract_s_formats_are_there_under_their_names() -> None:
    assert set(FORMATS) == {"csv", "xlsx", "jsonl", "md", "tei", "akn"}
    assert all(name == chosen.name for name, chosen in FORMATS.items())


def test_tables_and_markdown_hold_hits_the_others_documents() -> None:
    assert {name for name, chosen in FORMATS.items() if isinstance(chosen, HitFormat)} == {"csv", "xlsx", "md"}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_bytes_that_hold_both_documents(name: str) -> None:
    pieces = list(export(FORMATS[name], Shelf(), SearchRequest(), PROVENANCE))
    assert all(isinstance(piece, bytes) for piece in pieces)
    data = b"".join(pieces)
    if name != "xlsx":
        assert "云屿论坛".encode() in data
        assert "Três perguntas".encode() in data


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_read_before_the_first_piece_is_asked_for(name: str) -> None:
    class Refusing(Shelf):
        def scan(self, _request: SearchRequest) -> Iterator[Result]:
            raise AssertionError
            yield

        def scan_documents(self, _request: SearchRequest) -> Iterator[Document]:
            raise AssertionError
            yield

    export(FORMATS[name], Refusing(), SearchRequest(), PROVENANCE)
