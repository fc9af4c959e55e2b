"""Files that survive a crash: synced to the disk, checksummed, linked, locked. Independent of generations."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import stat
import zlib
from pathlib import Path

from search.errors import REBUILD, DamagedIndex, IndexBusy, WendaError

RESTORE = f"{REBUILD}, or wenda rollback"
CHUNK_BYTES = 1 << 20
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EXDEV, errno.EMLINK, errno.ENOSYS}


def make_private(folder: Path) -> None:
    """Make the folder, accessible to its owner alone: Whoosh stores its schema there as a pickle."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid == os.geteuid():
        folder.chmod(0o700)


def refuse_shared(folder: Path) -> None:
    """Raises WendaError if another user could have written into the folder, since files there are unpickled."""
    if not folder.exists():
        return
    state = folder.stat()
    if state.st_uid not in (0, os.geteuid()) or state.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise WendaError(f"{folder} can be written by other users", f"run: chmod 700 {folder}, as its owner")


def lock(path: Path) -> int:
    """The descriptor of a locked file. The lock lasts until it is closed or the process ends. Raises IndexBusy."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as reason:
        os.close(descriptor)
        raise IndexBusy(f"another run is writing to {path.parent}", "wait until it has finished") from reason
    return descriptor


def link(old: Path, new: Path) -> bool:
    """A hard link to the file; a copy, not yet synced, where the file system has no hard links. Returns whether it is a
    link."""
    new.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError as reason:
        if reason.errno not in _NO_LINKS:
            raise
        shutil.copyfile(old, new)
        return False
    return True


def checked(path: Path) -> tuple[int, int]:
    """Size in bytes and CRC-32 of a file."""
    size, check = 0, 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            size += len(chunk)
            check = zlib.crc32(chunk, check)
    return size, check


def verify(path: Path, known: tuple[int, int]) -> None:
    """Raises DamagedIndex, which names the file, if it is missing, short, altered or unreadable."""
    try:
        found = checked(path)
    except OSError as reason:
        raise DamagedIndex(f"{path} cannot be read: {reason.strerror}", RESTORE) from reason
    if found[0] != known[0]:
        raise DamagedIndex(f"{path} has {found[0]} bytes instead of {known[0]}", RESTORE)
    if found[1] != known[1]:
        raise DamagedIndex(f"{path} was altered: its checksum is wrong", RESTORE)


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_synced(path: Path, data: bytes) -> None:
    """Write the data to another file, sync it and rename it: readers see the old file or the whole new one."""
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(data)
    draft.chmod(0o600)
    sync(draft)
    draft.replace(path)
    sync(path.parent)


def with_checksum(text: str) -> bytes:
    """A text with its CRC-32 in front, on a line of its own."""
    data = text.encode()
    return b"%08x\n" % zlib.crc32(data) + data


def without_checksum(data: bytes) -> str:
    """The text that `with_checksum` sealed. Raises ValueError when it was altered."""
    check, _, text = data.partition(b"\n")
    if check != b"%08x" % zlib.crc32(text):
        raise ValueError("its checksum is wrong")
    return text.decode()
