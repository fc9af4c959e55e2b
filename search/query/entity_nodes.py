"""Other names of what a clause names, as one lookup node: each as it is written, the best counts."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from search.analysis.analyze import Analyzer
from search.languages import BY_TAG
from search.port.idf import idf
from search.port.leaf import field_of, leaves, terms_of
from search.port.lookup import AllOf, Apart, Node, Nothing, Phrase, Prefix, Term
from search.query.combine import best_of
from search.query.context import Alias, Entity, LoweringContext
from search.query.literal import literal, literal_phrase, phrase
from search.terms import FIELD, Field, Layer, Part


def entities_in(text: str, context: LoweringContext) -> tuple[Entity, ...]:
    """The entities that a clause's text names, when names are asked for."""
    return tuple(context.expand(text)) if context.expand is not None else ()


def fetch_names(entities: Iterable[Entity], context: LoweringContext) -> None:
    """Ask the index at once for everything that the nodes of the entities' other names are made from."""
    if context.frequencies is not None:
        parts = {Part.BODY, *context.parts}
        names = (name for entity in entities for name in _all_names(entity, context))
        terms = {term for name in names for term in _terms(name)}
        context.frequencies.fetch((FIELD[part][layer], text) for layer, text in terms for part in parts)


def _all_names(entity: Entity, context: LoweringContext) -> Iterator[Node]:
    if _memo_key(entity, context) not in context.entity_nodes:
        yield literal(entity.typed, Part.BODY, context.analyzer)
        for alias in entity.aliases:
            yield from _name_nodes(alias, context.analyzer)


def _memo_key(entity: Entity, context: LoweringContext) -> Hashable:
    return entity.typed, entity.aliases, tuple(context.parts.items())


def entity_node(entity: Entity, context: LoweringContext) -> Node:
    """`alias_nodes`, remembered: the names of a country are asked for again and again."""
    key = _memo_key(entity, context)
    known = context.entity_nodes.get(key)
    if known is None:
        known = context.entity_nodes[key] = alias_nodes(entity, context)
    return known


def alias_nodes(entity: Entity, context: LoweringContext) -> Node:
    """Passages that hold another name of the entity in some part. No alias scores above the name as typed: the idf of
    an alias is capped at that name's."""
    typed = _rarity(literal(entity.typed, Part.BODY, context.analyzer), context)
    best: dict[Node, tuple[float, list[Part]]] = {}
    for alias in entity.aliases:
        for node in _name_nodes(alias, context.analyzer):
            parts = best[node][1] if node in best else _present_parts(node, context)
            if parts:
                rarity = _rarity(node, context)
                weight = alias.weight * (min(1.0, typed / rarity) if typed and rarity else 1.0)
                best[node] = max(best[node][0] if node in best else 0.0, weight), parts
    nodes = [
        _in_part(node, part, weight * context.parts[part]) for node, (weight, parts) in best.items() for part in parts
    ]
    return best_of(nodes) if nodes else Nothing()


@lru_cache(maxsize=10_000)
def _name_nodes(alias: Alias, analyzer: Analyzer) -> tuple[Node, ...]:
    """A name in each of its forms, in the body, outside of longer names that are something else's; a name of several
    words also by its stems, which other words seldom share side by side. Kept, because the names of a country are
    asked for again and again."""
    unwanted = [literal_phrase(name, Part.BODY, analyzer) for name in alias.longer_names]
    longer = [name for name in unwanted if name is not None]
    found = [_outside(literal(form, Part.BODY, analyzer), longer) for form in alias.forms or (alias.text,)]
    tag = alias.lang.partition("-")[0]
    if tag in BY_TAG and BY_TAG[tag].snowball and not alias.text.isupper():
        layers = analyzer.analyze(alias.text, lang=tag)
        if len(layers[Layer.STEMS]) == len(layers[Layer.EXACT]) > 1:
            found.append(phrase(Field(Part.BODY, Layer.STEMS), layers[Layer.STEMS]))
    return tuple(node for node in dict.fromkeys(found) if not isinstance(node, Nothing))


def _outside(node: Node, longer: Sequence[Phrase]) -> Node:
    """The places of a name that are not part of a longer one."""
    match node:
        case Term():
            wanted = Phrase(node.field, (node.text,))
        case Phrase():
            wanted = node
        case _:
            return node
    unwanted = tuple(each for each in longer if each.field == wanted.field and set(wanted.terms) <= set(each.terms))
    return Apart(wanted, unwanted) if unwanted else node


def _terms(node: Node) -> list[tuple[Layer, str]]:
    """The terms that a passage must have to have a name."""
    written = [leaf for leaf in leaves(node) if not isinstance(leaf, Prefix)]
    return [(field_of(leaf).layer, term) for leaf in written for term in terms_of(leaf)]


def _present_parts(node: Node, context: LoweringContext) -> list[Part]:
    """The parts of passages in which the index has all terms of a name. Most names of an archive's glossary stand
    nowhere in it, and looking up a hundred of them takes longer than the search for the others."""
    known = context.frequencies
    if known is None:
        return list(context.parts)
    terms = _terms(node)
    return [part for part in context.parts if all(known[FIELD[part][layer], text] for layer, text in terms)]


def _rarity(node: Node, context: LoweringContext) -> float:
    """The sum of the idf of a name's terms; 0 when no index is asked."""
    known = context.frequencies
    if known is None or not context.passages:
        return 0.0
    return sum(idf(context.passages, known[FIELD[Part.BODY][layer], text]) for layer, text in _terms(node))


def _in_part(node: Node, part: Part, boost: float) -> Node:
    """A literal's node in another part, with its weight."""
    match node:
        case AllOf():
            return AllOf(tuple(_in_part(child, part, boost) for child in node.children))
        case Term():
            return Term(FIELD[part][node.field.layer], node.text, boost)
        case Phrase():
            return _phrase_in_part(node, part, boost)
        case Apart():
            unwanted = tuple(_phrase_in_part(each, part, 1.0) for each in node.unwanted)
            return Apart(_phrase_in_part(node.wanted, part, boost), unwanted)
        case _:
            return node


def _phrase_in_part(node: Phrase, part: Part, boost: float) -> Phrase:
    return replace(node, field=FIELD[part][node.field.layer], boost=boost)
