"""tantivy (Rust) through its Python binding, the terms joined by blanks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tantivy

from bench.speed.corpus import Sample, body
from bench.speed.fts5 import as_text
from search.port.lookup import AllOf, AnyOf, Near, Node, Phrase, Prefix, Term, Without
from search.terms import Layer

SPLIT_BY_BLANKS = "blanks"


def _analyzer() -> Any:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def given(samples: list[Sample]) -> list[dict[str, Any]]:
    """What the writer takes."""
    return [
        {
            "id": sample.id,
            "text": sample.text.encode(),
            **{body(layer).name: as_text(line) for layer, line in sample.terms.items()},
        }
        for sample in samples
    ]


def build(folder: Path, given: list[dict[str, Any]]) -> None:
    """Write with one thread."""
    folder.mkdir(parents=True)
    builder = tantivy.SchemaBuilder()
    for layer in Layer:
        builder.add_text_field(body(layer).name, stored=False, tokenizer_name=SPLIT_BY_BLANKS, index_option="position")
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("text", stored=True, indexed=False)
    index = tantivy.Index(builder.build(), path=str(folder))
    index.register_tokenizer(SPLIT_BY_BLANKS, _analyzer())
    writer = index.writer(256 << 20, num_threads=1)
    for document in given:
        writer.add_document(tantivy.Document(**document))
    writer.commit()
    writer.wait_merging_threads()


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
            raise ValueError(f"the bench draws no {type(node).__name__}")


def opened(folder: Path) -> Callable[[Node], Callable[[], object]]:
    """Turns a node into a search for ten hits and the exact total."""
    index = tantivy.Index.open(str(folder))
    index.register_tokenizer(SPLIT_BY_BLANKS, _analyzer())
    index.reload()
    searcher, schema = index.searcher(), index.schema

    def ready(node: Node) -> Callable[[], object]:
        tree = translated(schema, node)
        return lambda: searcher.search(tree, 10, count=True)

    return ready
