"""The query tree: what the user wrote, before any analysis and for any engine. `parse` makes it, `show` writes it,
`lower` turns it into a lookup. `span` is the node's place on the query text as typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.model import Span

TITLE = "title"  # the field that a query may name besides the filters; it is searched


@dataclass(frozen=True, slots=True)
class Words:
    """Adjacent plain words as typed, one clause. `text` keeps their white space."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """A literal string, without its quotes."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class WordPrefix:
    """The beginning of a word, without the asterisk."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class NearClause:
    """Pieces at most `distance` words (Han: characters) apart, in any order."""

    groups: tuple[Words | Quotation, ...]
    distance: int
    span: Span


@dataclass(frozen=True, slots=True)
class FieldClause:
    """`field:value`: the name of a filter or TITLE, and literal text as the filter's value or searched in the title."""

    name: str
    value: str
    span: Span
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class DateClause:
    """`from:` and `to:`; ISO, as precise as typed; an empty bound is open."""

    low: str
    high: str
    span: Span


@dataclass(frozen=True, slots=True)
class And:
    """All children."""

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any child."""

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Not the child. Stands inside an And; alone it means everything but the child."""

    child: Query


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing was said: all passages under the filters, newest first."""


Query = Words | Quotation | WordPrefix | NearClause | FieldClause | DateClause | And | Or | Not | Empty
WantedClause = Words | Quotation | WordPrefix | FieldClause


def wanted_clauses(tree: Query) -> Iterator[WantedClause]:
    """The clauses whose text is wanted, the pieces of a NEAR by themselves, in order."""
    match tree:
        case And(children) | Or(children):
            for child in children:
                yield from wanted_clauses(child)
        case NearClause(groups):
            yield from groups
        case Words() | Quotation() | WordPrefix() | FieldClause():
            yield tree


def plain_words(tree: Query) -> Iterator[Words]:
    """The clauses of plain words that are wanted: those in which names are looked for."""
    match tree:
        case And(children) | Or(children):
            for child in children:
                yield from plain_words(child)
        case Words():
            yield tree
