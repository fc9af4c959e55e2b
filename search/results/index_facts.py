"""What lowering asks of the index, remembered as long as the generation is searched."""

from __future__ import annotations

import time
from collections.abc import Hashable

from search.model import Kind
from search.port.engine import Snapshot
from search.port.leaf import sufficient
from search.port.lookup import Everything, Keep, Lookup, Node
from search.query.context import TermFrequencies
from search.results.bounded_cache import BoundedCache
from search.terms import Column

MOST_ENTITIES = 256  # nodes of an entity's names: 44 kB for the United States, 9 on average
MOST_TREES = 1_000  # trees of which is known whether anything but a card matches
_BESIDES_CARDS_S = 0.1  # that finding out may take
_NO_CARD = Keep(Column.KIND, tuple(kind.value for kind in Kind if kind is not Kind.CONTACT))


class IndexFacts:
    """Facts of one generation. Safe to share between threads: what two of them ask is found twice, and alike."""

    def __init__(self, snapshot: Snapshot, cards: int) -> None:
        self._snapshot = snapshot
        self._cards = cards
        self._values: dict[Column, tuple[str, ...]] = {}
        self._besides_cards: BoundedCache[Node, bool] = BoundedCache(MOST_TREES)
        self.entity_nodes: BoundedCache[Hashable, Node] = BoundedCache(MOST_ENTITIES)

    def column_values(self, column: Column) -> tuple[str, ...]:
        """The values of a column."""
        if column not in self._values:
            page = self._snapshot.search(Lookup(Everything(), limit=0, facets=(column,)))
            self._values[column] = tuple(facet.value for facet in page.facets.get(column, ()))
        return self._values[column]

    def matches_besides_cards(self, node: Node, frequencies: TermFrequencies) -> bool:
        """Whether a tree matches any passage besides contact cards. It does where a term that suffices stands in more
        passages than there are cards; a search that times out counts as a match."""
        known = self._besides_cards.get(node)
        if known is None:
            terms = [(term.field, term.text) for term in sufficient(node)]
            frequencies.fetch(terms)
            if any(frequencies[term] > self._cards for term in terms):
                return True
            lookup = Lookup(node, (_NO_CARD,), limit=0, deadline=time.monotonic() + _BESIDES_CARDS_S)
            (total,) = self._snapshot.counts([lookup])
            if total is None:
                return True
            known = self._besides_cards[node] = total > 0
        return known
