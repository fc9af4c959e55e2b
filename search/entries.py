"""Document -> entries: the one way in, shared by indexing, the highlighter and the reference matcher.

A unit's parts: title, speaker (names, roles, outlets of the unit), body, and pair (its questions or its answers).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from search.analysis.analyze import Analyzer, Columns, IndexTerms
from search.analysis.fingerprint import runs_fingerprint, text_fingerprint
from search.analysis.term_filter import TermFilter
from search.model import Document, Kind, Passage, Role, Span, Turn
from search.port.entry import Entry, entry_id
from search.terms import FIELD, Column, Field, Layer, Part, TermLine, Token

# Positions between two paragraphs: more than any distance that NEAR may ask for in one sentence.
PARAGRAPH_GAP = 100

# A text of one part: its language, and the offset of its first code point.
Piece = tuple[str, int, str]
Terms = dict[Field, TermLine]
# An enum's members hash slowly: fields by part, in the order of the layers.
_FIELDS = {part: tuple(layers.values()) for part, layers in FIELD.items()}


def entries_of(document: Document, analyzer: Analyzer) -> tuple[Entry, ...]:
    """One entry for each passage of the document, in its order."""
    lines = _Lines(analyzer)
    turns = {turn.id: turn for turn in document.turns}
    title = lines.terms(Part.TITLE, _title(document))
    speakers: dict[str, Terms] = {}
    pairs: dict[tuple[str, ...], Terms] = {(): {}}
    entries: list[Entry] = []
    for passage in document.passages:
        if passage.speaker not in speakers:
            said = [(speaker_text(document, passage), 0, document.lang)]
            speakers[passage.speaker] = lines.terms(Part.SPEAKER, said)
        if passage.pairs not in pairs:
            pairs[passage.pairs] = lines.terms(Part.PAIR, _paired(document, passage))
        body = _body(document, passage)
        terms = {**title, **speakers[passage.speaker], **lines.terms(Part.BODY, body), **pairs[passage.pairs]}
        columns = _columns(document, passage, turns, lines.fingerprint(body))
        size = sum(len("".join(text.split())) for text, _, _ in body)
        entries.append(Entry(entry_id(document.id, passage.id), document.id, terms, columns, size))
    return tuple(entries)


def tokens_of(
    document: Document,
    passage: Passage,
    analyzer: Analyzer,
    parts: Collection[Part] = tuple(Part),
    sought: TermFilter | None = None,
) -> Mapping[Field, tuple[Token, ...]]:
    """The tokens of a passage in every field of the parts: those sought, or all. Offsets of body and pair count in
    `document.text`, those of the title in `document.title_shown`, those of the speaker in
    `speaker_text(document, passage)`."""
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
        found.update(_tokens(part, pieces, analyzer, sought))
    return found


def speaker_text(document: Document, passage: Passage) -> str:
    """Name, role and outlet of the passage's speaker, a line each; empty when nobody is known."""
    speaker = document.speaker(passage.speaker) if passage.speaker else None
    if speaker is None:
        return ""
    return "\n\n".join(line for line in (speaker.name, speaker.role, speaker.outlet) if line)


def columns_of(document: Document, passage: Passage) -> Mapping[Column, tuple[str, ...]]:
    """What filters, facets and sorting see of a passage; columns without a value are left out."""
    turns = {turn.id: turn for turn in document.turns}
    return _columns(document, passage, turns, text_fingerprint(document.passage_text(passage)))


