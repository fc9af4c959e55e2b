"""Whoosh as it comes: its own codec, its own searcher, the same terms."""

from __future__ import annotations

from pathlib import Path

from whoosh import fields, index, query, scoring
from whoosh.query import spans

from bench.speed.corpus import Sample, body
from bench.speed.rival import Ready, Rival, Search, Unasked
from search.engines.whoosh.schema import ReadyTerms
from search.port.lookup import AllOf, AnyOf, Between, Keep, Lookup, Near, Node, Phrase, Prefix, Term, Without
from search.terms import Layer


def given(samples: list[Sample]) -> list[dict[str, object]]:
    """What the writer takes."""
    return [
        {
            "id": sample.id,
            "text": sample.text,
            "lang": sample.lang,
            "year": sample.date[:4],
            **{body(layer).name: line for layer, line in sample.terms.items() if line},
        }
        for sample in samples
    ]


class Writing:
    """One segment, with Whoosh's fastest settings."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        schema = fields.Schema(
            id=fields.STORED(),
            text=fields.STORED(),
            lang=fields.ID(sortable=True),
            year=fields.ID(sortable=True),
            **{body(layer).name: ReadyTerms() for layer in Layer},
        )
        self._writer = index.create_in(str(folder), schema).writer(limitmb=512, compound=False)

    def add(self, given: list[dict[str, object]]) -> None:
        """Add the documents."""
        for document in given:
            self._writer.add_document(**document)

    def finish(self) -> None:
        """Commit."""
        self._writer.commit(merge=False)


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
            raise Unasked(type(node).__name__)


def _kept(filters: tuple[Keep | Between, ...]) -> query.Query | None:
    parts = [
        query.Or([query.Term(str(one.column), value) for value in one.values])
        for one in filters
        if isinstance(one, Keep)
    ]
    return query.And(parts) if parts else None


def opened(folder: Path) -> Ready:
    """Turns a lookup into a search for ten hits; Whoosh skips what cannot be among them, so it gives no total."""
    searcher = index.open_dir(str(folder)).searcher(weighting=scoring.BM25F())

    def ready(lookup: Lookup) -> Search:
        tree, alternatives = translated(lookup.tree), isinstance(lookup.tree, AnyOf) and not lookup.facets
        kept, facets = _kept(lookup.filters), [str(column) for column in lookup.facets] or None
        return lambda: searcher.search(tree, limit=10, optimize=alternatives, filter=kept, groupedby=facets)

    return ready


RIVAL = Rival(given, Writing, opened, stored=("*_stored.col",), most_passages=100_000)
