"""How many passages other searches would find, beside the one that was asked. Each is lowered and counted once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from search.port.lookup import Lookup
from search.query.filters import filters_of
from search.query.question import Question
from search.request import SearchRequest
from search.results.searcher import Searcher


class TrialCounts:
    """The totals of searches that one request tries beside its own, whose total is known. All of a call that were not
    counted before are asked of the index in one round."""

    def __init__(self, searcher: Searcher, question: Question, total: int) -> None:
        self._searcher = searcher
        self._deadline = question.deadline
        self._questions = {_query_of(question.request): question}
        self._totals: dict[Lookup, int | None] = {question.count_lookup(): total}

    def totals(self, requests: Iterable[SearchRequest]) -> list[int | None]:
        """In how many passages each request finds something; None where there was no time to count."""
        lookups = [self._question(request).count_lookup() for request in requests]
        fresh = [lookup for lookup in dict.fromkeys(lookups) if lookup not in self._totals]
        if fresh:
            self._totals.update(zip(fresh, self._searcher.snapshot.counts(fresh), strict=True))
        return [self._totals[lookup] for lookup in lookups]

    def total(self, request: SearchRequest) -> int | None:
        """`totals` of one request."""
        return self.totals([request])[0]

    def _question(self, request: SearchRequest) -> Question:
        """The request understood; a query that was lowered before only gets other filters."""
        query = _query_of(request)
        if query not in self._questions:
            self._questions[query] = self._searcher.question(request, self._deadline)
        question = self._questions[query]
        return replace(question, request=request, filters=filters_of(request, question.context.people))


def _query_of(request: SearchRequest) -> object:
    """Equal for requests whose queries match the same passages. A filter on contact cards changes scores alone."""
    return request.text, request.match, request.noexp