def _columns(
    document: Document, passage: Passage, turns: Mapping[str, Turn], fingerprint: str
) -> Mapping[Column, tuple[str, ...]]:
    turn = turns.get(passage.turn)
    role = turn.role if turn else None
    paired = [turns[name] for name in passage.pairs if name in turns]
    asker, answerer = _sides(passage, role, paired)
    found = (
        (Column.DOCUMENT, (document.id,)),
        (Column.KIND, (passage.kind.value,)),
        (Column.ROLE, (role.value if role else "",)),
        (Column.LANG, (passage.lang,)),
        (Column.GENRE, (document.genre.value,)),
        (Column.SAID_BY, (passage.speaker,)),
        (Column.SPEAKER, (passage.speaker, *(each.speaker for each in paired))),
        (Column.ASKER, asker),
        (Column.ANSWERER, answerer),
        (Column.PLACE, (document.place,)),
        (Column.SOURCE, (document.publisher,)),
        (Column.NUMBER, (document.number,)),
        (Column.DATE, (document.date,)),
        (Column.YEAR, (document.date[:4],)),
        (Column.MONTH, (document.date[:7] if len(document.date) >= 7 else "",)),
        (Column.DUP, (fingerprint,)),
    )
    return {
        column: values if len(values) == 1 else tuple(dict.fromkeys(filter(None, values)))
        for column, values in found
        if any(values)
    }


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


class _Lines:
    """The lines of one document's texts. A turn is the body of its passage and the pair of its partners, and a
    paragraph may stand twice: each text is read once."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._read: dict[tuple[str, str], IndexTerms] = {}
        self._lines: dict[tuple[Piece, ...], list[tuple[int, TermLine]]] = {}

    def terms(self, part: Part, pieces: Sequence[Piece]) -> Terms:
        """Fields of one part for the index; fields without a term are left out."""
        key = tuple(pieces)
        if key not in self._lines:
            layers = self._joined(pieces) if len(pieces) > 1 else self._single(pieces)
            self._lines[key] = [(number, TermLine.of(*columns)) for number, columns in enumerate(layers) if columns[0]]
        return {_FIELDS[part][number]: line for number, line in self._lines[key]}

    def fingerprint(self, pieces: Sequence[Piece]) -> str:
        """That of all pieces together."""
        return runs_fingerprint(run for text, _, lang in pieces for run in self._of(text, lang).runs)

    def _single(self, pieces: Sequence[Piece]) -> Iterable[Columns]:
        return (columns for text, _, lang in pieces if text for columns in self._of(text, lang).layers.values())

    def _joined(self, pieces: Sequence[Piece]) -> Iterable[Columns]:
        """The terms of each layer, the paragraphs' positions one after the other."""
        collected: list[Columns] = [([], []) for _ in Layer]
        first = 0
        for text, _, lang in pieces:
            layers = self._of(text, lang).layers.values()
            for (all_terms, all_places), (terms, places) in zip(collected, layers, strict=True):
                all_terms.extend(terms)
                all_places.extend([place + first for place in places] if first else places)
            first = _next(first, (places[-1] + first for _, places in layers if places))
        return collected

    def _of(self, text: str, lang: str) -> IndexTerms:
        if (text, lang) not in self._read:
            self._read[text, lang] = self._analyzer.index_terms(text, lang)
        return self._read[text, lang]


def _tokens(
    part: Part, pieces: Sequence[Piece], analyzer: Analyzer, sought: TermFilter | None
) -> list[tuple[Field, tuple[Token, ...]]]:
    """Fields of one part with their offsets, numbered as `_Lines` numbers them; when only some are sought, in the same
    order and as far apart at least wherever paragraphs end."""
    collected: dict[Layer, list[Token]] = {layer: [] for layer in Layer}
    first = 0
    for text, base, lang in pieces:
        if sought is None:
            layers = analyzer.analyze(text, base, lang, first)
        else:
            layers = analyzer.analyze_only(text, sought, base, lang, first)
        first = _next(first, (tokens[-1].position for tokens in layers.values() if tokens))
        for layer, tokens in layers.items():
            collected[layer].extend(tokens)
    return [(FIELD[part][layer], tuple(tokens)) for layer, tokens in collected.items() if tokens]


def _next(first: int, lasts: Iterable[int]) -> int:
    """Where the next paragraph's positions begin; an empty paragraph takes none."""
    last = max(lasts, default=None)
    return first if last is None else last + 1 + PARAGRAPH_GAP
