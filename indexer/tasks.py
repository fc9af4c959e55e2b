"""Makes the tasks of the workers: one for a page; a file of records is read here and cut into blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from indexer.corpus import SourceFile
from indexer.failure import Failure
from indexer.ids.assign import IdAssigner
from indexer.prepare import FileExtracts, Task, keys_of, read_safely
from indexer.readers.extract import Extract
from indexer.readers.registry import RECORDS

BLOCK_RECORDS = 200  # most records of a task: some 50 ms of work, so that all processes have some
BLOCK_CHARS = 100_000  # and characters, for long records


def tasks_of(files: Iterable[SourceFile], naming: IdAssigner, fail: Callable[[Failure], None]) -> Iterator[Task]:
    """The tasks of the files, in order. Records that cannot be read go to `fail`."""
    for file in files:
        if file.suffix not in RECORDS:
            yield Task(file, (naming.identity_of(file.name),))
            continue
        read = read_safely(file)
        if isinstance(read, Failure):
            fail(read)
            yield Task(file, ())
            continue
        for error in read.extracts.failures:
            fail(Failure.of(file.name, error))
        yield from _blocks(file, read, naming)


def _blocks(file: SourceFile, read: FileExtracts, naming: IdAssigner) -> Iterator[Task]:
    """Tasks of at most BLOCK_RECORDS records; a single empty one when every record failed."""
    keys = keys_of(file.name, read.extracts)
    items = read.extracts.items
    start = 0
    while start < len(items) or start == 0:
        stop = _stop(items, start)
        identities = tuple(naming.identity_of(key) for key in keys[start:stop])
        yield Task(file, identities, read.source, items[start:stop], share=(stop - start) / max(len(items), 1))
        start = max(stop, 1)


def _stop(items: Sequence[Extract], start: int) -> int:
    """Where the block that begins at `start` ends."""
    chars = 0
    for position in range(start, min(start + BLOCK_RECORDS, len(items))):
        chars += len(items[position].text)
        if chars > BLOCK_CHARS:
            return position + 1
    return min(start + BLOCK_RECORDS, len(items))
