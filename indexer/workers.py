"""Runs tasks in worker processes and gives their results in order; few of them wait in memory."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

from indexer.failure import Failure
from indexer.prepare import Task, TaskResult, prepare
from search.analysis.analyze import Analyzer

_WAITING = 4  # tasks under way for each process: enough to keep it busy, few enough to fit in memory


def process_count(jobs: int) -> int:
    """How many processes `jobs` means: 0 is one for each processor that this process may use."""
    return jobs or len(os.sched_getaffinity(0))


def run_tasks(tasks: Iterable[Task], processes: int, analyzer: Analyzer) -> Iterator[tuple[Task, TaskResult]]:
    """The outcome of each task, in the order of the tasks. With one process the work is done here.

    When a process dies (out of memory), the tasks that were under way run again one by one: only the one that kills its
    process again fails.
    """
    if processes == 1:
        for task in tasks:
            yield task, prepare(task, analyzer)
        return
    pool = _Pool(processes, analyzer)
    try:
        waiting: deque[tuple[Task, Future[TaskResult]]] = deque()
        for task in tasks:
            waiting.append((task, pool.submit(task)))
            if len(waiting) >= processes * _WAITING:
                yield from pool.finished(waiting)
        while waiting:
            yield from pool.finished(waiting)
    finally:
        pool.close()


class _Pool:
    """A process pool that is started again when one of its processes dies."""

    def __init__(self, processes: int, analyzer: Analyzer) -> None:
        self._processes = processes
        self._analyzer = analyzer
        self._executor = self._start_processes(processes)

    def submit(self, task: Task) -> Future[TaskResult]:
        try:
            return self._executor.submit(_run, task)
        except BrokenProcessPool:
            broken: Future[TaskResult] = Future()
            broken.set_exception(BrokenProcessPool())
            return broken

    def finished(self, waiting: deque[tuple[Task, Future[TaskResult]]]) -> Iterator[tuple[Task, TaskResult]]:
        """The result of the task that waits longest; after a death those of all that wait, run one at a time."""
        task, future = waiting.popleft()
        try:
            yield task, future.result()
            return
        except BrokenProcessPool:
            unfinished = [task, *(other for other, _ in waiting)]
            waiting.clear()
        self._executor.shutdown(wait=False, cancel_futures=True)
        for task in unfinished:
            yield task, self._run_alone(task)
        self._executor = self._start_processes(self._processes)

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _run_alone(self, task: Task) -> TaskResult:
        with self._start_processes(1) as executor:
            try:
                return executor.submit(_run, task).result()
            except BrokenProcessPool:
                reason = "the process that read it died (out of memory?)"
                return TaskResult(
                    (), (Failure(task.file.name, reason, "split the file, or give the machine more memory"),)
                )

    def _start_processes(self, processes: int) -> ProcessPoolExecutor:
        # spawn: the parent may hold an open index and threads, which a fork would copy in an unknown state
        return ProcessPoolExecutor(processes, get_context("spawn"), _start, (self._analyzer,))


_analyzers: list[Analyzer] = []  # of a worker process: building one takes longer than preparing many a page


def _start(analyzer: Analyzer) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent too, which ends the pool in order
    Thread(target=_leave_with_parent, daemon=True).start()
    _analyzers.append(analyzer)


def _leave_with_parent() -> None:
    """End this process when its parent is killed; else it would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _run(task: Task) -> TaskResult:
    return prepare(task, _analyzers[0])
