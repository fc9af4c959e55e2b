"""The packed documents of a segment: compressed together in blocks, which a merge copies unless they are small.

The record of a single passage compressed alone takes 1.2 times the bytes of its text; in blocks .7 (100,000 passages).
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

BLOCK_BYTES = 16_384  # before compression: .03 ms to open one; zlib takes .08
COPIED_BYTES = BLOCK_BYTES // 2  # a block of at least so much is copied by a merge as it is
LEVEL = 3  # of Zstandard: a quarter of zlib's time; 6 takes three times as long and saves .02 of the text


class StoredDocumentsWriter:
    """Collects the records of a segment, in the order of its documents."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._firsts = array("Q")  # the document that each block begins with
        self._ends = array("Q")  # where each record ends in its block, before compression
        self._open: list[bytes] = []
        self._open_bytes = 0
        self._compress = zstandard.ZstdCompressor(LEVEL).compress

    def add(self, record: bytes) -> None:
        """The record of the next document."""
        if not self._open:
            self._firsts.append(len(self._ends))
        self._open.append(record)
        self._open_bytes += len(record)
        self._ends.append(self._open_bytes)
        if self._open_bytes >= BLOCK_BYTES:
            self._close_block()

    def add_segment(self, records: StoredDocuments, kept: Ints) -> None:
        """Records of another segment, numbers rising. Blocks of which all records stay are copied, small ones aside:
        those would stay small through every merge to come."""
        for block in range(records.blocks):
            first, last = records.extent(block)
            low, high = kept.searchsorted((first, last))
            if high - low == last - first and records.ends[last - 1] >= COPIED_BYTES:
                self._close_block()
                self._firsts.append(len(self._ends))
                self._ends.extend(records.ends[first:last].tolist())
                self._blocks.append(records.packed(block))
            else:
                for number in kept[low:high].tolist():
                    self.add(records[number])

    def arrays(self) -> dict[str, Array]:
        """What `Records` reads. Nothing may be added afterwards: the blocks are let go."""
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
    """The records of a segment by the number of their document, read from mapped arrays. Safe to share between
    threads."""

    def __init__(self, arrays: Group) -> None:
        self._blocks = read_byte_strings(arrays, "blocks")
        self._firsts: list[int] = arrays["firsts"].tolist()
        self.ends = arrays["ends"]
        self._openers = threading.local()  # one for each thread: they are not to be shared
        self._last: tuple[int, bytes] = -1, b""  # the block opened last: neighbours are asked for together

    def __getitem__(self, number: int) -> bytes:
        block = bisect_right(self._firsts, number) - 1
        opened, data = self._last
        if opened != block:
            data = self._opener().decompress(self._blocks[block])
            self._last = block, data
        start = 0 if number == self._firsts[block] else int(self.ends[number - 1])
        return data[start : int(self.ends[number])]

    def _opener(self) -> zstandard.ZstdDecompressor:
        """What opens blocks in this thread."""
        found: zstandard.ZstdDecompressor | None = getattr(self._openers, "opener", None)
        if found is None:
            found = self._openers.opener = zstandard.ZstdDecompressor()
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
        """A block as it is written."""
        return self._blocks[block]
