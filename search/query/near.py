"""NEAR -> a lookup node: pieces at most so many words (Han: characters) apart, in any order, in the body."""

from __future__ import annotations

from search.languages import BY_TAG
from search.port.lookup import Near, Node
from search.query.combine import all_of, any_of
from search.query.context import LoweringContext
from search.query.literal import literal, literal_phrase
from search.query.tree import NearClause, Quotation, Words
from search.request import Match
from search.terms import Field, Layer, Part


def lower_near(nearby: NearClause, context: LoweringContext) -> Node:
    """The Near of the pieces as written, and one for their stems in each language of the index. Pieces that share no
    layer, or a single Han character, only have to stand in the same passage."""
    phrases = [literal_phrase(group.text, Part.BODY, context.analyzer) for group in nearby.groups]
    kept = [phrase for phrase in phrases if phrase is not None]
    layers = {phrase.field.layer for phrase in kept}
    if Layer.GRAMS in layers and len(kept) == len(phrases):
        # Words beside Han stand among its pairs; the last pair of a text ends one character before the text does.
        groups = tuple(phrase.terms for phrase in kept)
        return Near(Field(Part.BODY, Layer.GRAMS), groups, nearby.distance + 1)
    if len(kept) < len(phrases):
        literals = [(literal(group.text, Part.BODY, context.analyzer), group.text) for group in nearby.groups]
        context.origins.begin_clause()
        return all_of([context.origins.piece(node, text) for node, text in literals])
    written = Near(Field(Part.BODY, Layer.EXACT), tuple(phrase.terms for phrase in kept), nearby.distance)
    if context.match is Match.EXACT or any(isinstance(group, Quotation) for group in nearby.groups):
        return written
    return any_of([written, *_stemmed(nearby.groups, nearby.distance, context)])


def _stemmed(groups: tuple[Words | Quotation, ...], distance: int, context: LoweringContext) -> list[Node]:
    found: list[Node] = []
    for tag in dict.fromkeys(context.languages):
        if tag not in BY_TAG or not BY_TAG[tag].snowball:
            continue
        layers = [context.analyzer.analyze(group.text, lang=tag) for group in groups]
        stems = [tuple(token.text for token in each[Layer.STEMS]) for each in layers]
        if all(len(one) == len(each[Layer.EXACT]) for one, each in zip(stems, layers, strict=True)):
            found.append(Near(Field(Part.BODY, Layer.STEMS), tuple(stems), distance))
    return found
