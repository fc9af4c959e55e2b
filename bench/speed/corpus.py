"""Passages with their terms, analysed once and given to every engine alike."""

from __future__ import annotations

import gc
import gzip
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from search.analysis.analyze import Analyzer
from search.model import Document, Kind, Passage, Source, Span
from search.port.entry import Entry, entry_id
from search.terms import Column, Field, Layer, Part, TermLine

BULK = Path("data/bulk/mix_100k.jsonl.gz")  # below the evaluation data
YEARS = range(1990, 2032)
NO_TERMS = TermLine("", b"")


@dataclass(frozen=True, slots=True)
class Sample:
    """A passage, its language, its terms by layer, and an invented date."""

    id: str
    lang: str
    text: str
    terms: Mapping[Layer, TermLine]
    date: str


def body(layer: Layer) -> Field:
    """The field that holds a layer of a passage's body."""
    return Field(Part.BODY, layer)


def read(shared: Path, count: int) -> list[Sample]:
    """The first `count` passages of the bulk data, or all of them when there are fewer, analysed."""
    analyzer, chance, samples = Analyzer(), random.Random(5), []
    gc.disable()  # it would look through all that is kept here, which an indexer does not keep
    with gzip.open(shared / BULK, "rt", encoding="utf-8") as lines:
        for line in islice(lines, count):
            record = json.loads(line)
            layers = analyzer.index_terms(record["text"], record["lang"]).layers  # the language known, as to an indexer
            terms = {layer: TermLine.of(*columns) if columns[0] else NO_TERMS for layer, columns in layers.items()}
            samples.append(Sample(record["id"], record["lang"], record["text"], terms, _date(chance)))
    gc.enable()
    return samples


def grown(samples: list[Sample], count: int) -> Iterator[Sample]:
    """`count` passages: the given ones, then ever new pairs of their halves. New words do not come with them, so a
    vocabulary that grows with the archive is not measured."""
    yield from islice(samples, count)
    chance = random.Random(11)
    for number in range(len(samples), count):
        one, other = chance.choice(samples), chance.choice(samples)
        text = one.text[: len(one.text) // 2] + other.text[len(other.text) // 2 :]
        terms = {layer: _spliced(line, other.terms.get(layer, NO_TERMS)) for layer, line in one.terms.items()}
        yield Sample(f"n{number}", one.lang, text, terms, _date(chance))


def _spliced(head: TermLine, tail: TermLine) -> TermLine:
    """The first half of one line and the second of another, at the positions that follow."""
    terms, places = head.columns()
    more, behind = tail.columns()
    terms, places = terms[: len(terms) // 2], places[: len(places) // 2]
    more, behind = more[len(more) // 2 :], behind[len(behind) // 2 :]
    shift = places[-1] + 1 - behind[0] if places and behind else 0
    both = terms + more
    return TermLine.of(both, (*places, *(place + shift for place in behind))) if both else NO_TERMS


def _date(chance: random.Random) -> str:
    return f"{chance.choice(YEARS)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"


def documents(samples: list[Sample]) -> Iterator[tuple[Document, list[Entry]]]:
    """Each sample as a document of one passage."""
    for sample in samples:
        span = Span(0, len(sample.text))
        passage = Passage("t1", Kind.ANSWER, (span,), sample.lang)
        document = Document(
            sample.id, sample.id, Source(sample.id), sample.text, Span(0, 0), date=sample.date, passages=(passage,)
        )
        columns = {
            Column.DOCUMENT: (sample.id,),
            Column.LANG: (sample.lang,),
            Column.DATE: (sample.date,),
            Column.YEAR: (sample.date[:4],),
            Column.DUP: (sample.id,),
        }
        terms = {body(layer): line for layer, line in sample.terms.items()}
        yield document, [Entry(entry_id(sample.id, "t1"), sample.id, terms, columns, len(sample.text))]
