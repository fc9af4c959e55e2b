"""Markdown (CommonMark): hits under their document's title, or whole documents to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from search.exports.provenance import Provenance
from search.model import Document, Kind, Role
from search.request import PassageView, Result

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
_OPENING = re.compile(r"^[ \t]*([#+=-])", re.MULTILINE)  # a heading, a list, a rule
_NUMBERED = re.compile(r"^[ \t]*(\d+)([.)])", re.MULTILINE)
_ROLES = {Role.QUESTION: "Q", Role.ANSWER: "A", Role.MODERATOR: "Moderator", Role.STATEMENT: ""}


def write_markdown_hits(results: Iterable[Result], provenance: Provenance) -> Iterator[bytes]:
    """The hits in pieces: a heading wherever the document changes, then each hit as a quotation with its address, its
    questions before and its answers after it."""
    yield _opening(provenance)
    before = ""
    for result in results:
        head = "" if result.document.id == before else _heading(result.document, provenance, "##")
        before = result.document.id
        quoted = [_quotation(shown) for shown in (*result.questions, result.shown, *result.answers)]
        address = f"<{provenance.passage_address(result.document, result.shown)}>"
        yield "\n".join(["", *([head] if head else []), *quoted, address, ""]).encode("utf-8", "replace")


def write_markdown_documents(documents: Iterable[Document], provenance: Provenance) -> Iterator[bytes]:
    """The documents in pieces, each under a heading of its own; where there is none, a text that says so."""
    yield _opening(provenance)
    empty = True
    for document in documents:
        empty = False
        yield f"\n{markdown_document(document, provenance, '##')}".encode("utf-8", "replace")
    if empty:
        yield b"\nNo document was found.\n"


def markdown_document(document: Document, provenance: Provenance, marks: str = "#") -> str:
    """A whole document: heading, facts, its turns with their speakers, then cards and captions."""
    blocks = [_heading(document, provenance, marks)]
    for turn in document.turns:
        speaker = document.speaker(turn.speaker) if turn.speaker else None
        paragraphs = "\n\n".join(escaped(span.of(document.text)) for span in turn.paragraphs)
        blocks.append(_said(_ROLES[turn.role], speaker.name if speaker else "") + paragraphs + "\n")
    blocks += [
        "  \n".join(escaped(line) for line in document.passage_text(passage).split("\n")) + "\n"
        for passage in document.passages
        if passage.kind in (Kind.CONTACT, Kind.CAPTION)
    ]
    return "\n".join(blocks)


def escaped(text: str) -> str:
    """The text with a backslash before every sign that Markdown would read as markup."""
    text = _SPECIAL.sub(r"\\\1", text)
    return _NUMBERED.sub(r"\1\\\2", _OPENING.sub(r"\\\1", text))


def _opening(provenance: Provenance) -> bytes:
    return f"# {escaped(provenance.sentence()) or 'Wenda'}\n".encode("utf-8", "replace")


def _heading(document: Document, provenance: Provenance, marks: str) -> str:
    """The title as a link, and the facts below it."""
    title = " ".join(escaped(document.title_shown).split())
    facts = (document.date, document.number, document.place, document.publisher)
    line = " · ".join(escaped(fact) for fact in facts if fact)
    return f"{marks} [{title}](<{provenance.document_address(document)}>)\n" + (f"\n{line}\n" if line else "")


def _quotation(shown: PassageView) -> str:
    name = shown.speaker.name if shown.speaker else ""
    said = _said(_ROLES[shown.role] if shown.role else "", name) + escaped(shown.text)
    return "".join(f"> {line}\n" if line else ">\n" for line in said.replace("\n", "\n\n").split("\n"))


def _said(role: str, name: str) -> str:
    """`**Q** Benedita Falcato: `, less what is not known."""
    parts = ([f"**{role}**"] if role else []) + ([escaped(name)] if name else [])
    return " ".join(parts) + ": " if parts else ""
