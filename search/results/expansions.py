"""The names that were searched besides those typed, and in how many passages each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from search.model import Span
from search.port.lookup import Lookup
from search.query.context import Alias, Entity, LoweringContext
from search.query.entity_nodes import alias_nodes
from search.query.question import Question
from search.query.tree import And, Or, Query, Words
from search.request import ExpandedTerm, Expansion
from search.results.searcher import Searcher
from search.terms import Part


def expansions(question: Question, searcher: Searcher) -> tuple[Expansion, ...]:
    """One for each entity that the query names; names that stand nowhere are left out, and entities with them alone.
    Spans lie on the query text."""
    context = question.context
    if context.expand is None:
        return ()
    found: list[Expansion] = []
    for clause in _words(question.tree):
        for entity in context.expand(clause.text):
            counted = [
                ExpandedTerm(alias.text, alias.lang, alias.weight, _hits(alias, entity, context, searcher))
                for alias in entity.aliases
            ]
            terms = tuple(term for term in counted if term.hits)
            span = Span(clause.span.start + entity.span.start, clause.span.start + entity.span.end)
            if terms:
                found.append(Expansion(span, entity.id, terms))
    return tuple(found)


def _hits(alias: Alias, entity: Entity, context: LoweringContext, searcher: Searcher) -> int:
    """In how many passages a name stands; counted once a generation."""
    known = searcher.counts.get(alias)
    if known is None:
        node = alias_nodes(replace(entity, aliases=(alias,)), replace(context, parts={Part.BODY: 1.0}))
        known = searcher.counts[alias] = searcher.snapshot.search(Lookup(node, limit=0)).total
    return known


def _words(tree: Query) -> Iterator[Words]:
    """The clauses that names are sought in: wanted plain words."""
    match tree:
        case And(children) | Or(children):
            for child in children:
                yield from _words(child)
        case Words():
            yield tree
