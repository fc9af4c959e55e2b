"""The table of formats, and what an export reads."""

from collections.abc import Iterator

import pytest

from search.exports.formats import FORMATS, FileContent, Format, export
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


WRITTEN = [(chosen, of) for chosen in FORMATS.values() for of in chosen.contents]


def test_tables_and_lines_hold_hits_and_texts_documents_and_two_formats_either() -> None:
    assert {name for name, chosen in FORMATS.items() if chosen.default is FileContent.HITS} == {"csv", "xlsx", "jsonl"}
    assert {name for name, chosen in FORMATS.items() if len(chosen.contents) == 2} == {"jsonl", "md"}
    assert all(chosen.contents[0] is chosen.default for chosen in FORMATS.values())


@pytest.mark.parametrize(("chosen", "of"), WRITTEN)
def test_every_format_writes_bytes_that_hold_both_documents(chosen: Format, of: FileContent) -> None:
    pieces = list(export(chosen, Shelf(), SearchRequest(), PROVENANCE, of))
    assert all(isinstance(piece, bytes) for piece in pieces)
    data = b"".join(pieces)
    if chosen.name != "xlsx":
        assert "云屿论坛".encode() in data
        assert "Três perguntas".encode() in data


@pytest.mark.parametrize(("chosen", "of"), WRITTEN)
def test_nothing_is_read_before_the_first_piece_is_asked_for(chosen: Format, of: FileContent) -> None:
    class Refusing(Shelf):
        def scan(self, _request: SearchRequest) -> Iterator[Result]:
            raise AssertionError
            yield

        def scan_documents(self, _request: SearchRequest) -> Iterator[Document]:
            raise AssertionError
            yield

    export(chosen, Refusing(), SearchRequest(), PROVENANCE, of)
