"""From a file to documents and their entries. Runs in worker processes; a file that fails does not stop the others."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.corpus import SourceFile
from indexer.failure import Failure
from indexer.ids.keep import keep_ids, ledger_entry
from indexer.ids.ledger import LedgerEntry
from indexer.overrides import after_segmentation, before_segmentation, digest_of, meant_for
from indexer.readers.extract import Extract, Extracts
from indexer.readers.registry import READERS, RECORDS
from indexer.segment.document import segment
from search.analysis.analyze import Analyzer
from search.entries import entries_of
from search.errors import UnreadableFile, WendaError
from search.model import Document, Source
from search.port.entry import Entry
from search.suggest.term_statistics import RawStatistics, raw_statistics
from search.terms import Field, Layer, Part, TermLine

_WORDS = Field(Part.BODY, Layer.WORDS)


@dataclass(frozen=True, slots=True)
class Identity:
    """The key and the id of a document, and the ledger's entry of its former version."""

    key: str
    id: str
    former: LedgerEntry | None = None


@dataclass(frozen=True, slots=True)
class FileExtracts:
    """What a reader made of a file, not yet segmented."""

    source: Source
    extracts: Extracts


@dataclass(frozen=True, slots=True)
class Task:
    """Work for a worker: a page to be read (one identity, no source), or records of a file that the parent has read
    (an identity for each; none when no record could be read). `share` is the part of the file that the task is."""

    file: SourceFile
    identities: tuple[Identity, ...]
    source: Source | None = None
    extracts: tuple[Extract, ...] = ()
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document to be put into the draft, and its entry for the ledger."""

    document: Document
    entries: tuple[Entry, ...]
    ledger_entry: LedgerEntry


@dataclass(frozen=True, slots=True)
class TaskResult:
    """The outcome of a task. `documents` follow the order of the identities, without those that failed;
    `statistics` are those of the documents, for suggestions."""

    documents: tuple[PreparedDocument, ...]
    failures: tuple[Failure, ...] = ()
    statistics: RawStatistics = field(default_factory=RawStatistics)


def read_file(file: SourceFile) -> FileExtracts:
    """The file's extracts. Raises WendaError when nothing of it can be used; the message does not name the file."""
    try:
        data = file.path.read_bytes()
    except OSError as error:
        failure = Failure.unreadable(file.name, error)
        raise UnreadableFile(failure.reason, failure.mend) from error
    except MemoryError as error:
        raise UnreadableFile("the file is too large for the memory", "split it") from error
    if not data:
        raise UnreadableFile("the file is empty", "save it again, or remove it")
    extracts = READERS[file.suffix](data)
    if len(extracts.items) == 1 and not extracts.items[0].text.strip():
        raise UnreadableFile("the file holds nothing but blanks", "save it again, or remove it")
    if not extracts.items and not extracts.failures:
        raise UnreadableFile("the file holds no record", "put records into it, or remove it")
    source = Source(
        path=file.name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=file.size,
        mtime_ns=file.mtime_ns,
        encoding=extracts.encoding,
        declared=extracts.declared,
        replaced=extracts.replaced,
        overrides=digest_of(file.overrides),
    )
    return FileExtracts(source, extracts)


def keys_of(name: str, extracts: Extracts) -> tuple[str, ...]:
    """The key of each record: its own id, else the file's name, with the record's number unless it is the only one."""
    return tuple(
        item.key or (f"{name}#{position}" if position else name)
        for item, position in zip(extracts.items, extracts.positions, strict=True)
    )


def read_safely(file: SourceFile) -> FileExtracts | Failure:
    """The file's extracts, or why there are none. Never raises."""
    try:
        return read_file(file)
    except WendaError as error:
        return Failure.of(file.name, error)
    except Exception as error:  # a fault of a reader must not stop the other files; it is reported
        return _fault(file.name, "read", error)


def prepare(task: Task, analyzer: Analyzer) -> TaskResult:
    """Read the file unless that is done, segment, keep ids, analyse. A fault of a file becomes a failure of the
    result."""
    if not task.identities:
        return TaskResult(())
    if task.source is not None:
        return _prepare_extracts(task, task.source, task.extracts, analyzer)
    read = read_safely(task.file)
    if isinstance(read, Failure):
        return TaskResult((), (read,))
    return _prepare_extracts(task, read.source, read.extracts.items, analyzer)


def _prepare_extracts(task: Task, source: Source, extracts: Sequence[Extract], analyzer: Analyzer) -> TaskResult:
    ready: list[PreparedDocument] = []
    failures: list[Failure] = []
    for extract, identity in zip(extracts, task.identities, strict=True):
        try:
            document = document_of(extract, source, identity.key, identity.id, task.file)
            document = keep_ids(identity.former, document)
            ready.append(
                PreparedDocument(document, entries_of(document, analyzer), ledger_entry(document, identity.former))
            )
        except Exception as error:  # as above
            which = "" if identity.key == task.file.name else f" ({identity.key})"
            failures.append(_fault(task.file.name, f"segmented{which}", error))
    return TaskResult(tuple(ready), tuple(failures), statistics_of_prepared(ready, analyzer))


def statistics_of_prepared(prepared: Sequence[PreparedDocument], analyzer: Analyzer) -> RawStatistics:
    """The statistics of prepared documents, for suggestions."""
    words = {
        done.document.id: [line for entry in done.entries if isinstance(line := entry.terms.get(_WORDS), TermLine)]
        for done in prepared
    }
    return raw_statistics((done.document for done in prepared), analyzer, words)


def document_of(extract: Extract, source: Source, key: str, document_id: str, file: SourceFile) -> Document:
    """The segmented document of an extract, corrected by the folder's overrides. Never raises."""
    overrides = file.overrides
    if file.suffix in RECORDS:
        names = (key, file.path.name + key.removeprefix(file.name))
        overrides = tuple(entry for entry in overrides if any(meant_for((entry,), name) for name in names))
    document = segment(before_segmentation(extract, overrides), source, key, document_id)
    return after_segmentation(document, overrides)


def _fault(name: str, step: str, error: Exception) -> Failure:
    detail = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
    return Failure(
        name, f"it could not be {step}: {detail}", "this is a fault in Wenda; please report it with the file"
    )
