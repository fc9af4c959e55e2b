"""Nothing found: which piece of the query emptied the result, and what finds more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from search.query.pieces import pieces_of
from search.query.show import show
from search.query.tree import And, Not, Or, Prefixed, Query, Quoted, Words
from search.request import Note

# How many units a tree finds under the filters of the request; None when there was no time to count.
Count = Callable[[Query], int | None]
MOST_PIECES = 8  # counted one by one; a query of more is best match, or a list


def emptied(tree: Query, count: Count) -> tuple[Note, ...]:
    """Notes on a query that found nothing: the pieces that alone find nothing, or that the rest finds without one;
    and the query with OR between its words, when that finds something."""
    parts = tuple(_parts(tree))[:MOST_PIECES]
    absent = [part for part in parts if not isinstance(part, Not) and count(part) == 0]
    notes = [_emptied(part, "found nowhere") for part in absent]
    if not absent and len(parts) > 1:
        for i, part in enumerate(parts):
            found = count(_all((*parts[:i], *parts[i + 1 :])))
            if found:
                notes.append(_emptied(part, f"without it there are {found}", found))
    words = [part for part in parts if isinstance(part, Words | Quoted | Prefixed)]
    rest = [part for part in parts if part not in words and part not in absent]
    if len(words) > 1:
        relaxed = _all((Or(tuple(words)), *rest))
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


def _parts(tree: Query) -> Iterator[Query]:
    """What must all be there: the children of an And, the pieces of a run of words."""
    for child in tree.children if isinstance(tree, And) else (tree,):
        if isinstance(child, Words):
            for piece in pieces_of(child.text):
                yield Words(piece.text, child.span)
        else:
            yield child


def _all(parts: Sequence[Query]) -> Query:
    return parts[0] if len(parts) == 1 else And(tuple(parts))
