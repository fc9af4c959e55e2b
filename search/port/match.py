"""The meaning of every lookup node, written once: does a unit match, and where.

The reference engine, the highlighter, "why did it match" and in-page find call `occurrences`; other engines are fast
imitations of it. A unit is given as lines of terms:

    unit = unit_of({field: tokens, ...}, columns=..., text=...)     # tokens: Token, or (term, position)
    places = occurrences(node, unit)                                # None: the unit does not match

A `Place` says which leaf was found where: positions `first`..`last` (both inclusive) of a field's line. To mark it,
take the tokens of that field in that range: from the `start` of the one at `first` to the `end` of the one at `last`
(`Line.index` maps a position to the token's index). A Near gives one place for each piece that takes part.
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

MOST_GROUPS = 6  # pieces of an unordered Near: chains are followed through every subset of them


class Place(NamedTuple):
    """A leaf found: the positions `first` to `last`, both inclusive, of the field's line."""

    field: Field
    first: int
    last: int
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a unit: each term's positions, and the index of the token at each position."""

    positions: Mapping[str, tuple[int, ...]]
    index: Mapping[int, int]

    def at(self, term: str) -> tuple[int, ...]:
        """The positions where the term stands, rising."""
        return self.positions.get(term, ())


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit to match. `columns` None: not known, taken as kept. `text`: the passage's text, for Verbatim."""

    lines: Mapping[Field, Line]
    columns: Mapping[Column, tuple[str, ...]] | None = None
    text: str = ""


def line_of(tokens: Iterable[Token | tuple[str, int]]) -> Line:
    """The line of one field's tokens, positions rising."""
    positions: dict[str, list[int]] = {}
    index: dict[int, int] = {}
    for number, token in enumerate(tokens):
        term, position = (token.text, token.position) if isinstance(token, Token) else token
        positions.setdefault(term, []).append(position)
        index[position] = number
    return Line({term: tuple(found) for term, found in positions.items()}, index)


def unit_of(
    terms: Mapping[Field, Iterable[Token | tuple[str, int]]],
    columns: Mapping[Column, tuple[str, ...]] | None = None,
    text: str = "",
) -> Unit:
    """A unit from its fields' tokens or (term, position) pairs."""
    return Unit({field: line_of(tokens) for field, tokens in terms.items()}, columns, text)


def unit_of_entry(entry: Entry, text: str = "") -> Unit:
    """A unit from an entry; `text` is the passage's text."""
    return unit_of(entry.terms, entry.columns, text)


def occurrences(node: Node, unit: Unit) -> tuple[Place, ...] | None:
    """Where the node matches in the unit: None when it does not, () when it matches without a place to show (a filter).
    Places of every matching branch, in tree order; they may overlap. What is unwanted gives no place."""
    match node:
        case Term() | Phrase() | Prefix() | Near() | Apart():
            return leaf_places(node, unit) or None
        case AllOf():
            return _all_places([occurrences(child, unit) for child in node.children])
        case AnyOf():
            return _any_places(_alternatives(node.children, unit), max(1, node.at_least))
        case BestOf():
            return _any_places(_alternatives(node.children, unit), 1)
        case Without():
            return None if occurrences(node.unwanted, unit) is not None else occurrences(node.wanted, unit)
        case Plus():
            required = occurrences(node.required, unit)
            return None if required is None else required + (occurrences(node.bonus, unit) or ())
        case Verbatim():
            return occurrences(node.child, unit) if holds_text(unit.text, node.text) else None
        case Scaled():
            return occurrences(node.child, unit)
        case Keep() | Between():
            return () if unit.columns is None or keeps(node, unit.columns.get(node.column, ())) else None
        case Everything():
            return ()
        case Nothing():
            return None
        case _:
            assert_never(node)


def _all_places(found: list[tuple[Place, ...] | None]) -> tuple[Place, ...] | None:
    places: list[Place] = []
    for one in found:
        if one is None:
            return None
        places.extend(one)
    return tuple(places)


def _alternatives(nodes: Iterable[Node], unit: Unit) -> list[tuple[Place, ...] | None]:
    """The places of each alternative, but for words and phrases that are told at a glance to stand nowhere: of the
    hundreds of a long question a passage holds some dozens."""
    lines = unit.lines
    return [
        occurrences(node, unit)
        for node in nodes
        if not isinstance(node, Term | Phrase)
        or (
            (line := lines.get(node.field)) is not None
            and (node.text if isinstance(node, Term) else node.terms[0] if node.terms else "") in line.positions
        )
    ]


def _any_places(found: list[tuple[Place, ...] | None], at_least: int) -> tuple[Place, ...] | None:
    matching = [one for one in found if one is not None]
    return tuple(place for one in matching for place in one) if len(matching) >= at_least else None


