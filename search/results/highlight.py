"""Marks: where the query stands in a document, on the text as it is. What matched is what `search.port.match` says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from search.analysis.fold import fold
from search.entries import columns_of, speaker_text
from search.model import Document, Passage, Span
from search.port.leaf import leaves
from search.port.lookup import Prefix, Term
from search.port.match import IndexedPassage, MatchSpan, holds_text, leaf_spans, occurrences, position_index
from search.query.origins import Origin
from search.request import Mark, MarkKind
from search.results.highlight_query import HighlightQuery
from search.results.passage_tokens import Fields
from search.terms import Field, Layer, Part, Token

_STRENGTH = {MarkKind.LITERAL: 2, MarkKind.FORM: 1, MarkKind.NAME: 0}


class Highlight(NamedTuple):
    """A place of one leaf: its range in the part's text (body and pair: the document's text), what is written there,
    what was asked."""

    part: Part
    start: int
    end: int
    kind: MarkKind
    found: str
    asked: str


@dataclass(frozen=True, slots=True)
class Highlights:
    """Where a query stands in a passage, by part. Offsets of body and pair lie on the document's text, those of the
    title on `title_shown`. `pair` holds the marks of the passages around it: its questions or its answers."""

    spots: tuple[Highlight, ...]
    body: tuple[Mark, ...]
    pair: tuple[Mark, ...]
    title: tuple[Mark, ...]


def highlight(
    document: Document, passage: Passage, wanted: HighlightQuery, looked_in: frozenset[Part] | None = None
) -> Highlights | None:
    """The marks of a passage; None when the query does not match it. `looked_in` are the parts that hold anything
    wanted, where an engine has told."""
    if not wanted.parts and not wanted.conditions:
        return Highlights((), (), (), ())
    fields = _fields(document, passage, wanted, looked_in)
    columns = columns_of(document, passage) if wanted.conditions else None
    unit = IndexedPassage({field: line for field, (_, line) in fields.items()}, columns, document.passage_text(passage))
    places = occurrences(wanted.node, unit)
    if places is None:
        return None
    by_part: dict[Part, list[MatchSpan]] = {}
    for place in (*places, *_beside(wanted, unit)):
        by_part.setdefault(place.field.part, []).append(place)
    spots = {
        part: _spots(part, _written(document, passage, part), by_part[part], fields, wanted)
        for part in (Part.BODY, Part.PAIR, Part.TITLE, Part.SPEAKER)
        if part in by_part
    }
    body, pair, title = (merge_spans(spots.get(part, ())) for part in (Part.BODY, Part.PAIR, Part.TITLE))
    return Highlights(tuple(chain.from_iterable(spots.values())), body, pair, title)


def _written(document: Document, passage: Passage, part: Part) -> str:
    """The text that the offsets of a part's tokens lie on."""
    if part is Part.TITLE:
        return document.title_shown
    return speaker_text(document, passage) if part is Part.SPEAKER else document.text


def label_marks(document: Document, passage: Passage, found: Highlights, wanted: HighlightQuery) -> tuple[Mark, ...]:
    """The marks on the label before a passage's turn, where the query names its speaker; offsets on the document's
    text."""
    turn = document.turn(passage.turn) if passage.turn else None
    if turn is None or turn.label is None or not any(spot.part is Part.SPEAKER for spot in found.spots):
        return ()
    return merge_spans(spots_on(document.text, turn.label, Part.SPEAKER, document.lang, wanted))


def spots_on(text: str, span: Span, part: Part, lang: str, wanted: HighlightQuery) -> list[Highlight]:
    """The spots of every leaf of the query on a stretch of a text, analysed by itself as `part`. Whether the query
    matches as a whole is not asked."""
    analysed = wanted.tokens
    layers = analysed.analyzer.analyze_only(span.of(text), analysed.sought, span.start, lang)
    fields = {Field(part, layer): (row, position_index(row)) for layer, row in layers.items()}
    unit = IndexedPassage({field: line for field, (_, line) in fields.items()})
    places = [place for leaf in leaves(wanted.node) for place in leaf_spans(leaf, unit)]
    return _spots(part, text, places, fields, wanted)


def _fields(document: Document, passage: Passage, wanted: HighlightQuery, looked_in: frozenset[Part] | None) -> Fields:
    """The fields of the parts that matter. What is quoted is marked in the question beside it too."""
    parts = wanted.parts if looked_in is None else wanted.parts & looked_in
    parts |= {Part.PAIR} if wanted.body_alone and passage.pairs else frozenset()
    return {field: found for part in parts for field, found in wanted.tokens.fields(document, passage, part).items()}


def merge_spans(spots: Iterable[Highlight]) -> tuple[Mark, ...]:
    """Sorted, disjoint marks. What overlaps, or touches and is of one kind, becomes one mark; its kind: the strongest
    of the highlights that cover all of it; if none does, the weakest."""
    marks: list[Mark] = []
    group: list[Highlight] = []
    for spot in sorted(spots, key=lambda each: (each.start, -each.end)):
        end = max((each.end for each in group), default=-1)
        if group and (spot.start < end or (spot.start == end and _kind(group) is spot.kind)):
            group.append(spot)
            continue
        if group:
            marks.append(Mark(group[0].start, end, _kind(group)))
        group = [spot]
    if group:
        marks.append(Mark(group[0].start, max(each.end for each in group), _kind(group)))
    return tuple(marks)


def in_passage(marks: Sequence[Mark], passage: Passage) -> tuple[Mark, ...]:
    """The marks of a document's text that lie in a passage, as offsets of the passage's own text."""
    found: list[Mark] = []
    base = 0
    for span in passage.spans:
        found.extend(
            Mark(base + mark.start - span.start, base + mark.end - span.start, mark.kind)
            for mark in marks
            if span.start <= mark.start and mark.end <= span.end
        )
        base += span.end - span.start + 1
    return tuple(found)


