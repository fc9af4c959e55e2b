"""What is looked up: a tree of terms on fields, with filters, order and paging; and what comes back.

The meaning of every node is written once, in `search.port.match`. Boosts stand on leaves only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from search.terms import Column, Field, Part


@dataclass(frozen=True, slots=True)
class Term:
    """Passages that have the term in the field."""

    field: Field
    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Passages that hold the terms at the given offsets from a common position; adjacent when `offsets` is empty."""

    field: Field
    terms: tuple[str, ...]
    boost: float = 1.0
    offsets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Prefix:
    """Passages that hold a term beginning with `text`. Scores a constant: `boost`."""

    field: Field
    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Near:
    """Passages where one phrase of each group occurs, neighbours at most `distance` positions apart: the next begins 1
    to `distance` positions after the end of the one before. In the given order when `ordered`, else in any."""

    field: Field
    groups: tuple[tuple[str, ...], ...]
    distance: int
    ordered: bool = False
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Apart:
    """Passages where `wanted` occurs at least once outside every occurrence of the phrases of `unwanted` (all on one
    field)."""

    wanted: Phrase
    unwanted: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Passages that match every child; scores add up."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Passages that match `at_least` children; scores add up."""

    children: tuple[Node, ...]
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class BestOf:
    """Passages that match a child; the best child's score counts, the others' times `tie`."""

    children: tuple[Node, ...]
    tie: float = 0.0


@dataclass(frozen=True, slots=True)
class Without:
    """Passages that match `wanted` and not `unwanted`; the score is that of `wanted`."""

    wanted: Node
    unwanted: Node


@dataclass(frozen=True, slots=True)
class Plus:
    """Passages that match `required`; where `bonus` matches too, its score is added."""

    required: Node
    bonus: Node


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Passages that match `child` and whose text, NFC, contains `text`. The text is `Document.passage_text`."""

    child: Node
    text: str


@dataclass(frozen=True, slots=True)
class Scaled:
    """Passages that match `child`; the score times `factor` where the column holds one of the values."""

    child: Node
    column: Column
    values: tuple[str, ...]
    factor: float


@dataclass(frozen=True, slots=True)
class Keep:
    """Passages whose column holds one of the values; with `prefix`, a value that equals one of them or continues it
    after a hyphen (`zh` keeps `zh-Hans`). Scores nothing."""

    column: Column
    values: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """Passages whose ISO date overlaps [low, high], both inclusive and as precise as given; an empty bound is open.
    Undated passages do not match. Scores nothing."""

    column: Column
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Everything:
    """All passages, score 0."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No passage."""


Node = (
    Term
    | Phrase
    | Prefix
    | Near
    | Apart
    | AllOf
    | AnyOf
    | BestOf
    | Without
    | Plus
    | Verbatim
    | Scaled
    | Keep
    | Between
    | Everything
    | Nothing
)


class Sort(StrEnum):
    """The order of hits. Ties: newer date, then id ascending. Undated passages come last in both date orders."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Lookup:
    """A tree to run. `filters` are ANDed; a facet ignores the filters on its own column. With `collapse`, of the
    passages that share a value of that column only the best is a hit, and its `copies` counts them all; passages
    without a value are not collapsed; totals and facets count passages, not groups. `deadline` is a `time.monotonic()`
    value. With `with_parts`, each hit names the parts that may contain a match."""

    tree: Node
    filters: tuple[Keep | Between, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10
    facets: tuple[Column, ...] = ()
    collapse: Column | None = None
    deadline: float | None = None
    with_parts: bool = False


class Hit(NamedTuple):
    """A passage that matches: entry id, document id, score. `copies`: with collapsing, how many passages the hit stands
    for. `parts`: those that may contain a match; None if the engine cannot say."""

    passage: str
    document: str
    score: float
    copies: int = 1
    parts: frozenset[Part] | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """A column's value and how many passages have it."""

    value: str
    count: int


class Page(NamedTuple):
    """One page of hits. `total` counts passages; `groups` counts hits after collapsing (equal to `total` without).
    `facets` are sorted by falling count, then value. `partial` says why the page is not whole: deadline, shards."""

    hits: tuple[Hit, ...]
    total: int
    total_is_exact: bool = True
    groups: int = 0
    facets: Mapping[Column, tuple[Facet, ...]] = MappingProxyType({})
    partial: tuple[str, ...] = ()
