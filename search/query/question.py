"""A request understood: parsed and lowered once, for everything that answers it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from search.port.lookup import Between, Keep, Lookup, Node
from search.query.context import LoweringContext
from search.query.filters import filters_of
from search.query.lower import lower
from search.query.origins import NodeOrigin
from search.query.parse import ParsedQuery, parse
from search.query.size_limits import MAX_CHARS
from search.query.tree import Query
from search.request import SearchRequest


@dataclass(frozen=True, slots=True)
class Question:
    """A request, its query as parsed and as lowered to `node`, what the leaves of the node stand for, and the
    conditions of its filters. `deadline` is a `time.monotonic()` value."""

    request: SearchRequest
    parsed: ParsedQuery
    context: LoweringContext
    node: Node
    origins: tuple[NodeOrigin, ...]
    filters: tuple[Keep | Between, ...]
    deadline: float | None = None
    asked_at: float = 0.0  # `time.perf_counter()`

    @property
    def took_ms(self) -> float:
        """How long it is being answered."""
        return (time.perf_counter() - self.asked_at) * 1000

    @property
    def tree(self) -> Query:
        """The query as parsed."""
        return self.parsed.tree

    def count_lookup(self) -> Lookup:
        """Counts the passages that the request finds."""
        return Lookup(self.node, self.filters, limit=0, deadline=self.deadline)


def question_of(
    request: SearchRequest, context: LoweringContext, max_query: int = MAX_CHARS, deadline: float | None = None
) -> Question:
    """The question of a request, of whose text `max_query` characters count."""
    asked_at = time.perf_counter()
    parsed = parse(request.text, max_query)
    lowered = lower(parsed.tree, context)
    filters = filters_of(request, context.people)
    return Question(request, parsed, context, lowered.node, lowered.origins, filters, deadline, asked_at)
