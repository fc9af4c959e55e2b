"""The one writer of a run: puts what the workers prepared, and decides what becomes of the other documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from indexer.base_state import BaseState
from indexer.failure import Failure
from indexer.ids.ledger import Ledger, LedgerEntry
from indexer.prepare import PreparedDocument, TaskResult, statistics_of_prepared
from indexer.verify import Canaries
from search.entries import entries_of
from search.model import Document, Outline
from search.outline import outline_of
from search.port.engine import Draft
from search.suggest.build import RunChanges
from search.suggest.term_statistics import RawStatistics, raw_statistics

STALE = "stale"  # flag of a document whose file can no longer be read


class Writer:
    """The draft, and which file has which document id in it."""

    def __init__(self, draft: Draft, base: BaseState) -> None:
        self._draft = draft
        self._base = base
        self._owners: dict[str, str] = {}  # document id -> file that holds it in the new generation
        self._entries: dict[str, LedgerEntry] = {}  # of the documents that tasks prepared
        self._written: list[str] = []  # ids of all documents put
        self._dropped: set[str] = set()
        self._statistics = RawStatistics()
        self._failures: list[Failure] = []
        self._failed_files: set[str] = set()
        self.canaries = Canaries()
        self.stale = 0  # documents that keep their old version
        self.changed = False

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What failed, in the order of the files."""
        return tuple(sorted(self._failures, key=lambda failure: failure.name))

    @property
    def documents(self) -> int:
        """How many documents the new generation holds."""
        return len(self._owners)

    @property
    def lost(self) -> int:
        """How many documents of the base the new generation does not hold."""
        return len(self._dropped)

    @property
    def run_changes(self) -> RunChanges:
        """What the suggestions of the new generation are made from."""
        indexed = {document for file in self._base.files.values() for document, _ in file.documents}
        removed = sorted(indexed & {*self._written, *self._dropped}) if self._base.reusable else ()
        return RunChanges(self._statistics, self._written, removed)

    def claim(self, paths: Iterable[str]) -> None:
        """Let the documents of files that stay as they are keep their ids."""
        for path in paths:
            for document, _ in self._base.files[path].documents:
                self._owners[document] = path

    def fail(self, failure: Failure, file: str = "") -> None:
        """Take note of a failure, in `file` where the failure does not name it."""
        self._failures.append(failure)
        self._failed_files.add(file or failure.name)

    def put(self, file: str, result: TaskResult) -> None:
        """Put the documents of a task; one whose id is taken is a failure."""
        for failure in result.failures:
            self.fail(failure, file)
        accepted: list[PreparedDocument] = []
        for prepared in result.documents:
            document = prepared.document
            if document.id in self._owners:
                self.fail(_id_taken(file, document.key, self._owners[document.id]))
                continue
            self._owners[document.id] = file
            self._entries[document.id] = prepared.ledger_entry
            self._written.append(document.id)
            self._draft.put(document, prepared.entries, _outline(document))
            self.canaries.offer(document, prepared.entries)
            self.changed = True
            accepted.append(prepared)
        whole = len(accepted) == len(result.documents)
        self._statistics.add(result.statistics if whole else statistics_of_prepared(accepted, self._base.analyzer))

    def resolve_missing(self, held: Iterable[str], gone: Iterable[str], read: Mapping[str, str]) -> None:
        """Decide on the documents of the base that no task has put: those of files that could not be looked at (`held`)
        or of which something failed stay, flagged stale; the others leave. `read`: file of the base -> its name now."""
        for path in held:
            self._keep_stale(self._unclaimed(path))
        for path, name in read.items():
            if name in self._failed_files:
                self._keep_stale(self._unclaimed(path))
            else:
                self._drop(self._unclaimed(path))
        for path in gone:
            self._drop(self._unclaimed(path))

    def updated_ledger(self, ledger: Ledger) -> Ledger:
        """The ledger after this run."""
        gone = {document: replace(ledger[document], gone=True) for document in self._dropped if document in ledger}
        return {**ledger, **gone, **self._entries}

    def _unclaimed(self, path: str) -> list[str]:
        return [document for document, _ in self._base.files[path].documents if document not in self._owners]

    def _keep_stale(self, documents: Sequence[str]) -> None:
        """Flag the documents stale; their source loses its hash, so that the next run reads the file again."""
        old = self._base.snapshot.documents(documents) if self._base.snapshot and documents else {}
        for name, document in old.items():
            self._owners[name] = document.source.path
            self.stale += 1
            if self._base.reusable and STALE in document.flags:
                continue
            flagged = replace(document, flags=document.flags | {STALE}, source=replace(document.source, sha256=""))
            self._draft.put(flagged, entries_of(flagged, self._base.analyzer), _outline(flagged))
            self._written.append(name)
            self._statistics.add(raw_statistics([flagged], self._base.analyzer))
            self.changed = True

    def _drop(self, documents: Iterable[str]) -> None:
        for document in documents:
            self._dropped.add(document)
            self.changed = True
            if self._base.reusable:
                self._draft.drop(document)


def _id_taken(file: str, key: str, owner: str) -> Failure:
    where = "earlier in the same file" if owner == file else f"in {owner}"
    return Failure(file, f"the id {key!r} is taken by a record {where}", "give one of the two records another id")


def _outline(document: Document) -> Outline | None:
    """The outline of a document that may have versions: only one with a number."""
    return outline_of(document) if document.number else None
