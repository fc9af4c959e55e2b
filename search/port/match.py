"""The meaning of every lookup node, written once: does a passage match, and where.

The reference engine, the highlighter, "why did it match" and in-page find call `occurrences`; other engines must give
the same result faster. A passage is given as the tokens of its fields:

    passage = indexed_passage({field: tokens, ...}, columns=..., text=...)   # tokens: Token, or (term, position)
    spans = occurrences(node, passage)                                       # None: the passage does not match

A `MatchSpan` says which leaf occurs where: positions `first` to `last` (both inclusive) of a field. To highlight it,
take the tokens of that field in that range: from the `start` of the one at `first` to the `end` of the one at `last`
(`PositionIndex.token_index` maps a position to the token's index). A Near gives a span for each of its groups.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, assert_never

from search.errors import NotSupported
from search.port.entry import Entry
from search.port.leaf import Leaf, field_of
from search.port.lookup import (
    AllOf,
    AnyOf,
    Apart,
    BestOf,
    Between,
    Everything,
    Keep,
    Near,
    Node,
    Nothing,
    Phrase,
    Plus,
    Prefix,
    Scaled,
    Term,
    Verbatim,
    Without,
)
from search.terms import Column, Field, Token

MAX_GROUPS = 6  # of an unordered Near: the work grows with 2 to the power of the groups


class MatchSpan(NamedTuple):
    """Where a leaf occurs: positions `first` to `last` of the field, both inclusive."""

    field: Field
    first: int
    last: int
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class PositionIndex:
    """One field of a passage: the positions of each term, ascending; and the index of the token at each position."""

    positions: Mapping[str, tuple[int, ...]]
    token_index: Mapping[int, int]

    def at(self, term: str) -> tuple[int, ...]:
        """The positions of the term, ascending."""
        return self.positions.get(term, ())


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage to match. `columns` None: unknown, every filter keeps it. `text`: the passage's text, for Verbatim."""

    fields: Mapping[Field, PositionIndex]
    columns: Mapping[Column, tuple[str, ...]] | None = None
    text: str = ""


def position_index(tokens: Iterable[Token | tuple[str, int]]) -> PositionIndex:
    """The index of one field's tokens, whose positions ascend."""
    positions: dict[str, list[int]] = {}
    index: dict[int, int] = {}
    for number, token in enumerate(tokens):
        term, position = (token.text, token.position) if isinstance(token, Token) else token
        positions.setdefault(term, []).append(position)
        index[position] = number
    return PositionIndex({term: tuple(found) for term, found in positions.items()}, index)


def indexed_passage(
    terms: Mapping[Field, Iterable[Token | tuple[str, int]]],
    columns: Mapping[Column, tuple[str, ...]] | None = None,
    text: str = "",
) -> IndexedPassage:
    """A passage from its fields' tokens or (term, position) pairs."""
    return IndexedPassage({field: position_index(tokens) for field, tokens in terms.items()}, columns, text)


def passage_of_entry(entry: Entry, text: str = "") -> IndexedPassage:
    """A passage from an entry; `text` is the passage's text."""
    return indexed_passage(entry.terms, entry.columns, text)


def occurrences(node: Node, passage: IndexedPassage) -> tuple[MatchSpan, ...] | None:
    """Where the node matches in the passage: None if it does not, () if it matches without a span (a filter). Spans of
    every matching branch, in tree order; they may overlap. An unwanted node gives no span."""
    match node:
        case Term() | Phrase() | Prefix() | Near() | Apart():
            return leaf_spans(node, passage) or None
        case AllOf():
            return _all_spans([occurrences(child, passage) for child in node.children])
        case AnyOf():
            return _any_spans(_alternatives(node.children, passage), max(1, node.at_least))
        case BestOf():
            return _any_spans(_alternatives(node.children, passage), 1)
        case Without():
            return None if occurrences(node.unwanted, passage) is not None else occurrences(node.wanted, passage)
        case Plus():
            required = occurrences(node.required, passage)
            return None if required is None else required + (occurrences(node.bonus, passage) or ())
        case Verbatim():
            return occurrences(node.child, passage) if holds_text(passage.text, node.text) else None
        case Scaled():
            return occurrences(node.child, passage)
        case Keep() | Between():
            return () if passage.columns is None or keeps(node, passage.columns.get(node.column, ())) else None
        case Everything():
            return ()
        case Nothing():
            return None
        case _:
            assert_never(node)


def _all_spans(found: list[tuple[MatchSpan, ...] | None]) -> tuple[MatchSpan, ...] | None:
    spans: list[MatchSpan] = []
    for one in found:
        if one is None:
            return None
        spans.extend(one)
    return tuple(spans)


def _alternatives(nodes: Iterable[Node], passage: IndexedPassage) -> list[tuple[MatchSpan, ...] | None]:
    """The spans of each alternative. Terms and phrases whose first term the passage does not have are skipped: of the
    hundreds in a long question a passage has some dozens."""
    fields = passage.fields
    return [
        occurrences(node, passage)
        for node in nodes
        if not isinstance(node, Term | Phrase)
        or (
            (index := fields.get(node.field)) is not None
            and (node.text if isinstance(node, Term) else node.terms[0] if node.terms else "") in index.positions
        )
    ]


def _any_spans(found: list[tuple[MatchSpan, ...] | None], at_least: int) -> tuple[MatchSpan, ...] | None:
    matching = [one for one in found if one is not None]
    return tuple(span for one in matching for span in one) if len(matching) >= at_least else None


