"""A query tree written as a query text: the query as understood. `parse(show(tree)).tree` is the tree, spans aside."""

from __future__ import annotations

from typing import assert_never

from search.query.tokens import CLOSERS
from search.query.tree import (
    And,
    DateClause,
    Empty,
    FieldClause,
    NearClause,
    Not,
    Or,
    Query,
    Quotation,
    WordPrefix,
    Words,
)

_STYLES = tuple((opening, CLOSERS[opening][0]) for opening in '"「«『﹁﹃｢')


def show(tree: Query) -> str:
    """The query text of a tree."""
    match tree:
        case Words(text):
            return text
        case Quotation(text):
            return _quoted(text)
        case WordPrefix(text):
            return f"{text}*"
        case NearClause(groups, distance):
            return f" NEAR/{distance} ".join(show(group) for group in groups)
        case FieldClause(name, value, quoted=quoted):
            return f"{name}:{_quoted(value) if quoted else value}"
        case DateClause(low, high):
            return " ".join([*([f"from:{low}"] if low else []), *([f"to:{high}"] if high else [])])
        case And(children):
            return _all(children)
        case Or(children):
            return " OR ".join(show(child) for child in children)
        case Not(child):
            return f"-{_one(child)}"
        case Empty():
            return ""
    assert_never(tree)


def _all(children: tuple[Query, ...]) -> str:
    """Conditions side by side; AND keeps two runs of words two clauses."""
    pieces: list[str] = []
    for i, child in enumerate(children):
        if i and isinstance(child, Words) and isinstance(children[i - 1], Words):
            pieces.append("AND")
        pieces.append(f"({show(child)})" if isinstance(child, Or) else show(child))
    return " ".join(pieces)


def _one(tree: Query) -> str:
    """A tree as the operand of a minus."""
    match tree:
        case Words(text):
            simple = text.split() == [text]
        case DateClause(low, high):
            simple = not (low and high)
        case _:
            simple = isinstance(tree, Quotation | WordPrefix | FieldClause)
    return show(tree) if simple else f"({show(tree)})"


def _quoted(text: str) -> str:
    """The text in the first style of quotation marks whose closing marks do not stand in it."""
    opening, closing = next(
        (style for style in _STYLES if not any(mark in text for mark in CLOSERS[style[0]])), _STYLES[0]
    )
    return f"{opening}{text}{closing}"
