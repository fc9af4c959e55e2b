"""The packed documents of a segment, compressed in blocks; a merge copies the blocks unless they are small.

Compressed one by one, documents of one passage take 1.2 times the bytes of their text; in blocks .7 (bench.size,
100,000 passages).
"""

from __future__ import annotations

import threading
from array import array
from bisect import bisect_right

import numpy as np
import zstandard

from search.byte_strings import Array
from search.engines.whoosh.codec.array_file import Group, byte_strings, narrowest, read_byte_strings
from search.engines.whoosh.row_sets import Ints

BLOCK_BYTES = 16_384  # before compression; a block is decompressed in .03 ms (zlib: .08)
COPIED_BYTES = BLOCK_BYTES // 2  # before compression: a merge copies blocks of at least this size
LEVEL = 3  # of Zstandard, a quarter of zlib's time; level 6 takes three times as long and saves 2 % of the text


class StoredDocumentsWriter:
    """Collects the packed documents of a segment, in order."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._firsts = array("Q")  # the document that each block begins with
        self._ends = array("Q")  # where each document ends in its block, before compression
        self._open: list[bytes] = []
        self._open_bytes = 0
        self._compress = zstandard.ZstdCompressor(LEVEL).compress

    def add(self, document: bytes) -> None:
        """Add the next document, packed."""
        if not self._open:
            self._firsts.append(len(self._ends))
        self._open.append(document)
        self._open_bytes += len(document)
        self._ends.append(self._open_bytes)
        if self._open_bytes >= BLOCK_BYTES:
            self._close_block()

    def add_segment(self, documents: StoredDocuments, numbers: Ints) -> None:
        """Add these documents of another segment, ascending. Blocks of which no document is left out are copied, except
        small ones: they would stay small in every later merge."""
        for block in range(documents.blocks):
            first, last = documents.extent(block)
            low, high = numbers.searchsorted((first, last))
            if high - low == last - first and documents.ends[last - 1] >= COPIED_BYTES:
                self._close_block()
                self._firsts.append(len(self._ends))
                self._ends.extend(documents.ends[first:last].tolist())
                self._blocks.append(documents.packed(block))
            else:
                for number in numbers[low:high].tolist():
                    self.add(documents[number])

    def arrays(self) -> dict[str, Array]:
        """The arrays that `StoredDocuments` reads. Nothing may be added afterwards: the blocks are released."""
        self._close_block()
        blocks, self._blocks = self._blocks, []
        return {
            **byte_strings(blocks, "blocks"),
            "firsts": narrowest(np.array(self._firsts, np.uint64)),
            "ends": narrowest(np.array(self._ends, np.uint64)),
        }

    def _close_block(self) -> None:
        if self._open:
            self._blocks.append(self._compress(b"".join(self._open)))
            self._open = []
            self._open_bytes = 0


class StoredDocuments:
    """The packed documents of a segment by number, read from mapped arrays. Safe to share between threads."""

    def __init__(self, arrays: Group) -> None:
        self._blocks = read_byte_strings(arrays, "blocks")
        self._firsts: list[int] = arrays["firsts"].tolist()
        self.ends = arrays["ends"]
        self._decompressors = threading.local()  # one for each thread: a decompressor is not thread-safe
        self._last: tuple[int, bytes] = -1, b""  # the last block decompressed: neighbours are often read together

    def __getitem__(self, number: int) -> bytes:
        block = bisect_right(self._firsts, number) - 1
        opened, data = self._last
        if opened != block:
            data = self._decompressor().decompress(self._blocks[block])
            self._last = block, data
        start = 0 if number == self._firsts[block] else int(self.ends[number - 1])
        return data[start : int(self.ends[number])]

    def _decompressor(self) -> zstandard.ZstdDecompressor:
        """The decompressor of this thread."""
        found: zstandard.ZstdDecompressor | None = getattr(self._decompressors, "decompressor", None)
        if found is None:
            found = self._decompressors.decompressor = zstandard.ZstdDecompressor()
        return found

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return len(self._blocks)

    def extent(self, block: int) -> tuple[int, int]:
        """The first document of a block, and the one after its last."""
        following = self._firsts[block + 1 : block + 2]
        return self._firsts[block], following[0] if following else int(self.ends.size)

    def packed(self, block: int) -> bytes:
        """A block as it is stored, compressed."""
        return self._blocks[block]
