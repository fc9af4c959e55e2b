"""Nothing found: which piece of the query emptied the result, and what finds more."""

from __future__ import annotations

from collections.abc import Callable

from search.query.show import show
from search.query.tree import Not, Query
from search.request import Match, Note
from search.suggest.relax import MOST_PIECES, any_of_the_words, conditions, together

# How many units a tree finds under the filters of the request; None when there was no time to count.
Count = Callable[[Query], int | None]


def emptied(tree: Query, match: Match, count: Count) -> tuple[Note, ...]:
    """Notes on a query that found nothing: the pieces that alone find nothing, or that the rest finds without one;
    and the query with OR between its words, when that finds something."""
    parts = tuple(conditions(tree, match))[:MOST_PIECES]
    absent = [part for part in parts if not isinstance(part, Not) and count(part) == 0]
    notes = [_emptied(part, "found nowhere") for part in absent]
    if not absent and len(parts) > 1:
        for i, part in enumerate(parts):
            found = count(together((*parts[:i], *parts[i + 1 :])))
            if found:
                notes.append(_emptied(part, f"without it there are {found}", found))
    relaxed = any_of_the_words(parts, absent)
    if relaxed is not None:
        total = count(relaxed)
        if total:
            text = show(relaxed)
            message = f"Passages with any of the words: {total}."
            notes.append(Note("relaxed", message, {"text": text, "total": str(total)}))
    return tuple(notes)


def _emptied(part: Query, reason: str, without: int = 0) -> Note:
    text = show(part)
    arguments = {"piece": text} | ({"without": str(without)} if without else {})
    return Note("emptied_by", f"{text}: {reason}.", arguments)
