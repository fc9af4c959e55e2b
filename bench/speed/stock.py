"""Whoosh as it comes: its own codec, its own searcher, the same terms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from whoosh import fields, index, query, scoring
from whoosh.query import spans

from bench.speed.corpus import Sample, body
from search.engines.whoosh.schema import ReadyTerms
from search.port.lookup import AllOf, AnyOf, Near, Node, Phrase, Prefix, Term, Without
from search.terms import Layer


def given(samples: list[Sample]) -> list[dict[str, object]]:
    """What the writer takes."""
    return [
        {
            "id": sample.id,
            "text": sample.text,
            **{body(layer).name: line for layer, line in sample.terms.items() if line},
        }
        for sample in samples
    ]


def build(folder: Path, given: list[dict[str, object]]) -> None:
    """Write one segment with Whoosh's fastest settings."""
    folder.mkdir(parents=True)
    terms = {body(layer).name: ReadyTerms() for layer in Layer}
    writer = index.create_in(str(folder), fields.Schema(id=fields.STORED(), text=fields.STORED(), **terms)).writer(
        limitmb=512, compound=False
    )
    for document in given:
        writer.add_document(**document)
    writer.commit(merge=False)


def translated(node: Node) -> query.Query:
    """The node as a Whoosh query; the kinds that the bench draws."""
    match node:
        case Term():
            return query.Term(node.field.name, node.text, boost=node.boost)
        case Prefix():
            return query.Prefix(node.field.name, node.text)
        case Phrase():
            return query.Phrase(node.field.name, list(node.terms))
        case Near():
            parts = [query.Term(node.field.name, group[0]) for group in node.groups]
            return spans.SpanNear2(parts, slop=node.distance, ordered=node.ordered)
        case AllOf():
            return query.And([translated(child) for child in node.children])
        case AnyOf():
            return query.Or([translated(child) for child in node.children])
        case Without():
            return query.AndNot(translated(node.wanted), translated(node.unwanted))
        case _:
            raise ValueError(f"the bench draws no {type(node).__name__}")


def opened(folder: Path) -> Callable[[Node], Callable[[], object]]:
    """Turns a node into a search for ten hits; Whoosh skips what cannot be among them, so it gives no total."""
    searcher = index.open_dir(str(folder)).searcher(weighting=scoring.BM25F())

    def ready(node: Node) -> Callable[[], object]:
        tree, alternatives = translated(node), isinstance(node, AnyOf)
        return lambda: searcher.search(tree, limit=10, optimize=alternatives)

    return ready
