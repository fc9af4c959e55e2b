"""Document -> entries: the one way in, shared by indexing, the highlighter and the reference matcher.

A unit's parts: title, speaker (names, roles, outlets of the unit), body, and pair (its questions or its answers).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from search.analysis.analyze import Analyzer
from search.analysis.fingerprint import text_fingerprint
from search.model import Document, Kind, Passage, Role, Span, Turn
from search.port.entry import Entry, entry_id
from search.terms import Column, Field, Layer, Part, Token

# Positions between two paragraphs: more than any distance that NEAR may ask for in one sentence.
PARAGRAPH_GAP = 100

# A text of one part: its language, and the offset of its first code point.
Piece = tuple[str, int, str]
Terms = dict[Field, tuple[tuple[str, int], ...]]


def entries_of(document: Document, analyzer: Analyzer) -> tuple[Entry, ...]:
    """One entry for each passage of the document, in its order."""
    title = _terms(Part.TITLE, _title(document), analyzer)
    speakers: dict[str, Terms] = {}
    pairs: dict[tuple[str, ...], Terms] = {}
    entries: list[Entry] = []
    for passage in document.passages:
        said = speaker_text(document, passage)
        if said not in speakers:
            speakers[said] = _terms(Part.SPEAKER, [(said, 0, document.lang)], analyzer)
        if passage.pairs not in pairs:
            pairs[passage.pairs] = _terms(Part.PAIR, _paired(document, passage), analyzer)
        body = _terms(Part.BODY, _body(document, passage), analyzer)
        terms = {**title, **speakers[said], **body, **pairs[passage.pairs]}
        entries.append(Entry(entry_id(document.id, passage.id), document.id, terms, columns_of(document, passage)))
    return tuple(entries)


def tokens_of(
    document: Document, passage: Passage, analyzer: Analyzer, parts: Collection[Part] = tuple(Part)
) -> Mapping[Field, tuple[Token, ...]]:
    """The tokens of a passage in every field of the parts. Offsets of body and pair count in `document.text`, those of
    the title in `document.title_shown`, those of the speaker in `speaker_text(document, passage)`."""
    found: dict[Field, tuple[Token, ...]] = {}
    for part in parts:
        match part:
            case Part.TITLE:
                pieces = _title(document)
            case Part.SPEAKER:
                pieces = [(speaker_text(document, passage), 0, document.lang)]
            case Part.BODY:
                pieces = _body(document, passage)
            case Part.PAIR:
                pieces = _paired(document, passage)
        found.update(_tokens(part, pieces, analyzer))
    return found


def speaker_text(document: Document, passage: Passage) -> str:
    """Name, role and outlet of the passage's speaker, a line each; empty when nobody is known."""
    speaker = document.speaker(passage.speaker) if passage.speaker else None
    if speaker is None:
        return ""
    return "\n\n".join(line for line in (speaker.name, speaker.role, speaker.outlet) if line)


def columns_of(document: Document, passage: Passage) -> Mapping[Column, tuple[str, ...]]:
    """What filters, facets and sorting see of a passage; columns without a value are left out."""
    turn = document.turn(passage.turn) if passage.turn else None
    role = turn.role if turn else None
    paired = [each for each in map(document.turn, passage.pairs) if each]
    asker, answerer = _sides(passage, role, paired)
    found = {
        Column.DOCUMENT: (document.id,),
        Column.KIND: (passage.kind.value,),
        Column.ROLE: (role.value if role else "",),
        Column.LANG: (passage.lang,),
        Column.GENRE: (document.genre.value,),
        Column.SPEAKER: (passage.speaker, *(each.speaker for each in paired)),
        Column.ASKER: asker,
        Column.ANSWERER: answerer,
        Column.PLACE: (document.place,),
        Column.SOURCE: (document.publisher,),
        Column.NUMBER: (document.number,),
        Column.DATE: (document.date,),
        Column.YEAR: (document.date[:4],),
        Column.MONTH: (document.date[:7] if len(document.date) >= 7 else "",),
        Column.DUP: (text_fingerprint(document.passage_text(passage)),),
    }
    kept = {column: tuple(dict.fromkeys(filter(None, values))) for column, values in found.items()}
    return {column: values for column, values in kept.items() if values}


def _sides(passage: Passage, role: Role | None, paired: Sequence[Turn]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who asked and who answered: of the unit itself and of its paired turns. A statement counts as an answer."""
    others = tuple(each.speaker for each in paired)
    if role is Role.QUESTION:
        return (passage.speaker,), others
    if role is Role.ANSWER:
        return others, (passage.speaker,)
    return (), (passage.speaker,) if role is Role.STATEMENT or passage.kind is Kind.PARAGRAPH else ()


def _title(document: Document) -> list[Piece]:
    """The title, unless it is only the document's key: a key is no text."""
    titled = document.title_text or document.title.of(document.text).strip()
    return [(titled, 0, document.lang)] if titled else []


def _body(document: Document, passage: Passage) -> list[Piece]:
    return [(span.of(document.text), span.start, passage.lang) for span in passage.spans]


def _paired(document: Document, passage: Passage) -> list[Piece]:
    """The paragraphs of the paired turns, each in the language of its own passage."""
    pieces: list[Piece] = []
    for turn in filter(None, map(document.turn, passage.pairs)):
        passage_of = document.passage_of(turn.id)
        lang = passage_of.lang if passage_of else document.lang
        pieces.extend((span.of(document.text), span.start, lang) for span in _filled(turn.paragraphs))
    return pieces


def _filled(spans: Iterable[Span]) -> Iterable[Span]:
    return (span for span in spans if span.end > span.start)


def _terms(part: Part, pieces: Sequence[Piece], analyzer: Analyzer) -> Terms:
    """Fields of one part for the index; fields without a term are left out."""
    collected: dict[Layer, list[tuple[str, int]]] = {layer: [] for layer in Layer}
    first = 0
    for text, _, lang in pieces:
        layers = analyzer.terms(text, lang, first)
        first = _next(first, (rows[-1][1] for rows in layers.values() if rows))
        for layer, rows in layers.items():
            collected[layer].extend(rows)
    return {Field(part, layer): tuple(rows) for layer, rows in collected.items() if rows}


def _tokens(part: Part, pieces: Sequence[Piece], analyzer: Analyzer) -> list[tuple[Field, tuple[Token, ...]]]:
    """Fields of one part with their offsets, numbered as `_terms` numbers them."""
    collected: dict[Layer, list[Token]] = {layer: [] for layer in Layer}
    first = 0
    for text, base, lang in pieces:
        layers = analyzer.analyze(text, base, lang, first)
        first = _next(first, (tokens[-1].position for tokens in layers.values() if tokens))
        for layer, tokens in layers.items():
            collected[layer].extend(tokens)
    return [(Field(part, layer), tuple(tokens)) for layer, tokens in collected.items() if tokens]


def _next(first: int, lasts: Iterable[int]) -> int:
    """Where the next paragraph's positions begin; an empty paragraph takes none."""
    last = max(lasts, default=None)
    return first if last is None else last + 1 + PARAGRAPH_GAP
