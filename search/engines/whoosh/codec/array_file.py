"""A file of named arrays, to be mapped into memory and read without copying.

Layout, little endian: MAGIC; the arrays, each beginning at a multiple of 8 bytes; a JSON directory
`{group: {array: [offset, elements, dtype]}}`; its length and CRC-32 as two unsigned 32-bit numbers.
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from search.byte_strings import Array, ByteStrings, bounds_of
from search.errors import REBUILD, DamagedIndex

MAGIC = b"wenda1\r\n"
FOOTER = struct.Struct("<II")
ALIGNMENT = 8

Group = Mapping[str, Array]

# The width of the numbers of a list, by its code. Code 0: no list is written.
WIDTHS = (None, np.dtype("<u1"), np.dtype("<u2"), np.dtype("<u4"))


class ArrayFileWriter:
    """Writes groups of arrays to a file that is open for writing, and closes it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._directory: dict[str, dict[str, tuple[int, int, str]]] = {}
        self._file.write(MAGIC)
        self._at = len(MAGIC)

    def put(self, group: str, arrays: Group) -> None:
        """Write the arrays of a group. Each group is written once."""
        self._directory[group] = {name: self._append(array) for name, array in arrays.items()}

    def _append(self, array: Array) -> tuple[int, int, str]:
        data = np.ascontiguousarray(array)
        little = data.astype(data.dtype.newbyteorder("<"), copy=False)
        padding = -self._at % ALIGNMENT
        self._file.write(b"\0" * padding)
        self._file.write(little.data.cast("B") if little.size else b"")  # not copied: it may be hundreds of megabytes
        start = self._at + padding
        self._at = start + little.nbytes
        return start, int(little.size), little.dtype.str

    def close(self) -> None:
        """Write the directory."""
        directory = json.dumps(self._directory).encode()
        self._file.write(directory)
        self._file.write(FOOTER.pack(len(directory), zlib.crc32(directory)))
        self._file.close()


def read_arrays(path: Path) -> dict[str, dict[str, Array]]:
    """The file's groups of arrays, mapped: pages are shared between processes and loaded when read. They stay mapped
    as long as an array lives. Raises DamagedIndex if the file is missing or was not written to its end."""
    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        length, check = FOOTER.unpack(mapped[-FOOTER.size :])
        text = mapped[-FOOTER.size - length : -FOOTER.size]
        if mapped[: len(MAGIC)] != MAGIC or zlib.crc32(text) != check:
            raise ValueError("it is not a file of arrays, or was not written to its end")
    except (OSError, ValueError, struct.error) as reason:
        raise DamagedIndex(f"{path} cannot be read: {reason}", REBUILD) from reason
    directory: dict[str, dict[str, tuple[int, int, str]]] = json.loads(text)
    return {
        group: {name: _view(mapped, *where) for name, where in arrays.items()} for group, arrays in directory.items()
    }


def _view(mapped: mmap.mmap, start: int, size: int, kind: str) -> Array:
    return np.frombuffer(mapped, np.dtype(kind), size, start) if size else np.zeros(0, np.dtype(kind))


def narrowest(numbers: npt.NDArray[np.integer[Any]]) -> Array:
    """The unsigned numbers in the narrowest type of 1, 2, 4 or 8 bytes."""
    return numbers.astype(np.min_scalar_type(int(numbers.max()) if numbers.size else 0))


def byte_strings(values: Sequence[bytes], name: str) -> dict[str, Array]:
    """Byte strings as the two arrays of `ByteStrings`."""
    return {f"{name}.text": np.frombuffer(b"".join(values), np.uint8), f"{name}.bounds": narrowest(bounds_of(values))}


def read_byte_strings(arrays: Group, name: str) -> ByteStrings:
    """Byte strings written by `byte_strings`."""
    return ByteStrings(arrays[f"{name}.text"].data, arrays[f"{name}.bounds"].data)
