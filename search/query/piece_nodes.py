"""The weighted terms of one piece in one part of a passage."""

from __future__ import annotations

from functools import lru_cache

from search.analysis.runs import cut_runs
from search.analysis.stem import stem
from search.languages import BY_TAG, LANGUAGES, LATIN_TAGS
from search.port.lookup import AllOf, AnyOf, BestOf, Node, Plus, Prefix, Term
from search.query.analysis_cache import MOST_TEXTS, layers_of
from search.query.combine import all_of, any_of
from search.query.context import (
    GRAM_WEIGHT,
    MIXED_WEIGHT,
    MOST_LANGUAGES,
    PHRASE_WEIGHT,
    STEM_TIE,
    STEM_WEIGHT,
    WORD_WEIGHT,
    LoweringContext,
)
from search.query.literal import literal
from search.query.pieces import PieceShape, QueryPiece
from search.scripts import Script
from search.terms import FIELD, Layer, Part

_HAN_STOP_WORDS = frozenset().union(*(each.stop_words for each in LANGUAGES if each.script is Script.JOINED))
# Words of other scripts are of the one language that has stems in it.
_STEMMED = {each.script: [each.tag] for each in LANGUAGES if each.snowball}


def required_node(piece: QueryPiece, part: Part, weight: float, context: LoweringContext) -> Node:
    """Passages whose part has the piece: all pairs of a Han run, a word in any form, an address as one phrase."""
    match piece.shape:
        case PieceShape.HAN:
            return _han(piece, part, weight, context)
        case PieceShape.WORD:
            return _word(piece.words[0], part, weight, context)
        case PieceShape.COMPOUND:
            words = tuple(_word(word, part, weight, context) for word in piece.words)
            return Plus(AllOf(words), literal(piece.text, part, context.analyzer, weight * PHRASE_WEIGHT))
        case PieceShape.TIED:
            return literal(piece.text, part, context.analyzer, weight * PHRASE_WEIGHT)


def term_nodes(piece: QueryPiece, part: Part, weight: float, context: LoweringContext) -> list[Node]:
    """The piece's terms, each by itself, for best match; none of a Han run that only stop words make."""
    match piece.shape:
        case PieceShape.HAN:
            return [*_pairs(piece, part, weight), *_dictionary_words(piece, part, weight, context)]
        case PieceShape.WORD | PieceShape.COMPOUND:
            return [_word(word, part, weight, context) for word in piece.words]
        case PieceShape.TIED:
            return [literal(piece.text, part, context.analyzer, weight * PHRASE_WEIGHT)]


def is_dictionary_word(piece: QueryPiece, context: LoweringContext) -> bool:
    """Whether a Han run is one word of the segmenter's dictionary."""
    return len(context.analyzer.words(piece.words[0])) == 1


def _han(piece: QueryPiece, part: Part, weight: float, context: LoweringContext) -> Node:
    """All pairs of the run; its words, and the run as it stands, on top."""
    run, field = piece.words[0], FIELD[part][Layer.GRAMS]
    if len(run) == 1:
        return Prefix(field, run, weight)
    pairs: list[Node] = [Term(field, run[at : at + 2], weight * GRAM_WEIGHT) for at in range(len(run) - 1)]
    bonus = _dictionary_words(piece, part, weight, context)
    if len(run) > 2:
        bonus.append(literal(run, part, context.analyzer, weight * PHRASE_WEIGHT))
    return Plus(all_of(pairs), any_of(bonus)) if bonus else all_of(pairs)


def _pairs(piece: QueryPiece, part: Part, weight: float) -> list[Node]:
    """The pairs of a run, save those of two stop characters."""
    run, field = piece.words[0], FIELD[part][Layer.GRAMS]
    if len(run) == 1:
        return [] if run in _HAN_STOP_WORDS else [Prefix(field, run, weight * GRAM_WEIGHT)]
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    kept = [pair for pair in pairs if not all(sign in _HAN_STOP_WORDS for sign in pair)] or pairs
    return [Term(field, pair, weight * GRAM_WEIGHT) for pair in kept]


def _dictionary_words(piece: QueryPiece, part: Part, weight: float, context: LoweringContext) -> list[Node]:
    """The dictionary words of a run, save stop words unless it has no other."""
    words = [token.text for token in layers_of(piece.text, context.analyzer)[Layer.WORDS]]
    kept = [word for word in words if word not in _HAN_STOP_WORDS] or words
    return [Term(FIELD[part][Layer.WORDS], word, weight * WORD_WEIGHT) for word in kept]


def _word(word: str, part: Part, weight: float, context: LoweringContext) -> Node:
    """The word as written, and its stems in the languages it may be of; as it stands among Han."""
    script = _script_of(word)
    tags = _latin(context) if script is Script.LATIN else _STEMMED.get(script, [])
    exact_weight = BY_TAG[tags[0]].exact_weight if tags else 1.0
    found: list[Node] = [Term(FIELD[part][Layer.EXACT], word, weight * exact_weight)]
    if tags:
        stems = [Term(FIELD[part][Layer.STEMS], stem(tag, word), weight * STEM_WEIGHT) for tag in tags]
        found.append(stems[0] if len(stems) == 1 else BestOf(tuple(stems), STEM_TIE))
    # Texts with Han hold their words and numbers among the pairs too, and have few stems.
    found.append(Term(FIELD[part][Layer.GRAMS], word, weight * MIXED_WEIGHT))
    return AnyOf(tuple(found))


@lru_cache(maxsize=MOST_TEXTS)
def _script_of(word: str) -> Script:
    return next(cut_runs(word)).script


def _latin(context: LoweringContext) -> list[str]:
    """The languages of the index that are written in Latin, commonest first."""
    return [tag for tag in dict.fromkeys(context.languages) if tag in LATIN_TAGS][:MOST_LANGUAGES]
