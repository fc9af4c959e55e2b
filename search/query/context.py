"""How a query is lowered: the analysis, the match mode, what the index holds, and the measured weights."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from search.analysis.analyze import Analyzer
from search.glossary.people import NOBODY, People
from search.languages import LANGUAGES
from search.model import Span
from search.port.lookup import Node
from search.query.origins import OriginNotes
from search.request import Match
from search.terms import Column, Field, Part

# Weight of a part of a passage.
PART_WEIGHTS: Mapping[Part, float] = {Part.BODY: 1.0, Part.TITLE: 0.6, Part.SPEAKER: 0.4, Part.PAIR: 0.3}
# Words 1, pairs of characters .7: best on natural questions, flat from .5 to 1 (CMRC .9866, DRCD .9523).
WORD_WEIGHT = 1.0
GRAM_WEIGHT = 0.7
STEM_WEIGHT = 1.0
# A Latin word or number in a text with Han, beside its exact weight: CMRC .9856 -> .9881, XQuAD-zh .943 -> .9445.
MIXED_WEIGHT = 1.0
# Of several languages' stems of one word the best counts, the others a tenth: they are one word.
STEM_TIE = 0.1
# A required piece that stands as typed, its characters side by side.
PHRASE_WEIGHT = 2.0
# A constant for each date of the query that the passage names: a boost, never a filter.
DATE_WEIGHT = 1.0
# Contact cards stand on every page of their country: below all that was said, unless the query wants one. If the query
# has a contact word, a card with a quarter of the score of the best passage still ranks first.
CARDS_FIRST = 4.0
CARDS_LAST = 0.001
# Up to three short pieces are all required; a Han run is short up to four characters.
SHORT_PIECES = 3
SHORT_RUN = 4
# At most so many languages' stems are tried for one Latin word.
MOST_LANGUAGES = 3


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entity: searched as a phrase with its weight (1 is the name as typed). `forms` are its
    inflections, itself among them; their stems are shared by other words (alemão and além, Camarões and câmara).
    `longer_names` hold it and name something else."""

    text: str
    lang: str
    weight: float
    forms: tuple[str, ...] = ()
    longer_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity named in a text: `span` is its place there, `aliases` its other names, `typed` the name there."""

    id: str
    span: Span
    aliases: tuple[Alias, ...]
    typed: str = ""


FieldTerm = tuple[Field, str]


class TermFrequencies(dict[FieldTerm, int]):
    """In how many passages terms stand, for one request. `fetch` asks the index for many at once; a term that was not
    fetched is asked for by itself."""

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[Sequence[FieldTerm]], Mapping[FieldTerm, int]]) -> None:
        super().__init__()
        self._ask = ask

    def fetch(self, terms: Iterable[FieldTerm]) -> None:
        """Ask for those that are not known, in one call."""
        unknown = [term for term in dict.fromkeys(terms) if term not in self]
        if unknown:
            self.update(self._ask(unknown))

    def __missing__(self, term: FieldTerm) -> int:
        self.fetch([term])
        return self[term]


# Text of a Words clause -> the entities it names, never overlapping, in order.
Expand = Callable[[str], Sequence[Entity]]


@dataclass(frozen=True, slots=True)
class LoweringContext:
    """What lowering needs besides the tree.

    `languages` are the language subtags of the index's passages, commonest first: a Latin word is stemmed in those of
    them that are written in Latin. `relaxed` makes short queries best match. `expand` names entities; used only when
    `match` is `all`. `parts` are searched by unquoted words. `wants_cards`: contact cards are asked for by a filter.
    `people` joins the spellings of one person. `frequencies` come from the index, which has `passages`; without them
    every name counts as present. `matches_besides_cards` and `column_values` ask it too. `entity_nodes` keeps the
    nodes of names, as long as the index is the same. `origins` takes notes of what each node stands for.
    """

    analyzer: Analyzer
    match: Match = Match.ALL
    languages: tuple[str, ...] = tuple(language.tag for language in LANGUAGES)
    relaxed: bool = False
    wants_cards: bool = False
    expand: Expand | None = None
    parts: Mapping[Part, float] = field(default_factory=lambda: PART_WEIGHTS)
    people: People = NOBODY
    frequencies: TermFrequencies | None = None
    passages: int = 0
    matches_besides_cards: Callable[[Node], bool] | None = None
    column_values: Callable[[Column], Sequence[str]] | None = None
    entity_nodes: MutableMapping[Hashable, Node] = field(default_factory=dict)
    origins: OriginNotes = field(default_factory=OriginNotes)

    def without_notes(self, **changes: Any) -> LoweringContext:
        """The same with changes (Any: the fields differ); where its nodes come from is noted apart from this one's."""
        return replace(self, origins=OriginNotes(), **changes)
