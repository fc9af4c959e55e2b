"""The names that were searched besides those typed, and in how many passages each stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from search.model import Span
from search.port.lookup import Lookup, Nothing
from search.query.context import Alias, Entity, LoweringContext
from search.query.entity_nodes import alias_nodes, entities_in, fetch_names
from search.query.question import Question
from search.query.tree import plain_words
from search.request import ExpandedTerm, Expansion
from search.results.bounded_cache import BoundedCache
from search.results.searcher import Searcher
from search.terms import Part

MOST_ALIASES = 50_000  # names whose count is remembered; a glossary has fewer


def expansions(question: Question, searcher: Searcher) -> tuple[Expansion, ...]:
    """One for each entity that the query names; names that stand nowhere are left out, and entities with them alone.
    Spans lie on the query text."""
    context = question.context
    named = [(clause, entity) for clause in plain_words(question.tree) for entity in entities_in(clause.text, context)]
    hits = _count_aliases([entity for _, entity in named], context, searcher)
    found: list[Expansion] = []
    for clause, entity in named:
        counted = (ExpandedTerm(alias.text, alias.lang, alias.weight, hits[alias]) for alias in entity.aliases)
        terms = tuple(term for term in counted if term.hits)
        span = Span(clause.span.start + entity.span.start, clause.span.start + entity.span.end)
        if terms:
            found.append(Expansion(span, entity.id, terms))
    return tuple(found)


def _count_aliases(entities: Sequence[Entity], context: LoweringContext, searcher: Searcher) -> Mapping[Alias, int]:
    """In how many passages each name stands in the body: counted once a generation, all of a request in one round."""
    cache = searcher.memo(_alias_counts)
    owners = {alias: entity for entity in entities for alias in entity.aliases}
    counts = {alias: known for alias in owners if (known := cache.get(alias)) is not None}
    fresh = {alias: entity for alias, entity in owners.items() if alias not in counts}
    body = replace(context, parts={Part.BODY: 1.0})
    fetch_names(dict.fromkeys(fresh.values()), body)
    nodes = {alias: alias_nodes(replace(entity, aliases=(alias,)), body) for alias, entity in fresh.items()}
    present = {alias: node for alias, node in nodes.items() if not isinstance(node, Nothing)}
    totals = searcher.snapshot.counts([Lookup(node, limit=0) for node in present.values()]) if present else ()
    found = dict.fromkeys(fresh, 0) | {alias: total or 0 for alias, total in zip(present, totals, strict=True)}
    for alias, total in found.items():
        cache[alias] = total
    return counts | found


def _alias_counts(_: Searcher) -> BoundedCache[Alias, int]:
    """A kind of `Searcher.memo`."""
    return BoundedCache(MOST_ALIASES)
