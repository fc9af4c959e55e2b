"""What is looked for in a text: terms by layer, so that a text is not cut into terms that nobody asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.scripts import JOINED
from search.terms import Layer

_IS_JOINED = re.compile(f"[{JOINED}]")

Row = tuple[str, int]  # a term and its position


@dataclass(frozen=True, slots=True)
class TermFilter:
    """The terms looked for in each layer, and the beginnings of terms; layers without any are left out. `joined` are
    all those of joined scripts, `signs` their first characters; `only_joined` that there are no others."""

    terms: Mapping[Layer, frozenset[str]]
    beginnings: Mapping[Layer, tuple[str, ...]]
    joined: tuple[str, ...]
    signs: frozenset[str]
    only_joined: bool

    def matching(self, layer: Layer, rows: Sequence[Row]) -> Sequence[Row]:
        """Those of a layer's rows that are looked for."""
        terms, begin = self.terms.get(layer, frozenset()), self.beginnings.get(layer)
        if begin:
            return [row for row in rows if row[0] in terms or row[0].startswith(begin)]
        return [row for row in rows if row[0] in terms]

    def may_match(self, folded: str) -> bool:
        """Whether a folded text may hold a term of a joined script: what it is cut into stands in it as it is."""
        return not self.signs.isdisjoint(folded) and any(map(folded.__contains__, self.joined))

    def has(self, layer: Layer) -> bool:
        """Whether anything is looked for in a layer."""
        return layer in self.terms or layer in self.beginnings


def term_filter(terms: Iterable[tuple[Layer, str]], beginnings: Iterable[tuple[Layer, str]] = ()) -> TermFilter:
    """What is looked for, given term by term."""
    listed, begun = set(terms), set(beginnings)
    texts = {text for _, text in listed | begun}
    joined = tuple(text for text in texts if _IS_JOINED.match(text))
    return TermFilter(
        {layer: frozenset(own) for layer, own in _by_layer(listed)},
        {layer: tuple(own) for layer, own in _by_layer(begun)},
        joined,
        frozenset(text[0] for text in joined),
        len(joined) == len(texts),
    )


def _by_layer(found: Iterable[tuple[Layer, str]]) -> Iterable[tuple[Layer, list[str]]]:
    layers: dict[Layer, list[str]] = {}
    for layer, text in found:
        layers.setdefault(layer, []).append(text)
    return layers.items()
