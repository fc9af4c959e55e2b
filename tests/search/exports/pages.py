"""Documents and hits to export: an invented briefing read from a page, and texts made to break formats."""

import json
from dataclasses import replace

from indexer.readers.records import read_lines
from indexer.readers.text import read_text
from indexer.segment.document import segment
from search.exports.provenance import Provenance
from search.model import Document, Source, Span
from search.request import Result
from search.results.passage_view import paired, passage_view

PROVENANCE = Provenance("https://archive.example", '渔业 & "quota"', "2026-01-02", "g1")

PAGE = """云屿论坛常设秘书处第四十一次例行发布会，云屿市，2031年9月18日

41-18-09-2031

秘书处今天公布新的渔业账目。

问：配额会不会变？

韩致远：不会。(笑)配额由各成员自己决定。

第二，账目每季度公布一次。
"""

RECORD = {
    "id": "kf-2031-042",
    "url": "https://publisher.example/42?a=1&b=2",
    "title": "Três perguntas sobre a rede",
    "number": "42",
    "date": "2031-09",
    "place": "Porto Sereno",
    "source": "Secretariado",
    "genre": "interview",
    "lang": "pt-PT",
    "edition": "segunda",
    "speakers": [
        {"name": "Benedita Falcato", "role": "Jornal da Enseada"},
        {"name": "Tomé Vilarinho", "role": "mestre"},
    ],
    "turns": [
        {"role": "statement", "text": "A rede voltou ao cais.\nFoi na terça-feira."},
        {"role": "question", "speaker": "Benedita Falcato", "text": "Quem a remendou?"},
        {"role": "answer", "speaker": "Tomé Vilarinho", "text": "Fui eu (risos).\nE a minha filha."},
        {"role": "moderator", "text": "Última pergunta."},
    ],
}


def from_page() -> Document:
    """The page as the indexer reads and segments it."""
    [extract] = read_text(PAGE.encode()).items
    return segment(extract, Source("b41.txt"), "press/b41.txt", "press-b41")


def from_record(record: dict[str, object] = RECORD) -> Document:
    """A record as the indexer reads and segments it; its id is made from its key."""
    return reread(json.dumps(record, ensure_ascii=False).encode())[0]


def reread(lines: bytes) -> list[Document]:
    """The documents of a .jsonl file."""
    extracts = read_lines(lines)
    assert extracts.failures == ()
    return [segment(each, Source("r.jsonl"), each.key, f"d-{each.key}") for each in extracts.items]


def with_text(text: str) -> Document:
    """The record's document, with its answer's text replaced sign by sign: offsets stay."""
    document = from_record()
    answer = next(turn for turn in document.turns if turn.role.value == "answer").paragraphs[0]
    filled = text.ljust(answer.end - answer.start, ".")[: answer.end - answer.start]
    return replace(document, text=document.text[: answer.start] + filled + document.text[answer.end :])


def hits(document: Document) -> list[Result]:
    """Every passage of the document as a hit."""
    results = []
    for passage in document.passages:
        questions, answers = paired(document, passage, ())
        found = passage_view(document, passage)
        results.append(Result(found.id, document, found, 1.0, questions, answers))
    return results


def hit_with(text: str) -> Result:
    """A hit whose whole text is the given one."""
    document = from_record()
    hit = hits(document)[0]
    return replace(hit, shown=replace(hit.shown, text=text))


def no_turns() -> Document:
    """A document of text alone."""
    return replace(from_record(), turns=(), passages=(), speakers=(), title=Span(0, 0))
