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
    """Units that hold the term in the field."""

    field: Field
    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Units that hold the terms at the given offsets from a common position; adjacent when `offsets` is empty."""

    field: Field
    terms: tuple[str, ...]
    boost: float = 1.0
    offsets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Prefix:
    """Units that hold a term beginning with `text`. Scores a constant: `boost`."""

    field: Field
    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Near:
    """Units where one phrase of each group stands, neighbours at most `distance` positions apart (gap between the
    end of one and the start of the next is < distance), in the given order when `ordered`."""

    field: Field
    groups: tuple[tuple[str, ...], ...]
    distance: int
    ordered: bool = False
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Apart:
    """Units with a place of `wanted` that lies inside no place of any phrase of `unwanted` (all on one field)."""

    wanted: Phrase
    unwanted: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Units that match every child; scores add up."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Units that match `at_least` children; scores add up."""

    children: tuple[Node, ...]
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class BestOf:
    """Units that match a child; the best child's score counts, the others' times `tie`."""

    children: tuple[Node, ...]
    tie: float = 0.0


@dataclass(frozen=True, slots=True)
class Without:
    """Units that match `wanted` and not `unwanted`; the score is that of `wanted`."""

    wanted: Node
    unwanted: Node


@dataclass(frozen=True, slots=True)
class Plus:
    """Units that match `required`; those that match `bonus` too score its points on top."""

    required: Node
    bonus: Node


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Units that match `child` and whose text, NFC, contains `text`. The engine asks `Document.passage_text`."""

    child: Node
    text: str


@dataclass(frozen=True, slots=True)
class Scaled:
    """Units that match `child`; the score times `factor` where the column holds one of the values."""

    child: Node
    column: Column
    values: tuple[str, ...]
    factor: float


@dataclass(frozen=True, slots=True)
class Keep:
    """Units whose column holds one of the values; with `prefix`, a value that equals one of them or continues it
    after a hyphen (`zh` keeps `zh-Hans`). Scores nothing."""

    column: Column
    values: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """Units whose ISO date overlaps [low, high], both inclusive and as precise as given; an empty bound is open.
    Undated units do not match. Scores nothing."""

    column: Column
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Everything:
    """All units, score 0."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No unit."""


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
    """The order of hits. Ties: newer date, then id ascending. Undated units come last in both date orders."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Lookup:
    """A tree to run. `filters` are ANDed; a facet ignores the filters on its own column. With `collapse`, of the
    units that share a value of that column only the best is a hit, `copies` counts them all; units without a value
    stay apart; totals and facets count units, not groups. `deadline` is a `time.monotonic()` value. With
    `with_parts`, each hit names the parts that may contain a match."""

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
    """A unit found: its entry id, document id, score, and with collapsing how many units it stands for. `parts` that
    may contain a match; None if the engine cannot say."""

    passage: str
    document: str
    score: float
    copies: int = 1
    parts: frozenset[Part] | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """A column's value and how many units have it."""

    value: str
    count: int


class Page(NamedTuple):
    """One page of hits. `total` counts units; `groups` counts hits after collapsing (equal to `total` without).
    `facets` are sorted by falling count, then value. `partial` says why the page is not whole: deadline, shards."""

    hits: tuple[Hit, ...]
    total: int
    total_is_exact: bool = True
    groups: int = 0
    facets: Mapping[Column, tuple[Facet, ...]] = MappingProxyType({})
    partial: tuple[str, ...] = ()
