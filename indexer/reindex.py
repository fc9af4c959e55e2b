"""The run: files against the served generation, through the workers into a draft, verified, published.

Until the switch nothing that is served changes; a run that fails leaves no trace but what it reports.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from indexer.attach import attach_all, previous_failures, same_reading_code, suggestion_table
from indexer.corpus import Corpus, SourceFile, sha256_of, walk
from indexer.failure import Failure
from indexer.ids.assign import IdAssigner
from indexer.ids.keep import ledger_entry
from indexer.ids.ledger import Ledger, read_ledger, write_ledger
from indexer.plan import IndexedFile, Plan, indexed_files, plan, refuse_shrink
from indexer.progress import show_progress
from indexer.report import Report
from indexer.tasks import tasks_of
from indexer.verify import verify
from indexer.workers import process_count, run_tasks
from indexer.writer import Writer
from search.analysis.analyze import Analyzer
from search.errors import DamagedIndex, IndexBusy, NoGeneration, StaleIndex
from search.glossary.glossary import Glossary
from search.model import Source
from search.port.engine import Draft, Engine, Snapshot
from search.port.lookup import Everything, Lookup
from search.terms import Column

ALONE_BYTES = 1_000_000  # below this, starting processes (1-2 s) takes longer than they save


@dataclass(frozen=True, slots=True)
class ReindexOptions:
    """What is asked of a run. `index` is the folder in which `ids.jsonl` lies; `jobs` 0 means a process for each
    processor; `keep` generations are kept; names of the `glossary` are suggested where they stand."""

    sources: tuple[str, ...]
    index: Path
    keep: int = 2
    user_words: tuple[str, ...] = ()
    glossary: Glossary | None = None
    jobs: int = 0
    full: bool = False
    dry_run: bool = False
    allow_shrink: bool = False


@dataclass(frozen=True, slots=True)
class _BaseState:
    """What a run starts from: the analysis; the served generation, open, when it can be read; whether a draft may
    build on it; what is known of files and ids."""

    analyzer: Analyzer
    snapshot: Snapshot | None
    buildable: bool
    known: Mapping[str, IndexedFile]
    ledger: Ledger
    notes: tuple[str, ...] = ()

    @property
    def base(self) -> str | None:
        """The generation that a draft starts from."""
        return self.snapshot.generation.name if self.snapshot and self.buildable else None

    @property
    def documents(self) -> int:
        """How many documents are known."""
        return sum(len(file.documents) for file in self.known.values())


def reindex(engine: Engine, order: ReindexOptions, stream: TextIO) -> Report:
    """Bring the index up to date with the sources; progress goes to `stream`.

    Raises NoSources, ConfigError, IndexBusy, EngineUnreachable, DamagedIndex; then nothing was published.
    """
    began = time.monotonic()
    corpus = walk(order.sources, order.index)
    ground = _ground(engine, order)
    try:
        report = _up_to_date(engine, order, ground, corpus, stream)
    except OSError as error:
        raise DamagedIndex(
            f"the index in {order.index} cannot be written: {error}",
            "nothing was published and what was served still is; check space and rights, then run: wenda reindex",
        ) from error
    finally:
        if ground.snapshot:
            ground.snapshot.close()
    return replace(report, seconds=round(time.monotonic() - began, 3))


def _up_to_date(engine: Engine, order: ReindexOptions, ground: _BaseState, corpus: Corpus, stream: TextIO) -> Report:
    """Plan, and run when there is something to do."""
    todo = _plan(ground, corpus)
    if not ground.buildable:
        todo = replace(todo, changed=tuple(sorted((*todo.changed, *todo.same), key=_by_name)), same=())
    if not order.allow_shrink:
        refuse_shrink(ground.documents, _documents_of(ground.known, todo.gone))
    if order.dry_run or not _has_work(todo, ground):
        return _idle(ground, todo, corpus, order)
    return _run(engine, order, ground, todo, corpus, stream)


def _ground(engine: Engine, order: ReindexOptions) -> _BaseState:
    """Open what is served. An index that cannot be read is no reason to stop: it is built anew."""
    analyzer = Analyzer(order.user_words)
    ledger = read_ledger(order.index)
    notes: tuple[str, ...] = ()
    try:
        snapshot = engine.open()
    except NoGeneration:
        return _BaseState(analyzer, None, False, _known_of(ledger), ledger)
    except (StaleIndex, DamagedIndex) as error:
        notes = (f"everything is read anew: {error.problem}",)
        return _BaseState(analyzer, None, False, _known_of(ledger), ledger, notes)
    ledger = _completed(ledger, snapshot)
    alike = same_reading_code(snapshot)
    same_analysis = snapshot.generation.fingerprint == analyzer.fingerprint
    if not order.full and not (alike and same_analysis):
        notes = ("everything is read anew: this version reads or analyses pages in another way",)
    buildable = not order.full and alike and same_analysis
    return _BaseState(analyzer, snapshot, buildable, indexed_files(snapshot.sources()), ledger, notes)


def _completed(ledger: Ledger, snapshot: Snapshot) -> Ledger:
    """The list of ids with the served documents that it lacks: the file was lost, or an older one was restored."""
    lacking = [document for document, _, _ in snapshot.sources() if document not in ledger]
    if not lacking:
        return ledger
    return {**ledger, **{name: ledger_entry(document) for name, document in snapshot.documents(lacking).items()}}


def _known_of(ledger: Ledger) -> Mapping[str, IndexedFile]:
    """What the list of ids knows of the files, when the index itself cannot be asked."""
    living = (known for known in ledger.values() if not known.gone)
    return indexed_files((known.id, known.key, Source(known.path, known.sha256, size=-1)) for known in living)


def _plan(ground: _BaseState, corpus: Corpus) -> Plan:
    hashes: dict[str, str] = {}

    def hash_of(file: SourceFile) -> str:
        if file.name not in hashes:
            hashes[file.name] = ""
            with suppress(OSError):  # the reader meets the same error and reports it
                hashes[file.name] = sha256_of(file.path)
        return hashes[file.name]

    return plan(ground.known, corpus.files, corpus.unreadable, hash_of)


def _has_work(todo: Plan, ground: _BaseState) -> bool:
    """Whether anything must be read or leaves; a held file is work until its documents are flagged stale."""
    held = any(ground.known[path].sha256 for path in todo.held)
    return bool(todo.new or todo.changed or todo.moved or todo.gone or held)


def _idle(ground: _BaseState, todo: Plan, corpus: Corpus, order: ReindexOptions) -> Report:
    """The report of a run that writes nothing: dry, or with nothing to do."""
    report = Report(_files(todo), corpus.skipped, failures=_told_again(ground, todo, corpus), notes=ground.notes)
    report = replace(report, planned=order.dry_run, empty=not order.dry_run and ground.snapshot is None)
    return _described(report, ground.snapshot) if ground.snapshot else report


def _told_again(ground: _BaseState, todo: Plan, corpus: Corpus) -> tuple[Failure, ...]:
    """What the walk could not read, and the former failures of files that are not read again."""
    same = {file.name for file in todo.same}
    former = previous_failures(ground.snapshot) if ground.snapshot else ()
    return (*corpus.failures, *(failure for failure in former if failure.name in same))


def _run(
    engine: Engine, order: ReindexOptions, ground: _BaseState, todo: Plan, corpus: Corpus, stream: TextIO
) -> Report:
    """Build, verify, publish."""
    draft = engine.draft(ground.analyzer.fingerprint, ground.base)
    try:
        if engine.current() != (ground.snapshot.generation.name if ground.snapshot else engine.current()):
            raise IndexBusy("another run published while this one was planning", "run wenda reindex again")
        writer = Writer(draft, ground.snapshot, ground.base is not None, ground.analyzer, ground.known)
        _write(writer, order, ground, todo, stream)
        failures = (*_told_again(ground, todo, corpus), *writer.failures)
        if not order.allow_shrink:
            refuse_shrink(ground.documents, writer.lost)
        report = Report(_files(todo), corpus.skipped, failures=failures, notes=ground.notes, stale=writer.stale)
        if not writer.changed or not writer.documents:
            draft.abandon()
            report = replace(report, empty=ground.snapshot is None)
            return _described(report, ground.snapshot) if ground.snapshot else report
        report = _published(draft, writer, ground, order, report)
    except BaseException:
        draft.abandon()
        raise
    engine.prune(order.keep)
    return report


def _write(writer: Writer, order: ReindexOptions, ground: _BaseState, todo: Plan, stream: TextIO) -> None:
    """Everything that the plan names, into the draft."""
    naming = IdAssigner(ground.ledger)
    naming.keep_moved(todo.moved, ground.known)
    files = sorted((*todo.new, *todo.changed, *(file for file, _ in todo.moved)), key=_by_name)
    size = sum(file.size for file in files)
    processes = process_count(order.jobs) if order.jobs or size > ALONE_BYTES else 1
    writer.claim([file.name for file in todo.same])
    with show_progress(len(files), stream) as advance:
        for task, done in run_tasks(tasks_of(files, naming, writer.fail), processes, ground.analyzer):
            writer.take(task.file.name, done)
            advance(task.share, sum(len(ready.entries) for ready in done.documents))
    writer.resolve_missing(held=todo.held, gone=todo.gone, read={file.name: file.name for file in todo.changed})
    writer.resolve_missing(held=(), gone=(), read={former: file.name for file, former in todo.moved})


def _published(draft: Draft, writer: Writer, ground: _BaseState, order: ReindexOptions, report: Report) -> Report:
    """Seal, verify, remember the ids, switch."""
    snapshot = draft.seal()
    try:
        base = ground.snapshot if ground.buildable else None
        table = suggestion_table(snapshot, ground.analyzer, order.glossary, base, writer.run_changes)
        attach_all(draft, report.failures, table)
        verify(snapshot, writer.documents, writer.canaries)
        report = _described(report, snapshot)
    finally:
        snapshot.close()
    # before the switch: an id that was promised and never served harms nobody, the other way round links break
    write_ledger(order.index, writer.updated_ledger(ground.ledger))
    return replace(report, generation=draft.publish().name)


def _described(report: Report, snapshot: Snapshot) -> Report:
    """The report with what the generation holds."""
    page = snapshot.search(Lookup(Everything(), limit=1, facets=(Column.KIND, Column.LANG)))
    counts = {
        column: {facet.value: facet.count for facet in page.facets.get(column, ())}
        for column in (Column.KIND, Column.LANG)
    }
    documents = snapshot.generation.counts.get("documents", 0)
    return replace(
        report, documents=documents, passages=page.total, kinds=counts[Column.KIND], langs=counts[Column.LANG]
    )


def _files(todo: Plan) -> Mapping[str, int]:
    counts = {name: len(getattr(todo, name)) for name in ("new", "changed", "moved", "same", "gone", "held")}
    return dict(Counter(counts))


def _documents_of(known: Mapping[str, IndexedFile], paths: Sequence[str]) -> int:
    return sum(len(known[path].documents) for path in paths)


def _by_name(file: SourceFile) -> str:
    return file.name
