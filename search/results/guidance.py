"""What a page of results says beside its hits: a better spelling, and ways out when there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.port.deadline import passed
from search.query.question import Question
from search.query.tree import Empty
from search.request import Completion, Note, Relaxation, SearchRequest, Suggestion
from search.results.no_results import no_results
from search.results.searcher import Searcher
from search.results.suggestions import suggestion_table
from search.results.trial_counts import TrialCounts
from search.suggest.complete import complete
from search.suggest.reread_as_filter import reread_as_filter
from search.suggest.spell import MOST_FOUND, Spelling, corrected


@dataclass(frozen=True, slots=True)
class Guidance:
    """What leads on from a page of results; each suggestion finds something under the filters of the request."""

    notes: tuple[Note, ...] = ()
    suggestion: Suggestion | None = None
    relaxations: tuple[Relaxation, ...] = ()


def guidance(searcher: Searcher, question: Question, total: int) -> Guidance:
    """Of a search that found `total` passages and was not cut short. A better spelling and ways out only stand on the
    first page."""
    if isinstance(question.tree, Empty):
        return Guidance()
    trials = TrialCounts(searcher, question, total)
    notes, relaxations = ((), ()) if total else no_results(question, trials)
    better = _better(searcher, question, total, trials) if question.request.page == 1 else None
    return Guidance(notes, better, relaxations)


def _better(searcher: Searcher, question: Question, total: int, trials: TrialCounts) -> Suggestion | None:
    """The query as it was probably meant, when that finds something, or much more."""
    text = question.request.text[: searcher.max_query]

    def counts(texts: Sequence[str]) -> Sequence[int]:
        return [found or 0 for found in trials.totals(replace(question.request, text=text) for text in texts)]

    better = None if total else reread_as_filter(text, question.parsed, counts)
    if better or total > MOST_FOUND:
        return better
    spelling = Spelling(searcher.memo(suggestion_table), searcher.snapshot.frequencies, searcher.analyzer.words)
    return corrected(spelling, text, question.tree, total, counts)


def completions(searcher: Searcher, text: str, limit: int, deadline: float | None) -> tuple[Completion, ...]:
    """Queries that go on from the text; those that stand beside other words find something together with them."""

    def finds(query: str) -> bool | None:
        if passed(deadline):
            return None
        (total,) = searcher.snapshot.counts([searcher.question(SearchRequest(query), deadline).count_lookup()])
        return None if total is None else total > 0

    text = SearchRequest(text[: searcher.max_query]).text
    return complete(searcher.memo(suggestion_table), text, limit, finds)
