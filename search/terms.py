"""The words that index and query agree on: tokens, layers of terms, fields, columns.

A layer is a line of terms: positions ascend strictly, one term a position, no blank inside a term, gaps allowed. So
any engine can take a layer as one string.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Layer(StrEnum):
    """How a text was turned into terms."""

    __hash__ = str.__hash__  # an enum's own is slow Python, and its members are keys in inner loops

    WORDS = "words"  # Han words by the segmenter
    GRAMS = "grams"  # Han bigrams, positional; the last character of a run also alone
    EXACT = "exact"  # folded words of alphabetic scripts, numbers, Latin glued to Han
    STEMS = "stems"  # stems with their language: pt/cooper
    VALUES = "values"  # what is written in many ways, in one form: dates 2031-09-18, long numbers 996312610905


class Part(StrEnum):
    """Which text of a passage the terms come from."""

    __hash__ = str.__hash__

    TITLE = "title"
    SPEAKER = "speaker"
    BODY = "body"
    PAIR = "pair"  # the questions of an answer, the answers of a question


class Token(NamedTuple):
    """A term where it stands: `text` is folded and has no blank; `start`, `end` are code points of the original."""

    text: str
    start: int
    end: int
    position: int


Layers = Mapping[Layer, tuple[Token, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class TermLine(Sequence[tuple[str, int]]):
    """A layer as (term, position) pairs, stored in two columns: `text` is the terms joined by blanks, `positions` four
    bytes for each. Cheap to make, to keep and to send to another process."""

    text: str
    positions: bytes

    @classmethod
    def of(cls, terms: Sequence[str], positions: Iterable[int]) -> TermLine:
        """The line of as many terms as positions. Raises ValueError if a term contains a blank or is empty."""
        line = cls(" ".join(terms), array("I", positions).tobytes())
        if line.text.count(" ") + 1 != len(terms) or len(line) != len(terms):
            raise ValueError(f"no line can be made of these terms: {terms!r}")
        return line

    def columns(self) -> tuple[list[str], list[int]]:
        """The terms, and their positions."""
        positions = array("I")
        positions.frombytes(self.positions)
        return self.text.split(" ") if self.text else [], positions.tolist()

    def __len__(self) -> int:
        return len(self.positions) >> 2

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return zip(*self.columns(), strict=True)

    def __getitem__(self, index: Any) -> Any:  # Any: Sequence allows slices, which give tuples of pairs here
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash((self.text, self.positions))


class Field(NamedTuple):
    """An indexed field: one layer of one part. Fields are keys in every inner loop; a tuple is hashed and compared
    without a line of Python."""

    part: Part
    layer: Layer

    @property
    def name(self) -> str:
        """The name in an engine's schema: `body_grams`."""
        return f"{self.part.value}_{self.layer.value}"


# Every field by its part and layer: to look one up costs a fifth of making it.
FIELD: Mapping[Part, Mapping[Layer, Field]] = {part: {layer: Field(part, layer) for layer in Layer} for part in Part}
FIELDS: tuple[Field, ...] = tuple(field for layers in FIELD.values() for field in layers.values())


class Column(StrEnum):
    """A value per passage for filters, facets, sorting, collapsing. Values are opaque: commas and all."""

    __hash__ = str.__hash__

    DOCUMENT = "document"
    KIND = "kind"
    ROLE = "role"
    LANG = "lang"
    GENRE = "genre"
    SPEAKER = "speaker"  # speakers of the passage and of its paired turns
    SAID_BY = "said_by"  # the speaker of the passage itself
    ASKER = "asker"  # who asked: in the passage itself (question) or of its questions (answer)
    ANSWERER = "answerer"  # who answered: likewise; a statement's speaker counts as its answerer
    PLACE = "place"
    SOURCE = "source"
    NUMBER = "number"
    DATE = "date"  # ISO, as precise as known
    YEAR = "year"
    MONTH = "month"
    DUP = "dup"  # fingerprint of the folded letters and digits
