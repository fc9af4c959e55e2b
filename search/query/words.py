"""Plain words -> a lookup tree: a few short pieces are all required, anything longer is best match."""

from __future__ import annotations

from search.analysis.languages import BY_TAG, LANGUAGES
from search.analysis.runs import Script, cut_runs
from search.analysis.stem import stem
from search.port.lookup import AllOf, AnyOf, BestOf, Node, Nothing, Plus, Prefix, Term
from search.query.how import (
    GRAM_WEIGHT,
    MOST_LANGUAGES,
    PHRASE_WEIGHT,
    SHORT_PIECES,
    SHORT_RUN,
    STEM_TIE,
    STEM_WEIGHT,
    WORD_WEIGHT,
    How,
)
from search.query.literal import literal
from search.query.pieces import Piece, Shape, is_stop_word, pieces_of
from search.terms import Field, Layer, Part

_HAN_STOP_WORDS = BY_TAG["zh"].stop_words


def lower_words(text: str, how: How) -> Node:
    """The tree of a clause of plain words."""
    pieces = telling(pieces_of(text))
    if not pieces:
        return Nothing()
    if all_required(pieces, how):
        return _of([required(piece, how) for piece in pieces])
    return AnyOf(tuple(node for piece in pieces for node in terms(piece, how)))


def telling(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces without stop words; all of them when nothing would remain."""
    return tuple(piece for piece in pieces if not is_stop_word(piece)) or pieces


def all_required(pieces: tuple[Piece, ...], how: How) -> bool:
    """Whether the pieces are few and short enough to be all required."""
    short = all(piece.shape is not Shape.HAN or len(piece.words[0]) <= SHORT_RUN for piece in pieces)
    return short and len(pieces) <= SHORT_PIECES and not how.relaxed


def required(piece: Piece, how: How) -> Node:
    """Units that hold the piece in some part."""
    return _any([_in_part(piece, part, weight, how) for part, weight in how.parts.items()])


def terms(piece: Piece, how: How) -> list[Node]:
    """The scored terms of a piece in every part, for best match."""
    found: list[Node] = []
    for part, weight in how.parts.items():
        if piece.shape is Shape.HAN:
            found.extend(_han_grams(piece, part, weight))
            found.extend(_han_words(piece, part, weight, how))
        else:
            found.append(_in_part(piece, part, weight, how))
    return found


def _in_part(piece: Piece, part: Part, weight: float, how: How) -> Node:
    if piece.shape is Shape.HAN:
        return _han(piece, part, weight, how)
    if piece.shape is Shape.WORD:
        return _word(piece.words[0], part, weight, how)
    if piece.shape is Shape.COMPOUND:
        return Plus(
            AllOf(tuple(_word(word, part, weight, how) for word in piece.words)),
            literal(piece.text, part, how.analyzer, weight * PHRASE_WEIGHT),
        )
    return literal(piece.text, part, how.analyzer, weight * PHRASE_WEIGHT)


def _han(piece: Piece, part: Part, weight: float, how: How) -> Node:
    """All pairs of the run, its words and the run as a whole on top."""
    run = piece.words[0]
    if len(run) == 1:
        return Prefix(Field(part, Layer.GRAMS), run, weight)
    pairs = [Term(Field(part, Layer.GRAMS), run[i : i + 2], weight * GRAM_WEIGHT) for i in range(len(run) - 1)]
    bonus: list[Node] = list(_han_words(piece, part, weight, how))
    if len(run) > 2:
        bonus.append(literal(run, part, how.analyzer, weight * PHRASE_WEIGHT))
    return Plus(_of(list(pairs)), _any(bonus)) if bonus else _of(list(pairs))


def _han_grams(piece: Piece, part: Part, weight: float) -> list[Node]:
    """The pairs of a run, save those of two stop characters."""
    run = piece.words[0]
    field = Field(part, Layer.GRAMS)
    if len(run) == 1:
        return [] if run in _HAN_STOP_WORDS else [Prefix(field, run, weight * GRAM_WEIGHT)]
    pairs = [run[i : i + 2] for i in range(len(run) - 1)]
    kept = [pair for pair in pairs if not all(sign in _HAN_STOP_WORDS for sign in pair)] or pairs
    return [Term(field, pair, weight * GRAM_WEIGHT) for pair in kept]


def _han_words(piece: Piece, part: Part, weight: float, how: How) -> list[Node]:
    """The dictionary words of a run, save stop words."""
    words = [token.text for token in how.analyzer.analyze(piece.text)[Layer.WORDS]]
    kept = [word for word in words if word not in _HAN_STOP_WORDS] or words
    return [Term(Field(part, Layer.WORDS), word, weight * WORD_WEIGHT) for word in kept]


def _word(word: str, part: Part, weight: float, how: How) -> Node:
    """The word as written, and its stems in the languages it may be of."""
    script = next(cut_runs(word)).script
    tags = ["ru"] if script is Script.CYRILLIC else _latin(how) if script is Script.LATIN else []
    if not tags:
        return Term(Field(part, Layer.EXACT), word, weight)
    exact = Term(Field(part, Layer.EXACT), word, weight * BY_TAG[tags[0]].exact_weight)
    stems: list[Node] = [Term(Field(part, Layer.STEMS), stem(tag, word), weight * STEM_WEIGHT) for tag in tags]
    return AnyOf((exact, stems[0] if len(stems) == 1 else BestOf(tuple(stems), STEM_TIE)))


def _latin(how: How) -> list[str]:
    """The languages of the index that are written in Latin, commonest first."""
    latin = {language.tag for language in LANGUAGES if language.script is Script.LATIN}
    return [tag for tag in dict.fromkeys(how.languages) if tag in latin][:MOST_LANGUAGES]


def _of(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else AllOf(tuple(nodes))


def _any(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else AnyOf(tuple(nodes))
