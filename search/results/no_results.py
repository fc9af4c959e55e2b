"""Nothing found: which pieces of the query emptied the result, and the ways out of it, one click each.

A way out gives something up so that the rest finds something. One that finds nothing is never offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from search.model import Span
from search.query.pieces import pieces_of
from search.query.question import Question
from search.query.show import show
from search.query.tree import And, NearClause, Not, Or, Query, Quotation, WordPrefix, Words
from search.query.words import content_pieces, names_only_a_date
from search.request import Match, Note, Relaxation, SearchRequest
from search.results.trial_counts import TrialCounts

MOST_PIECES = 8  # tried one by one; a query of more is best match, or a list

# Kind of the way out, the search, what is given up.
_Way = tuple[str, SearchRequest, str]


def no_results(question: Question, trials: TrialCounts) -> tuple[tuple[Note, ...], tuple[Relaxation, ...]]:
    """What emptied the result, and on the first page the ways out: without the pieces that empty it, without quotes,
    with any of the words, matched more freely, without a filter (the most fruitful first), without all filters when no
    single one helps."""
    request = question.request
    parts = tuple(_conditions(question.tree, request.match))[:MOST_PIECES]
    first_page = request.page == 1
    looser = list(_looser(request, question.tree, parts)) if first_page else []
    unfiltered = [("limit", without, name) for name, _, without in request.filters_in_force()] if first_page else []
    alone = [part for part in parts if not isinstance(part, Not)]
    trials.totals([*(_asking(request, part) for part in alone), *_requests(looser), *_requests(unfiltered)])
    absent = [part for part in alone if trials.total(_asking(request, part)) == 0]
    pieces = list(_without_pieces(request, parts, absent))
    either = _any_of_the_words(parts, absent)
    trials.totals([*_requests(pieces), *([_asking(request, either)] if either else [])])
    notes = (*_culprits(absent, pieces, trials), *_any_word(request, either, trials))
    return notes, _ways_out(request, pieces + looser, unfiltered, trials) if first_page else ()


def _culprits(absent: Sequence[Query], pieces: Iterable[_Way], trials: TrialCounts) -> Iterator[Note]:
    """The pieces that alone find nothing; where each finds something, those without which the rest does."""
    for part in absent:
        text = show(part)
        yield Note("emptied_by", f"{text}: found nowhere.", {"piece": text})
    for _, request, text in [] if absent else pieces:
        if total := trials.total(request):
            message = f"{text}: without it there are {total}."
            yield Note("emptied_by", message, {"piece": text, "without": str(total)})


def _any_word(request: SearchRequest, either: Query | None, trials: TrialCounts) -> Iterator[Note]:
    if either is not None and (total := trials.total(_asking(request, either))):
        yield Note("relaxed", f"Passages with any of the words: {total}.", {"text": show(either), "total": str(total)})


def _ways_out(
    request: SearchRequest, ways: Iterable[_Way], unfiltered: Iterable[_Way], trials: TrialCounts
) -> tuple[Relaxation, ...]:
    """The ways that find something, each search once."""
    single = sorted(_fruitful(unfiltered, trials), key=lambda way: -way.total)
    found = [*_fruitful(ways, trials), *single]
    bare = SearchRequest(text=request.text, match=request.match, sort=request.sort, size=request.size)
    if not single and bare != replace(request, page=1):
        found += _fruitful([("limits", bare, "")], trials)
    return tuple({way.request: way for way in reversed(found)}.values())[::-1]


def _fruitful(ways: Iterable[_Way], trials: TrialCounts) -> Iterator[Relaxation]:
    for kind, request, what in ways:
        if total := trials.total(request):
            yield Relaxation(kind, request, total, what)


def _conditions(tree: Query, match: Match) -> Iterator[Query]:
    """What must all be there: the children of an And, the pieces of a run of words that say something. Stop words are
    asked for where characters are compared as typed, and where there is nothing else."""
    for child in tree.children if isinstance(tree, And) else (tree,):
        if isinstance(child, Words):
            if names_only_a_date(child.text):
                yield child
                continue
            typed = pieces_of(child.text)
            for piece in typed if match is Match.EXACT else content_pieces(typed):
                yield Words(piece.text, child.span)
        else:
            yield child


def _without_pieces(request: SearchRequest, parts: Sequence[Query], absent: Sequence[Query]) -> Iterator[_Way]:
    """Without everything that alone finds nothing; when each finds something, without one of them."""
    left = [part for part in parts if part not in absent]
    if absent and left:
        yield "piece", _asking(request, _together(left)), " ".join(map(show, absent))
    if not absent and len(parts) > 1:
        for at, part in enumerate(parts):
            yield "piece", _asking(request, _together((*parts[:at], *parts[at + 1 :]))), show(part)


def _looser(request: SearchRequest, tree: Query, parts: Sequence[Query]) -> Iterator[_Way]:
    bare = _together([_unquoted(part) for part in parts]) if parts else tree
    if parts and bare != _together(parts):
        yield "quotes", _asking(request, bare), ""
    anywhere = _together(
        [each for part in parts for each in (part.groups if isinstance(part, NearClause) else (part,))]
    )
    if anywhere != _together(parts):
        yield "piece", _asking(request, anywhere), "NEAR"
    either = _any_of_the_words(parts)
    if either is not None:
        yield "all", _asking(request, either), ""
    if request.match is not Match.ALL:
        yield "match", replace(request, match=Match.ALL, page=1), ""


def _unquoted(part: Query) -> Query:
    return Words(part.text, Span(0, 0)) if isinstance(part, Quotation) else part


def _together(parts: Sequence[Query]) -> Query:
    """Conditions as one query."""
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _any_of_the_words(parts: Sequence[Query], absent: Sequence[Query] = ()) -> Query | None:
    """Conditions with OR between the words, without others that are absent; None when there are not two words."""
    words = [part for part in parts if isinstance(part, Words | Quotation | WordPrefix)]
    rest = [part for part in parts if part not in words and part not in absent]
    return _together((Or(tuple(words)), *rest)) if len(words) > 1 else None


def _asking(request: SearchRequest, tree: Query) -> SearchRequest:
    return replace(request, text=show(tree), page=1)


def _requests(ways: Iterable[_Way]) -> Iterator[SearchRequest]:
    return (request for _, request, _ in ways)
