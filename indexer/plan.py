"""What a run has to do: the files of the sources against those of the index. Hashes are computed only where needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from indexer.corpus import SourceFile
from indexer.overrides import digest_of
from search.errors import NoSources
from search.model import Source

MOST_GONE = 0.5  # a run that loses a larger share of the indexed documents is refused


@dataclass(frozen=True, slots=True)
class IndexedFile:
    """A file as the served generation has it. `size` -1 and `sha256` empty: it must be read again in any case."""

    path: str
    size: int
    mtime_ns: int
    sha256: str
    documents: tuple[tuple[str, str], ...]  # (id, key)
    overrides: str = ""  # digest of the entries that were applied


@dataclass(frozen=True, slots=True)
class Plan:
    """`moved` pairs a file with its former path; `held` are indexed files that are there and cannot be looked at: their
    documents stay as they are, flagged stale."""

    new: tuple[SourceFile, ...] = ()
    changed: tuple[SourceFile, ...] = ()
    moved: tuple[tuple[SourceFile, str], ...] = ()
    same: tuple[SourceFile, ...] = ()
    gone: tuple[str, ...] = ()
    held: tuple[str, ...] = ()

    @property
    def counts(self) -> Mapping[str, int]:
        """How many files each part has, for the report."""
        return {part.name: len(getattr(self, part.name)) for part in fields(self)}


def indexed_files(documents: Iterable[tuple[str, str, Source]]) -> Mapping[str, IndexedFile]:
    """The files of the indexed documents, by path; the documents are (id, key, source)."""
    gathered: dict[str, list[tuple[str, str]]] = defaultdict(list)
    sources: dict[str, Source] = {}
    for document, key, source in documents:
        gathered[source.path].append((document, key))
        # A stale document has no hash: one of them is enough to read the file again.
        if source.path not in sources or not source.sha256:
            sources[source.path] = source
    return {
        path: IndexedFile(path, source.size, source.mtime_ns, source.sha256, tuple(gathered[path]), source.overrides)
        for path, source in sources.items()
    }


def plan(
    indexed: Mapping[str, IndexedFile],
    seen: Sequence[SourceFile],
    unreadable: Sequence[str],
    hash_of: Callable[[SourceFile], str],
) -> Plan:
    """The plan. `unreadable` are names of files and folders that could not be looked into; `hash_of` gives a file's
    SHA-256, or an empty text when it cannot be read (it counts as changed: the reader will say why)."""
    new: list[SourceFile] = []
    changed: list[SourceFile] = []
    same: list[SourceFile] = []
    for file in seen:
        before = indexed.get(file.name)
        if before is None:
            new.append(file)
        elif _same(before, file, hash_of):
            same.append(file)
        else:
            changed.append(file)
    names = {file.name for file in seen}
    missing = [path for path in indexed if path not in names]
    held = tuple(path for path in missing if any(_within(path, name) for name in unreadable))
    gone = [path for path in missing if path not in set(held)]
    moved = _moved(new, gone, indexed, hash_of)
    at_new_place = {file.name for file, _ in moved}
    at_old_place = {path for _, path in moved}
    return Plan(
        new=tuple(file for file in new if file.name not in at_new_place),
        changed=tuple(changed),
        moved=moved,
        same=tuple(same),
        gone=tuple(path for path in gone if path not in at_old_place),
        held=held,
    )


def refuse_shrink(indexed: int, lost: int) -> None:
    """Raises NoSources when more than half of the `indexed` documents would be lost: perhaps a disk is not mounted, or
    a source was forgotten on the command line."""
    if indexed and lost > MOST_GONE * indexed:
        raise NoSources(
            f"{lost} of {indexed} known documents are not in the sources any more; nothing was changed",
            "name all sources; if the documents are meant to go, add --allow-shrink",
        )


def _same(before: IndexedFile, file: SourceFile, hash_of: Callable[[SourceFile], str]) -> bool:
    if not before.sha256 or before.overrides != digest_of(file.overrides):
        return False
    if (before.size, before.mtime_ns) == (file.size, file.mtime_ns):
        return True
    return before.size in (file.size, -1) and hash_of(file) == before.sha256


def _moved(
    new: Sequence[SourceFile],
    gone: Sequence[str],
    indexed: Mapping[str, IndexedFile],
    hash_of: Callable[[SourceFile], str],
) -> tuple[tuple[SourceFile, str], ...]:
    """New files with the content of a file that is gone; of several copies the first takes the place."""
    former: dict[str, list[str]] = defaultdict(list)
    for path in gone:
        if indexed[path].sha256:
            former[indexed[path].sha256].append(path)
    sizes = {indexed[path].size for path in gone}
    moved = []
    for file in new if former else ():
        if (file.size in sizes or -1 in sizes) and (paths := former.get(hash_of(file))):
            moved.append((file, paths.pop(0)))
    return tuple(moved)


def _within(path: str, name: str) -> bool:
    return path == name or path.startswith(f"{name}/")
