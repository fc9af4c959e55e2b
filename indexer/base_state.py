"""What a run starts from: the served generation, as far as it can be read, and the ids that were given away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.attach import same_reading_code
from indexer.ids.keep import ledger_entry
from indexer.ids.ledger import Ledger, read_ledger
from indexer.plan import IndexedFile, indexed_files
from search.analysis.analyze import Analyzer
from search.errors import DamagedIndex, NoGeneration, StaleIndex
from search.model import Source
from search.port.engine import Engine, Snapshot


@dataclass(frozen=True, slots=True)
class BaseState:
    """`snapshot`: the served generation, open; None when there is none that can be read. `reusable`: whether the draft
    may start as its copy; else every file is read again. `files`: those that are indexed, by path. `ledger`: every
    document ever published. `notes`: sentences for the report."""

    analyzer: Analyzer
    snapshot: Snapshot | None
    reusable: bool
    files: Mapping[str, IndexedFile]
    ledger: Ledger
    notes: tuple[str, ...] = ()

    @property
    def generation(self) -> str | None:
        """The name of the served generation."""
        return self.snapshot.generation.name if self.snapshot else None

    @property
    def reusable_snapshot(self) -> Snapshot | None:
        """The served generation if the draft starts as its copy."""
        return self.snapshot if self.reusable else None

    def count_documents(self, paths: Iterable[str]) -> int:
        """How many documents of these files are indexed."""
        return sum(len(self.files[path].documents) for path in paths)

    def close(self) -> None:
        """Let go of the served generation."""
        if self.snapshot:
            self.snapshot.close()


def open_base(engine: Engine, analyzer: Analyzer, index: Path, full: bool) -> BaseState:
    """Open what is served; an index that cannot be read is built anew, and any index if `full`. `index`: the folder of
    `ids.jsonl`. Raises DamagedIndex when that file cannot be read."""
    ledger = read_ledger(index)
    try:
        snapshot = engine.open()
    except NoGeneration:
        return BaseState(analyzer, None, False, _files_of_ledger(ledger), ledger)
    except (StaleIndex, DamagedIndex) as error:
        notes = (f"everything is read anew: {error.problem}",)
        return BaseState(analyzer, None, False, _files_of_ledger(ledger), ledger, notes)
    same_code = same_reading_code(snapshot) and snapshot.generation.fingerprint == analyzer.fingerprint
    return BaseState(
        analyzer,
        snapshot,
        reusable=same_code and not full,
        files=indexed_files(snapshot.sources()),
        ledger=_complete_ledger(ledger, snapshot),
        notes=()
        if full or same_code
        else ("everything is read anew: this version reads or analyses pages in another way",),
    )


def _complete_ledger(ledger: Ledger, snapshot: Snapshot) -> Ledger:
    """The ledger with the served documents that it lacks: the file was lost, or an older one was restored."""
    missing = [document for document, _, _ in snapshot.sources() if document not in ledger]
    if not missing:
        return ledger
    return {**ledger, **{name: ledger_entry(document) for name, document in snapshot.documents(missing).items()}}


def _files_of_ledger(ledger: Ledger) -> Mapping[str, IndexedFile]:
    """The files as the ledger names them, where the index itself cannot be asked."""
    present = (entry for entry in ledger.values() if not entry.gone)
    return indexed_files((entry.id, entry.key, Source(entry.path, entry.sha256, size=-1)) for entry in present)
