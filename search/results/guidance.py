"""What a page of results says beside its hits: a better spelling, and ways out when there are none."""

from __future__ import annotations

import time
from dataclasses import replace

from search.port.deadline import passed
from search.port.lookup import Lookup
from search.query.lower import lower
from search.query.parse import parse
from search.query.tree import Empty
from search.request import Completion, Results, SearchRequest
from search.results.searcher import Searcher
from search.suggest.complete import complete
from search.suggest.relax import relaxations
from search.suggest.reread_as_filter import reread_as_filter
from search.suggest.spell import MOST_FOUND, Spelling, corrected, frequencies


def guided(searcher: Searcher, results: Results, deadline: float | None = None, longest: int = 256) -> Results:
    """The first page of results with its suggestion and, when it is empty, its relaxations. Each finds something under
    the filters of the request."""
    started = time.perf_counter()
    request = results.request
    tree = parse(request.text, longest).tree
    if request.page > 1 or results.partial or isinstance(tree, Empty):
        return results

    def count(asked: SearchRequest) -> int:
        return found_by(searcher, asked, deadline, longest)

    def counted(text: str) -> int:
        return count(replace(request, text=text))

    better = None if results.total else reread_as_filter(request.text[:longest], results.notes, counted)
    if not better and results.total <= MOST_FOUND:
        spelling = Spelling(searcher.suggestions(), frequencies(searcher.snapshot), searcher.analyzer.words)
        text = request.text[:longest]
        better = corrected(spelling, text, results.total, counted)
    ways = relaxations(request, tree, count) if not results.total else ()
    spent = (time.perf_counter() - started) * 1000
    return replace(results, suggestion=better, relaxations=ways, took_ms=results.took_ms + spent)


def completions(
    searcher: Searcher, text: str, limit: int, deadline: float | None, longest: int
) -> tuple[Completion, ...]:
    """Queries that go on from the text; those that stand beside other words find something together with them."""

    def finds(query: str) -> bool | None:
        late = passed(deadline)
        if not late and found_by(searcher, SearchRequest(query), deadline, longest):
            return True
        # A search that the deadline cut short tells nothing.
        return None if passed(deadline) else False

    return complete(searcher.suggestions(), SearchRequest(text).text, limit, finds)


def found_by(searcher: Searcher, request: SearchRequest, deadline: float | None, longest: int) -> int:
    """In how many passages a request finds something."""
    node = lower(parse(request.text, longest).tree, searcher.context(request))
    return searcher.snapshot.search(Lookup(node, searcher.filters(request), limit=0, deadline=deadline)).total
