"""The query tree -> a lookup tree: analysis, weights, match mode."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import assert_never

from search.analysis.fold import fold, strip_accents
from search.analysis.runs import Run
from search.filters import FILTER, ValueKind
from search.port.lookup import AllOf, Between, Everything, Keep, Node, Nothing, Prefix, Verbatim, Without
from search.query.analysis_cache import runs_of
from search.query.column_values import matching_values
from search.query.combine import all_of, any_of
from search.query.contact_boost import boost_contacts
from search.query.context import LoweringContext
from search.query.entity_nodes import entities_in, fetch_names
from search.query.exclusion import exclude_neighbours, neighbours
from search.query.filters import keep_of
from search.query.literal import literal
from search.query.near import lower_near
from search.query.origins import NodeOrigin
from search.query.prose import ProseClause, lower_prose, merge_prose
from search.query.tree import (
    TITLE,
    And,
    DateClause,
    Empty,
    FieldClause,
    NearClause,
    Not,
    Or,
    Query,
    Quotation,
    WordPrefix,
    Words,
    plain_words,
)
from search.query.words import lower_words, required_text
from search.request import Match
from search.scripts import Script
from search.terms import FIELD, Column, Layer, Part

# The beginning of a Latin word must have two letters: one would be a tenth of the vocabulary.
LEAST_PREFIX = 2


@dataclass(frozen=True, slots=True)
class LoweredQuery:
    """The lookup tree of a query, and what its leaves stand for, as `origins_by_leaf` reads it."""

    node: Node
    origins: tuple[NodeOrigin, ...] = ()


def lower(tree: Query, context: LoweringContext) -> LoweredQuery:
    """The lookup tree of a query. Never raises; a query without any term finds nothing, the empty one everything."""
    context = context.without_notes()
    fetch_names([entity for clause in plain_words(tree) for entity in entities_in(clause.text, context)], context)
    node = _lower(tree, context)
    boosted = boost_contacts(node, tree, context, lambda: _lower(tree, context.without_notes(expand=None)))
    return LoweredQuery(boosted, context.origins.in_order())


def _lower(tree: Query, context: LoweringContext) -> Node:
    match tree:
        case Empty():
            return Everything()
        case Words():
            return lower_words(tree.text, context)
        case Quotation():
            return _literal_clause(literal(tree.text, Part.BODY, context.analyzer), tree.text, context)
        case WordPrefix():
            return _literal_clause(_prefixed(tree.text, context), tree.text, context)
        case NearClause():
            return lower_near(tree, context)
        case FieldClause():
            return context.origins.clause(_field_clause(tree, context.without_notes()), tree.value)
        case DateClause():
            return Between(Column.DATE, tree.low, tree.high)
        case And():
            return _and(tree, context)
        case Or():
            return any_of([_lower(child, context) for child in tree.children])
        case Not():
            return Without(Everything(), _lower(tree.child, context.without_notes()))
        case _:
            assert_never(tree)


def _and(tree: And, context: LoweringContext) -> Node:
    """All wanted children. What is unwanted excludes occurrences where it holds a wanted text, else passages."""
    children = merge_prose(tree.children)
    excluded = [child.child for child in children if isinstance(child, Not)]
    texts = [child for child in excluded if isinstance(child, Words | Quotation)]
    used: set[Words | Quotation] = set()
    wanted: list[Node] = []
    for child in children:
        if isinstance(child, ProseClause):
            wanted.append(lower_prose(child, context))
        elif isinstance(child, Words | Quotation) and (longer := neighbours(child, texts, context)):
            used.update(longer)
            wanted.append(exclude_neighbours(child, longer, context))
        elif not isinstance(child, Not):
            wanted.append(_lower(child, context))
    unwanted = [_lower(child, context.without_notes()) for child in excluded if child not in used]
    node = all_of(wanted) if wanted else Everything() if excluded else Nothing()
    return Without(node, any_of(unwanted)) if unwanted else node


def _literal_clause(node: Node, text: str, context: LoweringContext) -> Node:
    """The node of a text as typed; with match=exact, only where the characters themselves stand."""
    context.origins.clause(node, text)
    return Verbatim(node, unicodedata.normalize("NFC", text)) if context.match is Match.EXACT else node


def _prefixed(text: str, context: LoweringContext) -> Node:
    """Passages with a word that begins so, in any part; a Han run may go on anywhere."""
    runs = runs_of(text)
    if not runs:
        return Nothing()
    if runs[-1].script is Script.JOINED or len(runs[-1].text) < LEAST_PREFIX:
        return required_text(text, context)
    return any_of([_prefix(text, runs, part, weight, context) for part, weight in context.parts.items()])


def _prefix(text: str, runs: tuple[Run, ...], part: Part, weight: float, context: LoweringContext) -> Node:
    begun = Prefix(FIELD[part][Layer.EXACT], strip_accents(runs[-1].text), weight)
    before = fold(text).text[: runs[-2].end] if len(runs) > 1 else ""
    return AllOf((literal(before, part, context.analyzer, weight), begun)) if before else begun


def _field_clause(named: FieldClause, context: LoweringContext) -> Node:
    """A condition on a column; a title is searched; a person is found by a part of the name too."""
    if named.name == TITLE:
        words = literal(named.value, Part.TITLE, context.analyzer)
        return words if named.quoted else any_of([words, lower_words(named.value, _only_title(context))])
    row = FILTER[named.name]
    if not row.is_person:
        known = context.column_values(row.column) if context.column_values and row.kind is ValueKind.TEXT else ()
        return keep_of(row, matching_values(known, named.value, whole=named.quoted), context.people)
    written = literal(named.value, Part.SPEAKER, context.analyzer)
    said = all_of([Keep(Column.ROLE, row.roles), written]) if row.roles else written
    return any_of([keep_of(row, (named.value,), context.people), said])


def _only_title(context: LoweringContext) -> LoweringContext:
    return LoweringContext(context.analyzer, context.match, context.languages, parts={Part.TITLE: 1.0})
