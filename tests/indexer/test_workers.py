"""Worker processes: order kept, a death costs one file."""

import os
import signal
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from indexer.corpus import SourceFile
from indexer.prepare import Identity, Task
from indexer.workers import process_count, run_tasks
from search.analysis.analyze import Analyzer
from tests.indexer.runs import PAGE


class Killer(str):
    """A path's text that ends the process that reads it; stands for one that is out of memory."""

    def __reduce__(self) -> object:
        return os._exit, (1,)


def task(folder: Path, name: str) -> Task:
    path = folder / name
    path.write_text(PAGE, encoding="utf-8")
    return Task(SourceFile(path, name, ".txt", len(PAGE), 1), (Identity(name, name),))


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and was not waited for does not."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False


@pytest.mark.parametrize("processes", [1, 2])
def test_outcomes_come_in_the_order_of_the_tasks(tmp_path: Path, processes: int) -> None:
    tasks = [task(tmp_path, f"p{number}") for number in range(20)]
    outcomes = list(run_tasks(tasks, processes, Analyzer()))
    assert [each.file.name for each, _ in outcomes] == [each.file.name for each in tasks]
    assert all(len(done.documents) == 1 and not done.failures for _, done in outcomes)


def test_a_process_that_dies_costs_one_file(tmp_path: Path) -> None:
    tasks = [task(tmp_path, f"p{number}") for number in range(6)]
    tasks[2] = Task(tasks[2].file, (Identity("p2", Killer("p2")),))
    outcomes = {each.file.name: done for each, done in run_tasks(tasks, 2, Analyzer())}
    assert [name for name, done in outcomes.items() if done.failures] == ["p2"]
    assert "died" in outcomes["p2"].failures[0].reason
    assert sum(len(done.documents) for done in outcomes.values()) == 5


def test_workers_do_not_outlive_a_parent_that_is_killed(tmp_path: Path) -> None:
    tasks = (task(tmp_path, f"p{number}") for number in range(1_000_000))
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        for number, _ in enumerate(run_tasks(tasks, 2, Analyzer())):
            if number == 0:
                os.write(writable, " ".join(str(each.pid) for each in active_children()).encode())
        os._exit(0)
    workers = [int(pid) for pid in os.read(readable, 100).split()]
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert len(workers) == 2
    waited = time.monotonic() + 20
    while any(map(alive, workers)) and time.monotonic() < waited:
        time.sleep(0.05)
    assert not any(map(alive, workers))


def test_no_number_means_every_processor() -> None:
    assert process_count(0) == len(os.sched_getaffinity(0))
    assert process_count(3) == 3
