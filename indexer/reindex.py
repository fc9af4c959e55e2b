"""A run: compare the files with the served generation, prepare them, fill a draft, verify it, publish it.

Until the switch nothing that is served changes; a run that fails leaves only its report.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from indexer.attach import attach_all, previous_failures, suggestion_table
from indexer.base_state import BaseState, open_base
from indexer.corpus import Corpus, SourceFile, sha256_of, walk
from indexer.failure import Failure
from indexer.ids.assign import IdAssigner
from indexer.ids.ledger import write_ledger
from indexer.plan import Plan, plan, refuse_shrink
from indexer.progress import show_progress
from indexer.report import Report
from indexer.tasks import tasks_of
from indexer.verify import verify
from indexer.workers import process_count, run_tasks
from indexer.writer import Writer
from search.analysis.analyze import Analyzer
from search.errors import DamagedIndex, IndexBusy
from search.glossary.glossary import Glossary
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
class _PlannedRun:
    """What a run starts from, what it found, what it has to do."""

    engine: Engine
    options: ReindexOptions
    corpus: Corpus
    base: BaseState
    plan: Plan

    @property
    def has_work(self) -> bool:
        """Whether anything must be read or leaves. A file that cannot be looked at is work until its documents are
        flagged stale: then they have no hash any more."""
        plan = self.plan
        not_flagged = any(self.base.files[path].sha256 for path in plan.held)
        return bool(plan.new or plan.changed or plan.moved or plan.gone or not_flagged)

    @property
    def remaining_failures(self) -> tuple[Failure, ...]:
        """What the walk could not read, and the failures of the run before in files that are not read again."""
        same = {file.name for file in self.plan.same}
        before = previous_failures(self.base.snapshot) if self.base.snapshot else ()
        return (*self.corpus.failures, *(failure for failure in before if failure.name in same))


def reindex(engine: Engine, options: ReindexOptions, stream: TextIO) -> Report:
    """Bring the index up to date with the sources; progress goes to `stream`.

    Raises NoSources, ConfigError, IndexBusy, EngineUnreachable, DamagedIndex; then nothing was published.
    """
    began = time.monotonic()
    corpus = walk(options.sources, options.index)
    base = open_base(engine, Analyzer(options.user_words), options.index, options.full)
    try:
        run = _PlannedRun(engine, options, corpus, base, _plan_files(base, corpus))
        _refuse_shrink(run, base.count_documents(run.plan.gone))
        report = _build_and_publish(run, stream) if run.has_work and not options.dry_run else _report_unchanged(run)
    except OSError as error:
        raise DamagedIndex(
            f"the index in {options.index} cannot be written: {error}",
            "nothing was published and what was served still is; check space and rights, then run: wenda reindex",
        ) from error
    finally:
        base.close()
    return replace(report, seconds=round(time.monotonic() - began, 3))


def _plan_files(base: BaseState, corpus: Corpus) -> Plan:
    """What is to be done with each file; all of them are read when the base cannot be reused."""
    hashes: dict[str, str] = {}

    def hash_of(file: SourceFile) -> str:
        if file.name not in hashes:
            hashes[file.name] = ""
            with suppress(OSError):  # the reader meets the same error and reports it
                hashes[file.name] = sha256_of(file.path)
        return hashes[file.name]

    planned = plan(base.files, corpus.files, corpus.unreadable, hash_of)
    if base.reusable:
        return planned
    return replace(planned, changed=tuple(sorted((*planned.changed, *planned.same), key=_by_name)), same=())


def _refuse_shrink(run: _PlannedRun, lost: int) -> None:
    """Raises NoSources when so many documents would be lost that it looks like a mistake."""
    if not run.options.allow_shrink:
        refuse_shrink(run.base.count_documents(run.base.files), lost)


def _report_unchanged(run: _PlannedRun) -> Report:
    """The report of a run that writes nothing: dry, or with nothing to do."""
    base, dry = run.base, run.options.dry_run
    report = Report(run.plan.counts, run.corpus.skipped, failures=run.remaining_failures, notes=base.notes)
    return _with_contents(replace(report, planned=dry, empty=not dry and base.snapshot is None), base.snapshot)


def _build_and_publish(run: _PlannedRun, stream: TextIO) -> Report:
    """Fill a draft, verify it, switch to it. A draft in which nothing changed is given up."""
    base, options = run.base, run.options
    draft = run.engine.draft(base.analyzer.fingerprint, base.generation if base.reusable else None)
    try:
        if base.snapshot and run.engine.current() != base.generation:
            raise IndexBusy("another run published while this one was planning", "run wenda reindex again")
        writer = Writer(draft, base)
        _fill(writer, run, stream)
        _refuse_shrink(run, writer.lost)
        failures = (*run.remaining_failures, *writer.failures)
        report = Report(run.plan.counts, run.corpus.skipped, failures=failures, notes=base.notes, stale=writer.stale)
        if not writer.changed or not writer.documents:
            draft.abandon()
            return _with_contents(replace(report, empty=base.snapshot is None), base.snapshot)
        report = _publish(draft, writer, run, report)
    except BaseException:
        draft.abandon()
        raise
    run.engine.prune(options.keep)
    return report


def _fill(writer: Writer, run: _PlannedRun, stream: TextIO) -> None:
    """Write everything that the plan names into the draft."""
    plan, base, jobs = run.plan, run.base, run.options.jobs
    assigner = IdAssigner(base.ledger)
    assigner.keep_moved(plan.moved, base.files)
    files = sorted((*plan.new, *plan.changed, *(file for file, _ in plan.moved)), key=_by_name)
    processes = process_count(jobs) if jobs or sum(file.size for file in files) > ALONE_BYTES else 1
    writer.claim([file.name for file in plan.same])
    with show_progress(len(files), stream) as advance:
        for task, result in run_tasks(tasks_of(files, assigner, writer.fail), processes, base.analyzer):
            writer.put(task.file.name, result)
            advance(task.share, sum(len(prepared.entries) for prepared in result.documents))
    present_names = {file.name: file.name for file in plan.changed} | {former: file.name for file, former in plan.moved}
    writer.resolve_missing(plan.held, plan.gone, present_names)


def _publish(draft: Draft, writer: Writer, run: _PlannedRun, report: Report) -> Report:
    """Seal the draft, verify it, write the ids down, switch."""
    base = run.base
    snapshot = draft.seal()
    try:
        table = suggestion_table(
            snapshot, base.analyzer, run.options.glossary, base.reusable_snapshot, writer.run_changes
        )
        attach_all(draft, report.failures, table)
        verify(snapshot, writer.documents, writer.canaries)
        report = _with_contents(report, snapshot)
    finally:
        snapshot.close()
    # before the switch: an id that is written down and never served does no harm; the other way round links break
    write_ledger(run.options.index, writer.updated_ledger(base.ledger))
    return replace(report, generation=draft.publish().name)


def _with_contents(report: Report, snapshot: Snapshot | None) -> Report:
    """The report with what the generation holds, if there is one."""
    if snapshot is None:
        return report
    page = snapshot.search(Lookup(Everything(), limit=1, facets=(Column.KIND, Column.LANG)))
    kinds, langs = (
        {facet.value: facet.count for facet in page.facets.get(column, ())} for column in (Column.KIND, Column.LANG)
    )
    documents = snapshot.generation.counts.get("documents", 0)
    return replace(report, documents=documents, passages=page.total, kinds=kinds, langs=langs)


def _by_name(file: SourceFile) -> str:
    return file.name
