"""Words one edit apart: an index of sequences with one unit left out (SymSpell), and the edit distance.

Two sequences at distance 1 share one of their deletions, so a handful of look-ups finds all neighbours among any
number of words (the symmetric deletion of Garbe's SymSpell, 2012). Units are letters of a word, or syllables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from search.byte_strings import Array

Units = str | tuple[str, ...]  # a word's letters, or syllables
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"


@dataclass(frozen=True, slots=True)
class DeletionIndex:
    """Hashes of deletions, sorted, and the row of each. Hashes may collide: callers measure the distance."""

    hashes: Array
    rows: Array

    def candidate_rows(self, sequences: Iterable[Units]) -> list[int]:
        """The rows that share a deletion with one of the sequences, each once."""
        probes = np.array(sorted({value for sequence in sequences for value in _hashes(sequence)}), dtype="<u4")
        lows = np.searchsorted(self.hashes, probes, "left")
        highs = np.searchsorted(self.hashes, probes, "right")
        hit = np.flatnonzero(lows < highs)
        return sorted({int(row) for at in hit for row in self.rows[lows[at] : highs[at]]})


def deletion_index(pairs: Iterable[tuple[Units, int]], carried: DeletionIndex | None = None) -> DeletionIndex:
    """The index of (sequence, row) pairs, in any order, and of the rows `carried` over from another index."""
    entries = np.array([value << 32 | row for sequence, row in pairs for value in _hashes(sequence)], dtype="<u8")
    if carried is not None:
        entries = np.concatenate((entries, carried.hashes.astype("<u8") << np.uint64(32) | carried.rows))
    entries.sort()
    ordered = entries[np.diff(entries, prepend=entries[:1] + 1) != 0]
    return DeletionIndex((ordered >> 32).astype("<u4"), (ordered & 0xFFFFFFFF).astype("<u4"))


def _hashes(sequence: Units) -> list[int]:
    """CRC-32 of the sequence, and of the sequence with each one of its units left out; short ones only themselves."""
    units = [_unit(unit, sequence) for unit in sequence]
    whole = b"".join(units)
    found = [crc32(whole)]
    before = end = 0
    for unit in units if len(units) > 2 else ():
        end += len(unit)
        found.append(crc32(whole[end:], before))
        before = crc32(unit, before)
    return found


def _unit(unit: str, sequence: Units) -> bytes:
    """Syllables begin with a blank, so that they meet no word."""
    return unit.encode() if isinstance(sequence, str) else f" {unit}".encode()


def one_edit_away(word: str) -> Iterator[str]:
    """All strings at distance 1 of a word in its own alphabet, itself among them. Looked up in the index, they find the
    words at distance 2."""
    letters = _CYRILLIC if "а" <= word[0] <= "я" else _LATIN
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in letters)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def distance(one: Units, other: Units) -> int:
    """Optimal string alignment distance: insertions, deletions, substitutions, exchanged neighbours; no unit twice."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, unit in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (unit != wanted))
            if i > 1 and j > 1 and unit == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