def leaf_places(leaf: Leaf, unit: Unit) -> tuple[Place, ...]:
    """Where one leaf stands in the unit; empty when nowhere."""
    field = field_of(leaf)
    line = unit.lines.get(field)
    if line is None:
        return ()
    return tuple(Place(field, first, last, leaf) for first, last in _ranges(leaf, line))


def _ranges(leaf: Leaf, line: Line) -> list[tuple[int, int]]:
    match leaf:
        case Term():
            return [(position, position) for position in line.at(leaf.text)]
        case Prefix():
            begun = (found for term, found in line.positions.items() if term.startswith(leaf.text))
            return sorted((position, position) for found in begun for position in found)
        case Phrase():
            return phrase_ranges(line, leaf.terms, leaf.offsets)
        case Near():
            return near_ranges(leaf, line)
        case Apart():
            unwanted = [spot for phrase in leaf.unwanted for spot in phrase_ranges(line, phrase.terms, phrase.offsets)]
            wanted = phrase_ranges(line, leaf.wanted.terms, leaf.wanted.offsets)
            return [spot for spot in wanted if not any(a <= spot[0] and spot[1] <= b for a, b in unwanted)]
        case _:
            assert_never(leaf)


def phrase_ranges(line: Line, terms: tuple[str, ...], offsets: tuple[int, ...] = ()) -> list[tuple[int, int]]:
    """The (first, last) positions where the terms stand at the offsets (adjacent by default), rising."""
    if not terms:
        return []
    apart = offsets or tuple(range(len(terms)))
    spots = [frozenset(line.at(term)) for term in terms]
    starts = (position - apart[0] for position in line.at(terms[0]))
    return [
        (start + min(apart), start + max(apart))
        for start in starts
        if all(start + offset in spot for offset, spot in zip(apart, spots, strict=True))
    ]


def near_ranges(near: Near, line: Line) -> list[tuple[int, int]]:
    """The (first, last) positions of the pieces that take part in a chain, rising: one place of each group, one after
    the other, the next beginning 1 to `distance` positions after the end of the one before; in the groups' order when
    `ordered`. Raises NotSupported when an unordered Near has more than MOST_GROUPS groups."""
    check_groups(near)
    spots = sorted(
        (first, last, group) for group, terms in enumerate(near.groups) for first, last in phrase_ranges(line, terms)
    )
    whole = (1 << len(near.groups)) - 1
    until = _chains(spots, near.distance, near.ordered)
    mirrored = sorted((-last, -first, group) for first, last, group in spots)
    last_group = len(near.groups) - 1
    turned = [(first, last, last_group - group) for first, last, group in mirrored] if near.ordered else mirrored
    onward = _chains(sorted(turned), near.distance, near.ordered)
    return sorted(
        {
            (first, last)
            for first, last, group in spots
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
    """Raises NotSupported when an unordered Near joins more pieces than can be followed."""
    if not near.ordered and len(near.groups) > MOST_GROUPS:
        raise NotSupported(f"NEAR joins at most {MOST_GROUPS} pieces", "use fewer pieces, or join them with AND")


def _chains(spots: list[tuple[int, int, int]], distance: int, ordered: bool) -> dict[tuple[int, int, int], set[int]]:
    """For each spot (first, last, group), sorted, the sets of groups (bit masks) of the chains that end with it."""
    masks: dict[tuple[int, int, int], set[int]] = {}
    by_end = sorted(spots, key=lambda spot: spot[1])
    ends = [spot[1] for spot in by_end]
    for first, last, group in spots:
        own = 1 << group
        reached = {own} if not ordered or group == 0 else set()
        for before in by_end[bisect_left(ends, first - distance) : bisect_left(ends, first)]:
            if not ordered or before[2] == group - 1:
                reached.update(mask | own for mask in masks[before] if not mask & own)
        masks[first, last, group] = reached
    return masks


def _completes(until: set[int], onward: set[int], group: int, whole: int, last_group: int | None) -> bool:
    """Whether a chain that ends with a spot and one that begins with it make a whole one, the spot counted once.
    In an ordered Near (`last_group` given) both sides always hold the groups before and after: any pair does."""
    if last_group is not None:
        return bool(until) and bool(onward)
    own = 1 << group
    return any(mask & other == own and mask | other == whole for mask in until for other in onward)


def holds_text(text: str, wanted: str) -> bool:
    """Whether the text contains the wanted characters, both NFC."""
    return unicodedata.normalize("NFC", wanted) in unicodedata.normalize("NFC", text)


def keeps(keep: Keep | Between, values: tuple[str, ...]) -> bool:
    """Whether a filter keeps a unit whose column holds these values."""
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