def leaf_spans(leaf: Leaf, passage: IndexedPassage) -> tuple[MatchSpan, ...]:
    """Where one leaf occurs in the passage; empty if nowhere."""
    field = field_of(leaf)
    index = passage.fields.get(field)
    if index is None:
        return ()
    return tuple(MatchSpan(field, first, last, leaf) for first, last in _ranges(leaf, index))


def _ranges(leaf: Leaf, index: PositionIndex) -> list[tuple[int, int]]:
    match leaf:
        case Term():
            return [(position, position) for position in index.at(leaf.text)]
        case Prefix():
            begun = (found for term, found in index.positions.items() if term.startswith(leaf.text))
            return sorted((position, position) for found in begun for position in found)
        case Phrase():
            return phrase_ranges(index, leaf.terms, leaf.offsets)
        case Near():
            return near_ranges(leaf, index)
        case Apart():
            unwanted = [each for one in leaf.unwanted for each in phrase_ranges(index, one.terms, one.offsets)]
            wanted = phrase_ranges(index, leaf.wanted.terms, leaf.wanted.offsets)
            return [(a, b) for a, b in wanted if not any(first <= a and b <= last for first, last in unwanted)]
        case _:
            assert_never(leaf)


def phrase_ranges(index: PositionIndex, terms: tuple[str, ...], offsets: tuple[int, ...] = ()) -> list[tuple[int, int]]:
    """The (first, last) positions where the terms occur at the offsets (adjacent by default), ascending."""
    if not terms:
        return []
    apart = offsets or tuple(range(len(terms)))
    positions = [frozenset(index.at(term)) for term in terms]
    starts = (position - apart[0] for position in index.at(terms[0]))
    return [
        (start + min(apart), start + max(apart))
        for start in starts
        if all(start + offset in where for offset, where in zip(apart, positions, strict=True))
    ]


def near_ranges(near: Near, index: PositionIndex) -> list[tuple[int, int]]:
    """The (first, last) positions of all phrases that are part of a chain, ascending. A chain has one occurrence of
    each group; each begins 1 to `distance` positions after the end of the one before; in the groups' order when
    `ordered`. Raises NotSupported when an unordered Near has more than MAX_GROUPS groups."""
    check_groups(near)
    ranges = sorted(
        (first, last, group) for group, terms in enumerate(near.groups) for first, last in phrase_ranges(index, terms)
    )
    whole = (1 << len(near.groups)) - 1
    until = _chains(ranges, near.distance, near.ordered)
    mirrored = sorted((-last, -first, group) for first, last, group in ranges)
    last_group = len(near.groups) - 1
    turned = [(first, last, last_group - group) for first, last, group in mirrored] if near.ordered else mirrored
    onward = _chains(sorted(turned), near.distance, near.ordered)
    return sorted(
        {
            (first, last)
            for first, last, group in ranges
            if _completes(
                until[first, last, group],
                onward[-last, -first, last_group - group if near.ordered else group],
                group,
                whole,
                last_group if near.ordered else None,
            )
        }
    )


def check_groups(near: Near) -> None:
    """Raises NotSupported when an unordered Near has more than MAX_GROUPS groups."""
    if not near.ordered and len(near.groups) > MAX_GROUPS:
        raise NotSupported(f"NEAR joins at most {MAX_GROUPS} pieces", "use fewer pieces, or join them with AND")


def _chains(ranges: list[tuple[int, int, int]], distance: int, ordered: bool) -> dict[tuple[int, int, int], set[int]]:
    """For each range (first, last, group), sorted, the sets of groups (bit masks) of the chains that end with it."""
    masks: dict[tuple[int, int, int], set[int]] = {}
    by_end = sorted(ranges, key=lambda range_: range_[1])
    ends = [range_[1] for range_ in by_end]
    for first, last, group in ranges:
        own = 1 << group
        reached = {own} if not ordered or group == 0 else set()
        for before in by_end[bisect_left(ends, first - distance) : bisect_left(ends, first)]:
            if not ordered or before[2] == group - 1:
                reached.update(mask | own for mask in masks[before] if not mask & own)
        masks[first, last, group] = reached
    return masks


def _completes(until: set[int], onward: set[int], group: int, whole: int, last_group: int | None) -> bool:
    """Whether a chain that ends with a range and one that begins with it together have every group, the range counted
    once. In an ordered Near (`last_group` given) they always do."""
    if last_group is not None:
        return bool(until) and bool(onward)
    own = 1 << group
    return any(mask & other == own and mask | other == whole for mask in until for other in onward)


def holds_text(text: str, wanted: str) -> bool:
    """Whether the text contains the wanted characters, both NFC."""
    return unicodedata.normalize("NFC", wanted) in unicodedata.normalize("NFC", text)


def keeps(keep: Keep | Between, values: tuple[str, ...]) -> bool:
    """Whether a filter keeps a passage whose column has these values."""
    if isinstance(keep, Between):
        return any(overlaps(value, keep.low, keep.high) for value in values)
    if keep.prefix:
        return any(value == one or value.startswith(f"{one}-") for value in values for one in keep.values)
    return any(value in keep.values for value in values)


def overlaps(date: str, low: str, high: str) -> bool:
    """Whether an ISO date as precise as known overlaps [low, high], bounds likewise; an empty bound is open, an empty
    date overlaps nothing. Comparing as many characters as both have takes a partial date as the whole month or year.
    """
    if not date:
        return False
    above = not low or date[: len(low)] >= low[: len(date)]
    return above and (not high or date[: len(high)] <= high[: len(date)])
