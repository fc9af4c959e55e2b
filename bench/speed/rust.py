"""tantivy (Rust) through its Python binding, the terms joined by blanks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import tantivy

from bench.speed.corpus import Sample, body
from bench.speed.fts5 import as_text
from bench.speed.rival import Ready, Rival, Search, Unasked
from search.port.lookup import AllOf, AnyOf, Between, Keep, Lookup, Near, Node, Phrase, Prefix, Term, Without
from search.terms import Layer

SPLIT_BY_BLANKS = "blanks"
FACETS = ("lang", "year")
MOST_VALUES = 100


def _analyzer() -> Any:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def given(samples: list[Sample]) -> list[dict[str, Any]]:
    """What the writer takes."""
    return [
        {
            "id": sample.id,
            "text": sample.text.encode(),
            "lang": sample.lang,
            "year": sample.date[:4],
            **{body(layer).name: as_text(line) for layer, line in sample.terms.items()},
        }
        for sample in samples
    ]


class Writing:
    """Written with one thread, its segments then merged by its own policy."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        builder = tantivy.SchemaBuilder()
        for layer in Layer:
            builder.add_text_field(
                body(layer).name, stored=False, tokenizer_name=SPLIT_BY_BLANKS, index_option="position"
            )
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for name in FACETS:
            builder.add_text_field(name, stored=False, tokenizer_name="raw", index_option="basic", fast=True)
        builder.add_bytes_field("text", stored=True, indexed=False)
        index = tantivy.Index(builder.build(), path=str(folder))
        index.register_tokenizer(SPLIT_BY_BLANKS, _analyzer())
        self._writer = index.writer(1 << 30, num_threads=1)

    def add(self, given: list[dict[str, Any]]) -> None:
        """Queue the documents."""
        for document in given:
            self._writer.add_document(tantivy.Document(**document))

    def finish(self) -> None:
        """Commit and wait for the merges."""
        self._writer.commit()
        self._writer.wait_merging_threads()


def translated(schema: Any, node: Node) -> Any:
    """The node as a tantivy query; the kinds that the bench draws."""
    made = tantivy.Query
    match node:
        case Term():
            term = made.term_query(schema, node.field.name, node.text, "freq")
            return made.boost_query(term, node.boost) if node.boost != 1 else term
        case Prefix():
            return made.regex_query(schema, node.field.name, re.escape(node.text) + ".*")
        case Phrase():
            return made.phrase_query(schema, node.field.name, list(node.terms))
        case Near():
            words: list[Any] = [group[0] for group in node.groups]
            return made.phrase_query(schema, node.field.name, words, slop=node.distance)
        case AllOf():
            return made.boolean_query([(tantivy.Occur.Must, translated(schema, child)) for child in node.children])
        case AnyOf():
            return made.boolean_query([(tantivy.Occur.Should, translated(schema, child)) for child in node.children])
        case Without():
            wanted, unwanted = translated(schema, node.wanted), translated(schema, node.unwanted)
            return made.boolean_query([(tantivy.Occur.Must, wanted), (tantivy.Occur.MustNot, unwanted)])
        case _:
            raise Unasked(type(node).__name__)


def _filtered(schema: Any, tree: Any, filters: tuple[Keep | Between, ...]) -> Any:
    """The query with its filters beside it, unscored."""
    made = tantivy.Query
    parts = [(tantivy.Occur.Must, tree)]
    for one in filters:
        if not isinstance(one, Keep):
            raise Unasked("Between")
        values = [made.term_query(schema, str(one.column), value, "basic") for value in one.values]
        kept = made.boolean_query([(tantivy.Occur.Should, value) for value in values])
        parts.append((tantivy.Occur.Must, made.const_score_query(kept, 0.0)))
    return made.boolean_query(parts) if filters else tree


def opened(folder: Path) -> Ready:
    """Turns a lookup into a search for ten hits and the exact total."""
    index = tantivy.Index.open(str(folder))
    index.register_tokenizer(SPLIT_BY_BLANKS, _analyzer())
    index.reload()
    searcher, schema = index.searcher(), index.schema

    def ready(lookup: Lookup) -> Search:
        tree = _filtered(schema, translated(schema, lookup.tree), lookup.filters)
        counts = {str(column): {"terms": {"field": str(column), "size": MOST_VALUES}} for column in lookup.facets}
        if counts:
            return lambda: (searcher.search(tree, 10, count=True), searcher.aggregate(tree, counts))
        return lambda: searcher.search(tree, 10, count=True)

    return ready


RIVAL = Rival(given, Writing, opened, stored=("*.store",))
