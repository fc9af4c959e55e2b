"""The names that were searched besides those typed, and in how many passages each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from search.model import Span
from search.port.lookup import Lookup
from search.query.context import Alias, Entity, How
from search.query.entity_nodes import spelled_out
from search.query.tree import And, Or, Query, Words
from search.request import ExpandedTerm, Expansion
from search.results.searcher import Served
from search.terms import Part


def expansions(tree: Query, how: How, served: Served) -> tuple[Expansion, ...]:
    """One for each entity that the query names; names that stand nowhere are left out, and entities with them alone.
    Spans lie on the query text."""
    if how.expand is None:
        return ()
    found: list[Expansion] = []
    for clause in _words(tree):
        for entity in how.expand(clause.text):
            counted = [
                ExpandedTerm(alias.text, alias.lang, alias.weight, _hits(alias, entity, how, served))
                for alias in entity.aliases
            ]
            terms = tuple(term for term in counted if term.hits)
            span = Span(clause.span.start + entity.span.start, clause.span.start + entity.span.end)
            if terms:
                found.append(Expansion(span, entity.id, terms))
    return tuple(found)


def _hits(alias: Alias, entity: Entity, how: How, served: Served) -> int:
    """In how many passages a name stands; counted once a generation."""
    known = served.counts.get(alias)
    if known is None:
        node = spelled_out(replace(entity, aliases=(alias,)), replace(how, parts={Part.BODY: 1.0}))
        known = served.counts[alias] = served.snapshot.search(Lookup(node, limit=0)).total
    return known


def _words(tree: Query) -> Iterator[Words]:
    """The clauses that names are sought in: wanted plain words."""
    match tree:
        case And(children) | Or(children):
            for child in children:
                yield from _words(child)
        case Words():
            yield tree
