"""The names that were searched besides those typed, and in how many passages each stands."""

from __future__ import annotations

from collections.abc import Iterator

from search.model import Span
from search.port.engine import Snapshot
from search.port.lookup import Lookup
from search.query.how import How
from search.query.literal import literal
from search.query.tree import And, Or, Query, Words
from search.request import ExpandedTerm, Expansion
from search.terms import Part


def expansions(tree: Query, how: How, snapshot: Snapshot) -> tuple[Expansion, ...]:
    """One for each entity that the query names; names that stand nowhere are left out, and entities with them alone.
    Spans lie on the query text."""
    if how.expand is None:
        return ()
    found: list[Expansion] = []
    for clause in _words(tree):
        for entity in how.expand(clause.text):
            counted = [
                ExpandedTerm(alias.text, alias.lang, alias.weight, _hits(alias.text, how, snapshot))
                for alias in entity.aliases
            ]
            terms = tuple(term for term in counted if term.hits)
            span = Span(clause.span.start + entity.span.start, clause.span.start + entity.span.end)
            if terms:
                found.append(Expansion(span, entity.id, terms))
    return tuple(found)


def _hits(name: str, how: How, snapshot: Snapshot) -> int:
    return snapshot.search(Lookup(literal(name, Part.BODY, how.analyzer), limit=0)).total


def _words(tree: Query) -> Iterator[Words]:
    """The clauses that names are sought in: wanted plain words."""
    match tree:
        case And(children) | Or(children):
            for child in children:
                yield from _words(child)
        case Words():
            yield tree
