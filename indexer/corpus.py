"""The files of the sources: which are pages, which are skipped and why, which cannot be read."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.failure import Failure
from indexer.overrides import Override, meant_for, read_overrides
from indexer.readers.registry import READERS, RECORDS
from search.errors import ConfigError, NoSources

_BLOCK = 1 << 20  # bytes read at a time while hashing


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A page or record file. `name` is its path below its source folder, with `/`, the folder's label in front when
    there are several sources; NFC, and undecodable bytes written out as `\\xff`. `suffix` is lower case.
    `overrides` are the entries of the source folder for this file; for a file of records, all of them."""

    path: Path
    name: str
    suffix: str
    size: int
    mtime_ns: int
    overrides: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a walk found, sorted by name. `skipped` counts files by reason; `unreadable` are names of files and
    folders that are there and cannot be looked into: what is indexed below them is not gone."""

    files: tuple[SourceFile, ...]
    skipped: Mapping[str, int]
    failures: tuple[Failure, ...]
    unreadable: tuple[str, ...]


def walk(sources: Sequence[str], index: Path | None = None) -> Corpus:
    """Every page under the source folders, except in the folder `index`. Raises NoSources when a folder is
    missing or holds no page, ConfigError when one source lies inside another."""
    folders = _folders(sources)
    found: list[SourceFile] = []
    skipped: Counter[str] = Counter()
    failures: list[Failure] = []
    for label, folder in _labelled(folders):
        before = len(found) + len(failures)
        found += _SourceWalk(folder, label, index, skipped, failures).files()
        if len(found) + len(failures) == before:
            raise NoSources(
                f"the source {folder} holds no page",
                "put files into it (" + " ".join(sorted(READERS)) + ") or name another folder",
            )
    unreadable = tuple(failure.name for failure in failures)
    return Corpus(tuple(sorted(found, key=lambda file: file.name)), dict(skipped), tuple(failures), unreadable)


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes, in hex. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def shown_name(name: str) -> str:
    """A file name as a key and in messages: NFC, undecodable bytes written out."""
    readable = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", readable)


def _folders(sources: Sequence[str]) -> list[Path]:
    """The source folders, each once. Raises NoSources, ConfigError."""
    if not sources:
        raise NoSources("no source folder is named", "set indexer.sources, or pass --source DIR")
    folders: list[Path] = []
    for source in sources:
        folder = Path(source)
        if not folder.is_dir():
            what = "is not a folder" if folder.exists() else "does not exist"
            raise NoSources(f"the source {source} {what}", "name an existing folder with --source or indexer.sources")
        if not os.access(folder, os.R_OK | os.X_OK):
            raise NoSources(f"the source {source} may not be read", "give the user who runs wenda the right to read it")
        if not any(folder.samefile(other) for other in folders):
            folders.append(folder)
    for folder in folders:
        for other in folders:
            if folder is not other and other.resolve() in folder.resolve().parents:
                raise ConfigError(f"the source {folder} lies inside the source {other}", "name only one of them")
    return folders


def _labelled(folders: Sequence[Path]) -> list[tuple[str, Path]]:
    """Each folder with the prefix of its file names: none for a single source, else the shortest end of its path that
    no other source has."""
    if len(folders) == 1:
        return [("", folders[0])]
    parts = [folder.resolve().parts[1:] for folder in folders]
    depth = 1
    while len({path[-depth:] for path in parts}) < len(parts):
        depth += 1
    return [("/".join(path[-depth:]) + "/", folder) for path, folder in zip(parts, folders, strict=True)]


class _SourceWalk:
    """A walk through one source folder. Remembers the folders that it entered, so that links cannot lead in a
    circle."""

    def __init__(
        self, root: Path, label: str, index: Path | None, skipped: Counter[str], failures: list[Failure]
    ) -> None:
        self._root = root
        self._label = label
        self._index = index
        self._skipped = skipped
        self._failures = failures
        self._overrides = read_overrides(root)
        self._entered: set[tuple[int, int]] = set()
        self._read: set[tuple[int, int]] = set()

    def files(self) -> list[SourceFile]:
        """The pages; real files first, so that a link to one of them is recognised as a copy."""
        links: list[Path] = []
        found = list(self._folder(self._root, links))
        while links:
            found += self._link(links.pop(0), links)
        return found

    def _folder(self, folder: Path, links: list[Path]) -> Iterator[SourceFile]:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in self._entered:
            self._skipped["links to what is read already"] += 1
            return
        self._entered.add((status.st_dev, status.st_ino))
        if self._index is not None and self._index.is_dir() and self._index.samefile(folder):
            self._skipped["the index itself"] += 1
            return
        try:
            with os.scandir(folder) as entries:
                children = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._fail(folder, error)
            return
        names = {child.name for child in children}
        for child in children:
            path = Path(child.path)
            reason = _skip_reason(child, names)
            if reason:
                self._skipped[reason] += 1
            elif child.is_symlink():
                links.append(path)
            elif child.is_dir(follow_symlinks=False):
                yield from self._folder(path, links)
            else:
                yield from self._file(path)

    def _link(self, path: Path, links: list[Path]) -> Iterator[SourceFile]:
        try:
            status = path.stat()
        except OSError as error:
            if path.suffix.lower() in READERS:
                self._fail(path, error)
            else:
                self._skipped["other formats"] += 1
            return
        if stat.S_ISDIR(status.st_mode):
            yield from self._folder(path, links)
        else:
            yield from self._file(path)

    def _file(self, path: Path) -> Iterator[SourceFile]:
        if path.suffix.lower() not in READERS:
            self._skipped["other formats"] += 1
            return
        try:
            status = path.stat()
        except OSError as error:
            self._fail(path, error)
            return
        if not stat.S_ISREG(status.st_mode):
            self._skipped["not a file (pipe, socket or device)"] += 1
            return
        if path.is_symlink() and (status.st_dev, status.st_ino) in self._read:
            self._skipped["links to what is read already"] += 1
            return
        self._read.add((status.st_dev, status.st_ino))
        name, suffix = self._name(path), path.suffix.lower()
        overrides = self._overrides if suffix in RECORDS else meant_for(self._overrides, name.removeprefix(self._label))
        yield SourceFile(path, name, suffix, status.st_size, status.st_mtime_ns, overrides)

    def _name(self, path: Path) -> str:
        return self._label + shown_name(path.relative_to(self._root).as_posix())

    def _fail(self, path: Path, error: OSError) -> None:
        self._failures.append(Failure.unreadable(self._name(path), error))


def _skip_reason(entry: os.DirEntry[str], siblings: set[str]) -> str:
    """Why a file or folder is left out; empty when it is not."""
    name = entry.name
    if name.startswith("."):
        return "hidden"
    if entry.is_dir(follow_symlinks=False):
        # browsers save a page's frames and advertisements beside it, as pages of their own
        stem = name.removesuffix("_files")
        saved = stem != name and not siblings.isdisjoint({f"{stem}.html", f"{stem}.htm"})
        return "folders that a browser saved with a page" if saved else ""
    if name.endswith(".license"):
        return "licences"
    return "README" if name.upper().startswith("README") else ""
