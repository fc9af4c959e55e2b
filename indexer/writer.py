"""The one writer of a run: puts what the workers prepared, and settles what becomes of the documents known before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from indexer.failure import Failure
from indexer.ids.keep import LedgerEntry
from indexer.ids.ledger import Ledger
from indexer.plan import IndexedFile
from indexer.prepare import PreparedDocument, TaskResult, statistics_of_prepared
from indexer.verify import Canaries
from search.analysis.analyze import Analyzer
from search.entries import entries_of
from search.model import Document
from search.port.engine import Draft, Snapshot
from search.suggest.build import RunChanges
from search.suggest.term_statistics import RawStatistics, raw_statistics

STALE = "stale"  # flag of a document whose file can no longer be read


class Writer:
    """Holds the draft and who owns which id. `based` says that the draft starts as a copy of the old generation."""

    def __init__(
        self,
        draft: Draft,
        old: Snapshot | None,
        based: bool,
        analyzer: Analyzer,
        known: Mapping[str, IndexedFile],
    ) -> None:
        self._draft = draft
        self._old = old
        self._based = based
        self._analyzer = analyzer
        self._known = known
        self._owners: dict[str, str] = {}  # id -> file that holds it in the new generation
        self._entries: dict[str, LedgerEntry] = {}
        self._written_ids: list[str] = []  # ids of all that was put
        self._statistics = RawStatistics()
        self._dropped: set[str] = set()
        self._failures: list[Failure] = []
        self._failed: set[str] = set()  # names of files of which something failed
        self.canaries = Canaries()
        self.stale = 0
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
        """How many known documents the new generation does not hold."""
        return len(self._dropped)

    @property
    def run_changes(self) -> RunChanges:
        """What the suggestions of the new generation are made from."""
        before = {document for file in self._known.values() for document, _ in file.documents} if self._based else ()
        return RunChanges(
            self._statistics, self._written_ids, sorted(before & {*self._written_ids, *self._dropped}) if before else ()
        )

    def claim(self, paths: Iterable[str]) -> None:
        """Files that stay as they are keep their ids."""
        for path in paths:
            for document, _ in self._known[path].documents:
                self._owners[document] = path

    def fail(self, failure: Failure) -> None:
        """Take note of a failure."""
        self._failures.append(failure)
        self._failed.add(failure.name)

    def take(self, name: str, done: TaskResult) -> None:
        """Put the documents of a task; those whose id is taken fail."""
        for failure in done.failures:
            self._failures.append(failure)
            self._failed.add(name)
        taken: list[PreparedDocument] = []
        for ready in done.documents:
            owner = self._owners.get(ready.document.id)
            if owner is not None:
                self._refuse(name, ready, owner)
            else:
                self._owners[ready.document.id] = name
                self._write(ready.document, ready)
                taken.append(ready)
        self._statistics.add(
            done.statistics if len(taken) == len(done.documents) else statistics_of_prepared(taken, self._analyzer)
        )

    def resolve_missing(self, held: Sequence[str], gone: Sequence[str], read: Mapping[str, str]) -> None:
        """What becomes of known documents that no task has put: those of files that could not be read (or of which a
        record could not) stay, flagged stale; the others leave. `read` maps a known file to its present name."""
        for path in held:
            self._keep_stale(self._unclaimed(path))
        for path, name in read.items():
            if name in self._failed:
                self._keep_stale(self._unclaimed(path))
            else:
                self._drop(self._unclaimed(path))
        for path in gone:
            self._drop(self._unclaimed(path))

    def updated_ledger(self, ledger: Ledger) -> Ledger:
        """The list of ids after this run."""
        gone = {document: replace(ledger[document], gone=True) for document in self._dropped if document in ledger}
        return {**ledger, **gone, **self._entries}

    def _unclaimed(self, path: str) -> list[str]:
        return [document for document, _ in self._known[path].documents if document not in self._owners]

    def _refuse(self, name: str, ready: PreparedDocument, owner: str) -> None:
        where = "earlier in the same file" if owner == name else f"in {owner}"
        reason = f"the id {ready.document.key!r} is taken by a record {where}"
        self._failures.append(Failure(name, reason, "give one of the two records another id"))
        self._failed.add(name)

    def _write(self, document: Document, ready: PreparedDocument) -> None:
        self._draft.put(document, ready.entries)
        self._written_ids.append(document.id)
        self._entries[document.id] = ready.ledger_entry
        self.canaries.offer(document, ready.entries)
        self.changed = True

    def _keep_stale(self, documents: Sequence[str]) -> None:
        """Flag the documents stale; their source loses its hash, so that the next run reads the file again."""
        held = self._old.documents(documents) if self._old and documents else {}
        for name, document in held.items():
            self._owners[name] = document.source.path
            self.stale += 1
            if self._based and STALE in document.flags:
                continue
            flagged = replace(document, flags=document.flags | {STALE}, source=replace(document.source, sha256=""))
            self._draft.put(flagged, entries_of(flagged, self._analyzer))
            self._written_ids.append(name)
            self._statistics.add(raw_statistics([flagged], self._analyzer))
            self.changed = True

    def _drop(self, documents: Sequence[str]) -> None:
        for document in documents:
            self._dropped.add(document)
            self.changed = True
            if self._based:
                self._draft.drop(document)
