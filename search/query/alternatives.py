"""Other names of what a clause names, as one lookup node: each a phrase on the layer of its script, the best counts."""

from __future__ import annotations

from functools import lru_cache

from search.analysis.analyze import Analyzer
from search.analysis.languages import BY_TAG
from search.port.lookup import AllOf, Node, Nothing, Phrase, Term
from search.query.how import Entity, How
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
        for node in _phrases(alias.text, alias.lang.partition("-")[0], how.analyzer):
            best[node] = max(best.get(node, 0.0), alias.weight)
    nodes = [_placed(node, part, w * weight) for node, w in best.items() for part, weight in how.parts.items()]
    return best_of(nodes) if nodes else Nothing()


@lru_cache(maxsize=10_000)
def _phrases(text: str, tag: str, analyzer: Analyzer) -> tuple[Node, ...]:
    """A name as written, and in the word forms of its language, in the body; an abbreviation has no forms. Kept,
    because the names of a country are asked for again and again."""
    found = [literal(text, Part.BODY, analyzer)]
    if tag in BY_TAG and BY_TAG[tag].snowball and not text.isupper():
        layers = analyzer.analyze(text, lang=tag)
        if len(layers[Layer.STEMS]) == len(layers[Layer.EXACT]):
            found.append(phrase(Field(Part.BODY, Layer.STEMS), layers[Layer.STEMS]))
    return tuple(node for node in found if not isinstance(node, Nothing))


def _placed(node: Node, part: Part, boost: float) -> Node:
    """A literal's node in another part, with its weight."""
    match node:
        case AllOf():
            return AllOf(tuple(_placed(child, part, boost) for child in node.children))
        case Term():
            return Term(Field(part, node.field.layer), node.text, boost)
        case Phrase():
            return Phrase(Field(part, node.field.layer), node.terms, boost, node.offsets)
        case _:
            return node
