"""Other names of what a clause names, as one lookup node: each a phrase on the layer of its script, the best counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from search.analysis.languages import BY_TAG
from search.port.lookup import AllOf, Node, Nothing, Phrase, Term
from search.query.how import Alias, Entity, How
from search.query.join import best_of
from search.query.literal import literal, phrase
from search.terms import Field, Layer, Part


def entities_in(text: str, how: How) -> tuple[Entity, ...]:
    """The entities that a clause's text names, when names are asked for."""
    return tuple(how.expand(text)) if how.expand is not None else ()


def other_names(entity: Entity, how: How) -> Node:
    """Units that hold another name of the entity in some part. Forms of one word share a stem and are asked once."""
    best: dict[Node, float] = {}
    for alias in entity.aliases:
        for part, weight in how.parts.items():
            for node in _phrases(alias, part, how):
                best[node] = max(best.get(node, 0.0), weight * alias.weight)
    nodes = [_boosted(node, boost) for node, boost in best.items()]
    return best_of(nodes) if nodes else Nothing()


def _phrases(alias: Alias, part: Part, how: How) -> Iterator[Node]:
    """The name as written, and in its word forms; an abbreviation has no forms."""
    written = literal(alias.text, part, how.analyzer)
    if not isinstance(written, Nothing):
        yield written
    tag = alias.lang.partition("-")[0]
    if tag in BY_TAG and BY_TAG[tag].snowball and not alias.text.isupper():
        layers = how.analyzer.analyze(alias.text, lang=tag)
        if len(layers[Layer.STEMS]) == len(layers[Layer.EXACT]):
            yield phrase(Field(part, Layer.STEMS), layers[Layer.STEMS])


def _boosted(node: Node, boost: float) -> Node:
    """A literal's node with another weight. An engine adds up the rarity of a phrase's terms; shared among them, a name
    that is cut into many pairs weighs no more than one that is a single word."""
    match node:
        case AllOf(children):
            return AllOf(tuple(_boosted(child, boost / len(children)) for child in children))
        case Phrase(terms=terms):
            return replace(node, boost=boost / len(terms))
        case Term():
            return replace(node, boost=boost)
    return node
