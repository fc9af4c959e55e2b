"""Brute-force search by `search.port.match`: every engine must agree with it. Nothing here is fast."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import assert_never

import numpy as np

from search.engines import bm25
from search.engines.cost import cost
from search.engines.order import date_key, facets_of, rounded, sort_key
from search.model import Document, Outline, Source
from search.port.deadline import passed
from search.port.engine import Generation
from search.port.entry import Entry, split_entry_id
from search.port.idf import idf
from search.port.leaf import Leaf
from search.port.lookup import (
    AllOf,
    AnyOf,
    Apart,
    BestOf,
    Between,
    Everything,
    Hit,
    Keep,
    Lookup,
    Near,
    Node,
    Nothing,
    Page,
    Phrase,
    Plus,
    Prefix,
    Scaled,
    Term,
    Verbatim,
    Without,
)
from search.port.match import IndexedPassage, holds_text, keeps, leaf_spans, passage_of_entry
from search.terms import Column, Field


@dataclass(frozen=True)
class _PassageRow:
    """A passage of the index, ready to be matched and scored."""

    entry: Entry
    passage: IndexedPassage
    date: int

    def values(self, column: Column) -> tuple[str, ...]:
        return self.entry.columns.get(column, ())


@dataclass(frozen=True)
class _ScoredRow:
    """A passage that matches, before filters."""

    row: _PassageRow
    score: float


@dataclass(frozen=True)
class MemorySnapshot:
    """A generation in memory."""

    generation: Generation
    documents_by_id: Mapping[str, Document]
    entries: Mapping[str, tuple[Entry, ...]]
    outlines: Mapping[str, Outline]
    attachments: Mapping[str, bytes]

    @cached_property
    def _rows(self) -> tuple[_PassageRow, ...]:
        rows = []
        for document_id, entries in self.entries.items():
            document = self.documents_by_id[document_id]
            for entry in entries:
                passage = document.passage(split_entry_id(entry.id)[1])
                indexed = passage_of_entry(entry, document.passage_text(passage) if passage else "")
                rows.append(_PassageRow(entry, indexed, date_key(entry.columns.get(Column.DATE, ()))))
        return tuple(rows)

    @cached_property
    def _frequencies(self) -> Mapping[Field, Counter[str]]:
        counts: dict[Field, Counter[str]] = {}
        for row in self._rows:
            for one, line in row.passage.fields.items():
                counts.setdefault(one, Counter()).update(line.positions.keys())
        return counts

    @cached_property
    def _norms(self) -> Mapping[Field, Sequence[float]]:
        totals: Counter[Field] = Counter()
        for row in self._rows:
            for one, terms in row.entry.terms.items():
                totals[one] += bm25.LENGTHS[bm25.length_code(len(terms))]
        return {one: bm25.norms(total / len(self._rows)).tolist() for one, total in totals.items()}

    def search(self, lookup: Lookup) -> Page:
        found, whole = self._matching(lookup)
        kept = [one for one in found if all(keeps(f, one.row.values(f.column)) for f in lookup.filters)]
        hits = self._hits(kept, lookup)
        return Page(
            hits=tuple(hits[lookup.offset : lookup.offset + lookup.limit]),
            total=len(kept),
            total_is_exact=whole,
            groups=len(hits),
            facets={column: facets_of(_counts(found, lookup, column)) for column in lookup.facets},
            partial=() if whole else ("deadline",),
        )

    def scan(self, lookup: Lookup) -> Iterator[Hit]:
        yield from self.search(replace(lookup, offset=0, limit=len(self._rows), facets=(), deadline=None)).hits

    def _matching(self, lookup: Lookup) -> tuple[list[_ScoredRow], bool]:
        """The passages that match the tree, before filters; and whether all were checked before the deadline."""
        found: list[_ScoredRow] = []
        for row in self._rows:
            if passed(lookup.deadline):
                return found, False
            score = self._score(lookup.tree, row)
            if score is not None:
                found.append(_ScoredRow(row, rounded(score)))
        return found, True

    def _hits(self, found: list[_ScoredRow], lookup: Lookup) -> list[Hit]:
        """Hits in order; of the passages that share the first value of the collapsing column only the best, with
        copies."""
        ordered = sorted(found, key=lambda one: sort_key(lookup.sort, one.score, one.row.date, one.row.entry.id))
        if lookup.collapse is None:
            return [Hit(one.row.entry.id, one.row.entry.document, one.score) for one in ordered]
        groups: dict[object, list[_ScoredRow]] = {}
        for one in ordered:
            values = one.row.values(lookup.collapse)
            groups.setdefault(values[0] if values else (one.row.entry.id,), []).append(one)
        best = ((group[0], len(group)) for group in groups.values())
        return [Hit(one.row.entry.id, one.row.entry.document, one.score, copies) for one, copies in best]

    def _score(self, node: Node, row: _PassageRow) -> float | None:
        """The score of the node in the passage; None if it does not match."""
        match node:
            case Term() | Phrase() | Prefix() | Near() | Apart():
                return self._leaf_score(node, row) if leaf_spans(node, row.passage) else None
            case AllOf():
                scores = self._scores(node.children, row)
                return sum(scores) if len(scores) == len(node.children) else None
            case AnyOf():
                scores = self._scores(node.children, row)
                return sum(scores) if len(scores) >= max(1, node.at_least) else None
            case BestOf():
                scores = self._scores(node.children, row)
                return max(scores) + node.tie * (sum(scores) - max(scores)) if scores else None
            case Without():
                return None if self._score(node.unwanted, row) is not None else self._score(node.wanted, row)
            case Plus():
                score = self._score(node.required, row)
                return None if score is None else score + (self._score(node.bonus, row) or 0.0)
            case Verbatim():
                return self._score(node.child, row) if holds_text(row.passage.text, node.text) else None
            case Scaled():
                score = self._score(node.child, row)
                held = any(value in node.values for value in row.values(node.column))
                return score * node.factor if score is not None and held else score
            case Keep() | Between():
                return 0.0 if keeps(node, row.values(node.column)) else None
            case Everything():
                return 0.0
            case Nothing():
                return None
            case _:
                assert_never(node)

    def _scores(self, children: tuple[Node, ...], row: _PassageRow) -> list[float]:
        """The scores of the children that match."""
        scores = (self._score(child, row) for child in children)
        return [score for score in scores if score is not None]

    def _leaf_score(self, leaf: Leaf, row: _PassageRow) -> float:
        """Boost times the BM25 of every term of the leaf; a prefix scores its boost."""
        match leaf:
            case Prefix():
                return leaf.boost
            case Term():
                return self._bm25(leaf.field, leaf.text, row) * leaf.boost
            case Phrase():
                return sum(self._bm25(leaf.field, term, row) * leaf.boost for term in leaf.terms)
            case Near():
                words = (term for group in leaf.groups for term in group)
                return sum(self._bm25(leaf.field, term, row) * leaf.boost for term in words)
            case Apart():
                return self._leaf_score(leaf.wanted, row)
            case _:
                assert_never(leaf)

    def _bm25(self, one: Field, term: str, row: _PassageRow) -> float:
        frequency = np.array(len(row.passage.fields[one].at(term)))
        norm = np.array(self._norms[one][bm25.length_code(len(row.entry.terms[one]))])
        weight = idf(len(self._rows), self._frequencies[one][term])
        return float(bm25.saturation(frequency, norm)) * weight

    def documents(self, ids: Iterable[str]) -> Mapping[str, Document]:
        return {one: self.documents_by_id[one] for one in ids if one in self.documents_by_id}

    def outlines_by_number(self, numbers: Iterable[str], most: int) -> Mapping[str, Sequence[Outline]]:
        found: dict[str, set[str]] = {number: set() for number in numbers}
        for row in self._rows:
            for number in row.values(Column.NUMBER):
                if number in found and row.entry.document in self.outlines:
                    found[number].add(row.entry.document)
        return {number: [self.outlines[one] for one in sorted(ids)[:most]] for number, ids in found.items()}

    def sources(self) -> Iterator[tuple[str, str, Source]]:
        for document in self.documents_by_id.values():
            yield document.id, document.key, document.source

    def vocabulary(self, field: Field, prefix: str = "", limit: int = 100) -> Sequence[tuple[str, int]]:
        known = self._frequencies.get(field, Counter())
        return sorted((term, count) for term, count in known.items() if term.startswith(prefix))[:limit]

    def _frequency(self, field: Field, term: str) -> int:
        return self._frequencies.get(field, Counter())[term]

    def frequencies(self, terms: Iterable[tuple[Field, str]]) -> Mapping[tuple[Field, str], int]:
        return {(field, term): self._frequency(field, term) for field, term in terms}

    def search_many(self, lookups: Sequence[Lookup]) -> Sequence[Page]:
        return [self.search(lookup) for lookup in lookups]

    def counts(self, lookups: Sequence[Lookup]) -> Sequence[int | None]:
        pages = (self.search(replace(one, offset=0, limit=0, facets=(), collapse=None)) for one in lookups)
        return [page.total if page.total_is_exact else None for page in pages]

    def cost(self, node: Node) -> int:
        return cost(node, self._frequency, self._prefix_size)

    def _prefix_size(self, field: Field, prefix: str) -> int:
        return sum(count for _, count in self.vocabulary(field, prefix, sys.maxsize))

    def volume(self, by: Sequence[Column]) -> Mapping[tuple[str, ...], int]:
        found: Counter[tuple[str, ...]] = Counter()
        for row in self._rows:
            found[tuple(next(iter(row.values(column)), "") for column in by)] += row.entry.size
        return found

    def attachment(self, name: str) -> bytes | None:
        return self.attachments.get(name)

    def freeze(self) -> None:
        """All is in memory already."""

    def close(self) -> None:
        """Nothing is held open."""


def _counts(found: list[_ScoredRow], lookup: Lookup, column: Column) -> Counter[str]:
    """Passages for each value of the column, under the filters on other columns."""
    others = [one for one in lookup.filters if one.column is not column]
    kept = (one.row for one in found if all(keeps(f, one.row.values(f.column)) for f in others))
    return Counter(value for row in kept for value in dict.fromkeys(row.values(column)))