def _kind(group: Sequence[Highlight]) -> MarkKind:
    start, end = group[0].start, max(each.end for each in group)
    whole = [each.kind for each in group if (each.start, each.end) == (start, end)]
    if whole:
        return max(whole, key=lambda kind: _STRENGTH[kind])
    return min((each.kind for each in group), key=lambda kind: _STRENGTH[kind])


def _beside(wanted: HighlightQuery, unit: IndexedPassage) -> Iterator[MatchSpan]:
    """What is quoted is searched in the body alone; where it stands in the question beside it, it is marked too."""
    for leaf in wanted.body_alone:
        moved = Field(Part.PAIR, leaf.field.layer)
        line = unit.fields.get(moved)
        if line is not None:
            shifted = IndexedPassage({Field(Part.BODY, moved.layer): line})
            yield from (MatchSpan(moved, place.first, place.last, leaf) for place in leaf_spans(leaf, shifted))


def _spots(
    part: Part, text: str, places: Sequence[MatchSpan], fields: Fields, wanted: HighlightQuery
) -> list[Highlight]:
    """The spots worth a mark; all of them when that would leave a matching part without any."""
    raw = [(place, _spot(part, text, place, fields, wanted)) for place in dict.fromkeys(places)]
    if wanted.exact:
        raw = [(place, spot) for place, spot in raw if holds_text(spot.asked, text[spot.start : spot.end])]
    single = [spot for place, spot in raw if _is_pair(place) and spot.kind is not MarkKind.NAME]
    kept = [spot for place, spot in raw if not (_is_pair(place) and spot.kind is not MarkKind.NAME)]
    kept = [spot for spot in kept if not _lone(spot, wanted)]
    kept.extend(_runs(single, wanted))
    return _without_parts(kept, wanted) or [spot for _, spot in raw]


def _without_parts(spots: Sequence[Highlight], wanted: HighlightQuery) -> list[Highlight]:
    """Where a piece of the query stands whole, its parts elsewhere (a name's first two characters) are chance."""
    whole = {spot.found for spot in spots if len(spot.found) > 2 and spot.found in wanted.pieces}
    return [
        spot
        for spot in spots
        if spot.kind is not MarkKind.LITERAL
        or spot.found in wanted.pieces
        or not any(spot.found in piece for piece in whole)
    ]


def _spot(part: Part, text: str, place: MatchSpan, fields: Fields, wanted: HighlightQuery) -> Highlight:
    row, line = fields[place.field]
    index = line.token_index
    first, last = row[index[place.first]], row[index[place.last]]
    start, end = first.start, last.end
    origin = wanted.origin(place.leaf)
    kind = _leaf_kind(place, first, origin)
    if isinstance(place.leaf, Prefix) and place.field.layer is Layer.GRAMS:
        # A pair of characters begins with the one asked for: only that is marked.
        start, end = _beginning(text, start, end, place.leaf.text)
        kind = MarkKind.NAME if origin is not None and origin.name else MarkKind.LITERAL
    written = text[start:end]
    return Highlight(part, start, end, kind, fold(written).text, origin.asked if origin else written)


def _leaf_kind(place: MatchSpan, token: Token, origin: Origin | None) -> MarkKind:
    if origin is not None and origin.name:
        return MarkKind.NAME
    if place.field.layer in (Layer.STEMS, Layer.VALUES):
        return MarkKind.FORM
    longer = isinstance(place.leaf, Prefix) and token.text != place.leaf.text
    return MarkKind.FORM if longer else MarkKind.LITERAL


def _beginning(text: str, start: int, end: int, prefix: str) -> tuple[int, int]:
    folded = fold(text[start:end])
    if not folded.text.startswith(prefix):
        return start, end
    low, high = folded.span(0, len(prefix))
    return start + low, start + high


def _is_pair(place: MatchSpan) -> bool:
    """Whether a place is a single pair of characters, which alone may straddle two words."""
    return place.field.layer is Layer.GRAMS and isinstance(place.leaf, Term) and len(place.leaf.text) == 2


def _lone(spot: Highlight, wanted: HighlightQuery) -> bool:
    """Whether a spot is a single Han character that nobody asked for by itself."""
    return len(spot.found) == 1 and not spot.found.isascii() and spot.found not in wanted.pieces


def _runs(pairs: Sequence[Highlight], wanted: HighlightQuery) -> Iterator[Highlight]:
    """Pairs that follow one another joined into the runs of the query that they make up. A pair by itself counts when
    it is a piece of the query; the words among the pairs are found by themselves."""
    ordered = sorted({(spot.start, spot.end): spot for spot in pairs}.values(), key=lambda spot: spot.start)
    group: list[Highlight] = []
    for spot in [*ordered, None]:
        if spot is not None and group and spot.start < group[-1].end:
            group.append(spot)
            continue
        yield from _literal_runs(group, wanted)
        group = [spot] if spot is not None else []


def _literal_runs(group: Sequence[Highlight], wanted: HighlightQuery) -> Iterator[Highlight]:
    """The longest stretches of overlapping pairs that stand in the query as they stand here."""
    at = 0
    while at < len(group):
        stop = at + 1
        run = group[at].found
        while stop < len(group):
            longer = run + group[stop].found[-1]
            if not any(longer in piece for piece in wanted.pieces):
                break
            run, stop = longer, stop + 1
        if len(run) > 2 or run in wanted.pieces:
            start, end = group[at].start, group[stop - 1].end
            yield Highlight(group[at].part, start, end, MarkKind.LITERAL, run, group[at].asked)
        at = stop
