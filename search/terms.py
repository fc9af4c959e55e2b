"""The words that index and query agree on: tokens, layers of terms, fields, columns.

A layer is a line: positions rise strictly, one term a position, no blank inside a term, gaps allowed. So any engine
can take a layer as one string.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Layer(StrEnum):
    """How a text was turned into terms."""

    WORDS = "words"  # Han words by the segmenter
    GRAMS = "grams"  # Han bigrams, positional; the last character of a run also alone
    EXACT = "exact"  # folded words of alphabetic scripts, numbers, Latin glued to Han
    STEMS = "stems"  # stems with their language: pt/cooper
    VALUES = "values"  # what is written in many ways, in one form: dates 2031-09-18, long numbers 996312610905


class Part(StrEnum):
    """Which text of a unit the terms come from."""

    TITLE = "title"
    SPEAKER = "speaker"
    BODY = "body"
    PAIR = "pair"  # the questions of an answer, the answers of a question


@dataclass(frozen=True, slots=True)
class Token:
    """A term where it stands: `text` is folded and has no blank; `start`, `end` are code points of the original."""

    text: str
    start: int
    end: int
    position: int


Layers = Mapping[Layer, tuple[Token, ...]]


@dataclass(frozen=True, slots=True, order=True)
class Field:
    """An indexed field: one layer of one part."""

    part: Part
    layer: Layer
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Fields are keys in every inner loop, and an enum's own hash is slow Python. By place in the enums, not by
        # `hash(str)`: a field may be sent to another process, where texts hash otherwise.
        object.__setattr__(self, "_hash", _PART_PLACES[str(self.part)] + _LAYER_PLACES[str(self.layer)])

    def __hash__(self) -> int:
        return self._hash

    @property
    def name(self) -> str:
        """The name in an engine's schema: `body_grams`."""
        return f"{self.part.value}_{self.layer.value}"


_LAYER_PLACES = {str(layer): place for place, layer in enumerate(Layer)}
_PART_PLACES = {str(part): place * len(Layer) for place, part in enumerate(Part)}
FIELDS: tuple[Field, ...] = tuple(Field(part, layer) for part in Part for layer in Layer)


class Column(StrEnum):
    """A value per unit for filters, facets, sorting, collapsing. Values are opaque: commas and all."""

    DOCUMENT = "document"
    KIND = "kind"
    ROLE = "role"
    LANG = "lang"
    GENRE = "genre"
    SPEAKER = "speaker"  # speakers of the unit and of its paired turns
    ASKER = "asker"  # who asked: of the unit itself (question) or of its questions (answer)
    ANSWERER = "answerer"  # who answered: likewise; a statement's speaker counts as its answerer
    PLACE = "place"
    SOURCE = "source"
    NUMBER = "number"
    DATE = "date"  # ISO, as precise as known
    YEAR = "year"
    MONTH = "month"
    DUP = "dup"  # fingerprint of the folded letters and digits
