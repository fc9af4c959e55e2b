"""Reads and segments one file, and prints what became of each line: for a page that looks wrong in the search."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from indexer.corpus import SourceFile, shown_name
from indexer.failure import Failure
from indexer.ids.keep import document_id
from indexer.overrides import meant_for, read_overrides
from indexer.prepare import document_of, keys_of, read_file
from indexer.readers.registry import READERS, RECORDS
from search.errors import UnreadableFile, WendaError
from search.model import Document, Kind, Passage, Role, Span

_COLOURS = {
    Role.QUESTION: "bold yellow",
    Role.ANSWER: "green",
    Role.STATEMENT: "cyan",
    Role.MODERATOR: "magenta",
}
_CARD = "blue"
_CHROME = "dim"


@dataclass(frozen=True, slots=True)
class Inspection:
    """The documents of a file, and the records of it that failed."""

    documents: tuple[Document, ...]
    failures: tuple[Failure, ...]


def inspect_file(path: Path) -> Inspection:
    """Read and segment one file as a run would; keys and ids are those of a file at the top of a source folder.
    Raises UnreadableFile, BadRecord naming the file."""
    name = shown_name(path.name)
    suffix = path.suffix.lower()
    if not path.is_file():
        what = "is a folder, not a file" if path.is_dir() else "does not exist"
        raise UnreadableFile(f"{path} {what}", "name an existing file")
    if suffix not in READERS:
        raise UnreadableFile(
            f"{path}: no reader for {suffix or 'a name without a suffix'}", f"known: {' '.join(READERS)}"
        )
    status = path.stat()
    try:
        overrides = read_overrides(path.parent)
        applied = overrides if suffix in RECORDS else meant_for(overrides, name)
        file = SourceFile(path, name, suffix, status.st_size, status.st_mtime_ns, applied)
        read = read_file(file)
    except WendaError as error:
        raise type(error)(f"{path}: {error.problem}", error.mend) from error
    documents = tuple(
        document_of(extract, read.source, key, document_id(key), file)
        for extract, key in zip(read.extracts.items, keys_of(name, read.extracts), strict=True)
    )
    return Inspection(documents, tuple(Failure.of(name, error) for error in read.extracts.failures))


def show_document(document: Document, console: Console) -> None:
    """Print the head of the document, then its text in order: each passage, label and piece of furniture with what
    was made of it."""
    _head(document, console)
    before = ""
    for span, mark, style in sorted(_pieces(document), key=lambda piece: piece[0]):
        for line in span.of(document.text).split("\n"):
            if line.strip():
                row = Text(f"{mark if mark != before else '':<28} ", style=style)
                console.print(row.append(line.strip("\r"), style=style))
                before = mark
    console.print()


def _head(document: Document, console: Console) -> None:
    source = document.source
    encoding = source.encoding + (f" (declared {source.declared})" if source.declared else "")
    replaced = f", {source.replaced} characters could not be decoded" if source.replaced else ""
    rows = {
        "title": document.title_shown,
        "key": document.key,
        "number": document.number,
        "date": document.date,
        "place": document.place,
        "source": document.publisher,
        "address": document.source_url,
        "genre": document.genre.value,
        "language": f"{document.lang}, furniture {document.chrome_lang}" if document.chrome_lang else document.lang,
        "form": document.form,
        "flags": ", ".join(sorted(document.flags)),
        "encoding": encoding + replaced,
        "speakers": ", ".join(f"{person.name} ({person.role or person.side or '?'})" for person in document.speakers),
        "counts": f"{len(document.turns)} turns, {len(document.passages)} passages, {len(document.cards)} cards,"
        f" {len(document.chrome)} pieces of furniture",
    }
    for name, value in rows.items():
        if value:
            console.print(Text(f"{name:>10}: ", style="bold").append(value, style="default not bold"))
    console.print()


def _pieces(document: Document) -> list[tuple[Span, str, str]]:
    """(where, what was made of it, colour) of everything in the text."""
    pieces = [(part.span, f"- {part.reason}", _CHROME) for part in document.chrome]
    pieces += [(turn.label, f"{turn.id} label", "bold") for turn in document.turns if turn.label]
    if document.title.start < document.title.end:
        pieces.append((document.title, "title", "bold"))
    for passage in document.passages:
        mark, style = _passage_mark(document, passage)
        pieces += [(span, mark, style) for span in passage.spans]
    return pieces


def _passage_mark(document: Document, passage: Passage) -> tuple[str, str]:
    """`t3 answer pt -> t2`, and its colour."""
    turn = document.turn(passage.turn)
    pairs = " ".join(passage.pairs)
    if turn is None:
        return f"{passage.id} {passage.kind.value} {passage.lang}", _CARD if passage.kind is Kind.CONTACT else _CHROME
    arrow = f" {'<-' if turn.role is Role.ANSWER else '->'} {pairs}" if pairs else ""
    return f"{passage.id} {turn.role.value} {passage.lang}{arrow}", _COLOURS[turn.role]
