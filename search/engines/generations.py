"""Generations on disk: a folder each, never changed once published, and a small pointer file that names the served one.

    <index>/lock                                  held (flock) while a draft is open
    <index>/current                               name of the served generation
    <index>/generations/<name>/manifest.json      format, fingerprint, counts, size and checksum of every file
    <index>/generations/<name>/...                the engine's files; attachments under attachments/

A folder without `manifest.json` was never published: a run is still writing there, or was killed. A new generation may
start as hard links to the files of an old one (or copies), since files are only added and unlinked, never rewritten.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from search.engines import durable
from search.engines.durable import RESTORE
from search.errors import REBUILD, DamagedIndex, IndexBusy, NoGeneration, StaleIndex
from search.port.engine import Generation

MANIFEST = "manifest.json"
SEALED = "sealed.json"  # the manifest before publishing
POINTER = "current"
ATTACHMENTS = "attachments"

Files = Mapping[str, tuple[int, int]]  # path inside the generation -> size in bytes, CRC-32


@dataclass(slots=True)
class Build:
    """A generation being built. Holds the lock of the index folder until `release`."""

    index: Path
    name: str
    lock: int
    recorded: dict[str, tuple[int, int]] = field(default_factory=dict)  # files that are synced to the disk

    @property
    def path(self) -> Path:
        """The folder to write into."""
        return self.index / "generations" / self.name

    def release(self) -> None:
        """Release the lock, so that other runs may begin. May be called twice."""
        if self.lock >= 0:
            os.close(self.lock)
            self.lock = -1


def begin(index: Path) -> Build:
    """A new, empty folder to build in. Removes the folders of runs that were killed. Raises IndexBusy."""
    durable.make_private(index)
    lock = durable.lock(index / "lock")
    try:
        durable.make_private(index / "generations")
        _remove_unpublished(index)
        build = Build(index, _new_name(index), lock)
        build.path.mkdir(mode=0o700)
    except BaseException:
        os.close(lock)
        raise
    return build


def take_over(build: Build, base: str) -> None:
    """Add the files of a generation that `opened` has verified, except attachments: as hard links, or as copies where
    there are none. Raises NoGeneration, and DamagedIndex for an incomplete copy."""
    for file, known in read_manifest(build.index, base)[1].items():
        if not file.startswith(f"{ATTACHMENTS}/"):
            if durable.link(build.index / "generations" / base / file, build.path / file):
                build.recorded[file] = known
            else:
                durable.verify(build.path / file, known)  # an incomplete copy must not be sealed


def abandon(build: Build) -> None:
    """Remove what was built, unless it is published, and release the lock."""
    if build.lock >= 0 and not (build.path / MANIFEST).exists():
        shutil.rmtree(build.path, ignore_errors=True)
    build.release()


def seal(build: Build, generation: Generation) -> None:
    """Sync every file to the disk and write the manifest that `publish` will use. Call again after an `attach`; files
    recorded before are not read twice."""
    files = {}
    for path in sorted(build.path.rglob("*")):
        name = path.relative_to(build.path).as_posix()
        if path.is_file() and name != SEALED:
            files[name] = _recorded(build, name, path)
    record = {
        "name": generation.name,
        "created": generation.created,
        "format": generation.format,
        "fingerprint": generation.fingerprint,
        "counts": dict(generation.counts),
        "files": files,
    }
    durable.write_synced(build.path / SEALED, durable.with_checksum(json.dumps(record)))
    for folder in (build.path / ATTACHMENTS, build.path):
        if folder.is_dir():
            durable.sync(folder)


def attach(build: Build, name: str, data: bytes) -> None:
    """Add a file that belongs to the generation. `seal` must follow before `publish`."""
    folder = build.path / ATTACHMENTS
    folder.mkdir(mode=0o700, exist_ok=True)
    build.recorded.pop(f"{ATTACHMENTS}/{name}", None)
    durable.write_synced(folder / name, data)


def publish(build: Build) -> None:
    """Make the sealed generation the current one, and release the lock. The rename of the pointer is the only switch:
    before it the old generation is served, after it the new one."""
    (build.path / SEALED).rename(build.path / MANIFEST)
    durable.sync(build.path)
    durable.sync(build.path.parent)
    _point(build.index, build.name)
    build.release()


def current(index: Path) -> str | None:
    """The name in the pointer file; None if nothing has been published."""
    try:
        return (index / POINTER).read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as reason:
        raise DamagedIndex(f"{index / POINTER} cannot be read: {reason}", RESTORE) from reason


def read_manifest(index: Path, name: str) -> tuple[Generation, Files]:
    """A published generation and its files. Raises NoGeneration if there is none of that name, DamagedIndex."""
    path = index / "generations" / name / MANIFEST
    if not path.is_file():
        raise NoGeneration(f"{index} holds no generation {name}", "run: wenda reindex")
    try:
        record = json.loads(durable.without_checksum(path.read_bytes()))
        generation = Generation(
            name=record["name"],
            created=record["created"],
            format=record["format"],
            fingerprint=record["fingerprint"],
            counts=record["counts"],
        )
        files = {file: (size, check) for file, (size, check) in record["files"].items()}
    except (OSError, ValueError, KeyError, TypeError) as reason:
        raise DamagedIndex(f"{path} cannot be read: {reason}", RESTORE) from reason
    return generation, files


def opened(index: Path, name: str | None, layout: int, fingerprint: str = "") -> tuple[Path, Generation]:
    """Folder and description of a generation (default: the current one), every file verified. `layout` is the format
    that can be read; an empty `fingerprint` accepts every analysis. Raises NoGeneration, StaleIndex, DamagedIndex."""
    wanted = name if name is not None else current(index)
    if wanted is None:
        raise NoGeneration(f"nothing is published in {index}", "run: wenda reindex")
    durable.refuse_shared(index)
    if not (index / "generations" / wanted / MANIFEST).is_file() and wanted == current(index):
        raise DamagedIndex(f"{index / POINTER} names {wanted!r}, which is not there", RESTORE)
    generation, files = read_manifest(index, wanted)
    if generation.format != layout:
        raise StaleIndex(f"generation {wanted} has format {generation.format}; this program reads {layout}", REBUILD)
    if fingerprint and generation.fingerprint != fingerprint:
        raise StaleIndex(f"generation {wanted} was written by another version of the analysis", REBUILD)
    folder = index / "generations" / wanted
    for file, known in files.items():
        durable.verify(folder / file, known)
    return folder, generation


def listed(index: Path) -> list[Generation]:
    """All published generations that can be read, oldest first."""
    found = []
    for name in _published(index):
        try:
            found.append(read_manifest(index, name)[0])
        except DamagedIndex:
            continue  # `opened` raises the error if this one is asked for
    return found


def switch(index: Path, name: str, layout: int, fingerprint: str = "") -> None:
    """Make another published generation the current one, if `opened` verifies it. Raises NoGeneration, StaleIndex,
    DamagedIndex, IndexBusy; then nothing changes."""
    read_manifest(index, name)
    lock = durable.lock(index / "lock")
    try:
        opened(index, name, layout, fingerprint)
        _point(index, name)
    finally:
        os.close(lock)


def prune(index: Path, keep: int) -> None:
    """Remove all but the `keep` newest generations and the current one, and the folders of runs that were killed. Does
    nothing while another run holds the lock: that run will prune."""
    if not (index / "generations").is_dir():
        return
    try:
        lock = durable.lock(index / "lock")
    except IndexBusy:
        return
    try:
        _remove_unpublished(index)
        served = current(index)
        names = _published(index)
        for name in names[: max(0, len(names) - keep)]:
            if name != served:
                _remove(index / "generations" / name)
    finally:
        os.close(lock)


def attachments(folder: Path) -> dict[str, bytes]:
    """The attachments of a generation by name."""
    paths = (folder / ATTACHMENTS).iterdir() if (folder / ATTACHMENTS).is_dir() else ()
    return {path.name: path.read_bytes() for path in paths}


def _recorded(build: Build, name: str, path: Path) -> tuple[int, int]:
    """Size and checksum of a file, after it is synced; those of files linked from the base are known."""
    if name not in build.recorded:
        path.chmod(0o600)
        durable.sync(path)
        build.recorded[name] = durable.checked(path)
    return build.recorded[name]


def _published(index: Path) -> list[str]:
    """Names of the published generations, oldest first."""
    return sorted(path.parent.name for path in (index / "generations").glob(f"*/{MANIFEST}"))


def _remove_unpublished(index: Path) -> None:
    """Call with the lock held, so that no other run is writing there. Only folders are removed."""
    for folder in (index / "generations").iterdir():
        if folder.is_dir() and not folder.is_symlink() and not (folder / MANIFEST).exists():
            shutil.rmtree(folder)


def _remove(folder: Path) -> None:
    """Remove a generation: the manifest first, so that a half removed one does not count as published."""
    (folder / MANIFEST).unlink()
    shutil.rmtree(folder)


def _new_name(index: Path) -> str:
    """A name that sorts after all others even if the clock was set back: UTC to the microsecond."""
    name = datetime.now(UTC).strftime("%Y%m%dT%H%M%S-%f")
    names = _published(index)
    return name if not names or name > names[-1] else f"{names[-1]}.1"


def _point(index: Path, name: str) -> None:
    durable.write_synced(index / POINTER, f"{name}\n".encode())
