"""Ways out of an empty result, one click each: what can be given up so that the rest finds something.

What emptied the result is said by `search.results.emptied`; here stand the searches that lead on, each with what it
finds. A way that finds nothing is never offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from search.dates import find_dates
from search.model import Span
from search.query.pieces import pieces_of
from search.query.show import show
from search.query.tree import And, NearClause, Not, Or, Query, Quotation, WordPrefix, Words
from search.query.words import content_pieces, is_date
from search.request import Match, Relaxation, SearchRequest

# What a search finds, in passages.
Count = Callable[[SearchRequest], int]

MOST_PIECES = 8  # tried one by one; a query of more is best match, or a list


def relaxations(request: SearchRequest, tree: Query, count: Count) -> tuple[Relaxation, ...]:
    """The ways out: without the pieces that empty the result, without quotes, with any of the words, matched more
    freely, without a filter (the most fruitful first), without all of them when no single one helps."""
    counted = [
        *_counted(_without_pieces(request, tree, count), count),
        *_counted(_looser(request, tree), count),
    ]
    single = list(_counted((("limit", without, name) for name, _, without in request.filters_in_force()), count))
    counted += sorted(single, key=lambda way: -way.total)
    if not single and unfiltered(request) != replace(request, page=1):
        counted += _counted([("limits", unfiltered(request), "")], count)
    return tuple({way.request: way for way in reversed(counted)}.values())[::-1]


def unfiltered(request: SearchRequest) -> SearchRequest:
    """The query alone, with how it is matched and sorted."""
    return SearchRequest(text=request.text, match=request.match, sort=request.sort, size=request.size)


def conditions(tree: Query, match: Match) -> Iterator[Query]:
    """What must all be there: the children of an And, the telling pieces of a run of words. Stop words are asked for
    where characters are compared as typed, and where there is nothing else."""
    for child in tree.children if isinstance(tree, And) else (tree,):
        if isinstance(child, Words):
            typed = pieces_of(child.text)
            if is_date(typed, find_dates(child.text)):
                yield child
                continue
            for piece in typed if match is Match.EXACT else content_pieces(typed):
                yield Words(piece.text, child.span)
        else:
            yield child


def together(parts: Sequence[Query]) -> Query:
    """Conditions as one query."""
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def any_of_the_words(parts: Sequence[Query], absent: Sequence[Query] = ()) -> Query | None:
    """Conditions with OR between the words, without others that are absent; None when there are not two words."""
    words = [part for part in parts if isinstance(part, Words | Quotation | WordPrefix)]
    rest = [part for part in parts if part not in words and part not in absent]
    return together((Or(tuple(words)), *rest)) if len(words) > 1 else None


# Kind of the way, the search, what is given up.
_Way = tuple[str, SearchRequest, str]


def _without_pieces(request: SearchRequest, tree: Query, count: Count) -> Iterator[_Way]:
    """Without everything that alone finds nothing; when each finds something, without one of them."""
    parts = tuple(conditions(tree, request.match))[:MOST_PIECES]
    absent = [part for part in parts if not isinstance(part, Not) and not count(_asking(request, part))]
    left = [part for part in parts if part not in absent]
    if absent and left:
        yield "piece", _asking(request, together(left)), " ".join(map(show, absent))
    if not absent and len(parts) > 1:
        for at, part in enumerate(parts):
            yield "piece", _asking(request, together((*parts[:at], *parts[at + 1 :]))), show(part)


def _looser(request: SearchRequest, tree: Query) -> Iterator[_Way]:
    parts = tuple(conditions(tree, request.match))[:MOST_PIECES]
    bare = together([_unquoted(part) for part in parts]) if parts else tree
    if parts and bare != together(parts):
        yield "quotes", _asking(request, bare), ""
    anywhere = together([each for part in parts for each in (part.groups if isinstance(part, NearClause) else (part,))])
    if anywhere != together(parts):
        yield "piece", _asking(request, anywhere), "NEAR"
    either = any_of_the_words(parts)
    if either is not None:
        yield "all", _asking(request, either), ""
    if request.match is not Match.ALL:
        yield "match", _changed(request, "match", Match.ALL), ""


def _unquoted(part: Query) -> Query:
    return Words(part.text, Span(0, 0)) if isinstance(part, Quotation) else part


def _counted(ways: Sequence[_Way] | Iterator[_Way], count: Count) -> Iterator[Relaxation]:
    for kind, request, what in ways:
        total = count(request)
        if total:
            yield Relaxation(kind, request, total, what)


def _asking(request: SearchRequest, tree: Query) -> SearchRequest:
    return _changed(request, "text", show(tree))


def _changed(request: SearchRequest, field: str, value: Any) -> SearchRequest:
    """The search with one field changed, from its first page (Any: the fields differ)."""
    return replace(request, **{field: value, "page": 1})
