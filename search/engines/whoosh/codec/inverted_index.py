"""Tokens of a field -> its postings: rows, counts and positions of every term. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search.engines.whoosh.codec.array_file import narrowest

Numbers = npt.NDArray[np.uint32]
Narrow = npt.NDArray[
    np.unsignedinteger
]  # as narrow as the values allow, so that a field of a million passages fits into memory
Long = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one field. `terms` in any order; for every token the index of its term there, its row, its position."""

    terms: Sequence[bytes]
    numbers: Numbers
    rows: Numbers
    positions: Numbers


@dataclass(frozen=True, slots=True)
class InvertedField:
    """Postings of one field, by term, then row. `frequency`: how many postings each of the sorted `terms` has. For each
    posting its row and its count of positions; and the positions of all postings, joined."""

    terms: Sequence[bytes]
    frequency: Long
    rows: Numbers
    counts: Narrow
    positions: Narrow

    @property
    def occurrences(self) -> Long:
        """How many positions each term has in all its rows."""
        return (
            np.add.reduceat(self.counts, offsets_of(self.frequency), dtype=np.int64) if self.terms else self.frequency
        )


def offsets_of(sizes: Long) -> Long:
    """Where each of the slices of these sizes begins if they are laid end to end."""
    return np.cumsum(sizes) - sizes


def invert(tokens: Tokens) -> InvertedField:
    """The postings of tokens: sorted by term, row and position. Terms without a token are left out."""
    named = np.bincount(tokens.numbers, minlength=len(tokens.terms)) > 0
    order = sorted(np.flatnonzero(named).tolist(), key=tokens.terms.__getitem__)
    ranks = np.zeros(len(tokens.terms), np.uint32)
    ranks[order] = np.arange(len(order), dtype=np.uint32)
    numbers, rows, positions = _sorted(ranks.take(tokens.numbers), tokens.rows, tokens.positions, len(order))
    first = np.ones(numbers.size, np.bool_)
    first[1:] = (numbers[1:] != numbers[:-1]) | (rows[1:] != rows[:-1])
    starts = np.flatnonzero(first)
    counts = narrowest(np.diff(starts, append=numbers.size))
    frequency = np.bincount(numbers[starts], minlength=len(order))
    terms = [tokens.terms[number] for number in order]
    return InvertedField(terms, frequency, rows[starts], counts, narrowest(positions))


def _sorted(numbers: Numbers, rows: Numbers, positions: Numbers, terms: int) -> tuple[Numbers, Numbers, Numbers]:
    """The three columns sorted together: as one 64-bit key if they fit, which is four times as fast."""
    if not numbers.size:
        return numbers, rows, positions
    row_bits, position_bits = int(rows.max()).bit_length(), int(positions.max()).bit_length()
    if terms.bit_length() + row_bits + position_bits > 64:
        order = np.lexsort((positions, rows, numbers))
        return numbers[order], rows[order], positions[order]
    key = numbers.astype(np.uint64)
    key <<= np.uint64(row_bits)
    key |= rows
    key <<= np.uint64(position_bits)
    key |= positions
    key.sort()
    positions = (key & np.uint64((1 << position_bits) - 1)).astype(np.uint32)
    key >>= np.uint64(position_bits)
    where = (key & np.uint64((1 << row_bits) - 1)).astype(np.uint32)
    key >>= np.uint64(row_bits)
    return key.astype(np.uint32), where, positions


def live_postings(inverted: InvertedField, living: npt.NDArray[np.bool_], renumbered: Numbers) -> InvertedField:
    """The postings of rows that are not deleted, with the new numbers of the rows, which ascend like the old ones."""
    if living.all():
        rows = renumbered.take(inverted.rows)
        return InvertedField(inverted.terms, inverted.frequency, rows, inverted.counts, inverted.positions)
    alive = living.take(inverted.rows)
    owners = np.repeat(np.arange(len(inverted.terms), dtype=np.uint32), inverted.frequency)
    frequency = np.bincount(owners[alive], minlength=len(inverted.terms))
    positions = inverted.positions[np.repeat(alive, inverted.counts)]
    terms = [term for term, postings in zip(inverted.terms, frequency.tolist(), strict=True) if postings]
    rows, counts = renumbered.take(inverted.rows[alive]), inverted.counts[alive]
    return InvertedField(terms, frequency[frequency > 0], rows, counts, positions)


def merge_fields(parts: Sequence[InvertedField]) -> InvertedField:
    """The postings of several segments as one. Every row of a part comes after all rows of the parts before, so only
    the terms are sorted: the postings of each part are copied behind those of the same term."""
    if len(parts) == 1:
        return parts[0]
    terms = sorted(set().union(*(part.terms for part in parts)))
    number = {term: at for at, term in enumerate(terms)}
    ranks = [np.fromiter(map(number.__getitem__, part.terms), np.int64, len(part.terms)) for part in parts]
    frequency, occurrences = np.zeros(len(terms), np.int64), np.zeros(len(terms), np.int64)
    for own, part in zip(ranks, parts, strict=True):
        frequency[own] += part.frequency
        occurrences[own] += part.occurrences
    rows = np.empty(frequency.sum(), np.uint32)
    counts: Narrow = np.empty(rows.size, np.result_type(*(part.counts for part in parts)))
    positions: Narrow = np.empty(occurrences.sum(), np.result_type(*(part.positions for part in parts)))
    postings_at, places_at = offsets_of(frequency), offsets_of(occurrences)
    for own, part in zip(ranks, parts, strict=True):
        target = _targets(postings_at[own], part.frequency)
        rows[target], counts[target] = part.rows, part.counts
        positions[_targets(places_at[own], part.occurrences)] = part.positions
        postings_at[own] += part.frequency
        places_at[own] += part.occurrences
    return InvertedField(terms, frequency, rows, counts, positions)


def _targets(begins: Long, sizes: Long) -> Long:
    """The indexes begins[n], begins[n] + 1, ... of each slice."""
    return np.repeat(begins - offsets_of(sizes), sizes) + np.arange(sizes.sum())
