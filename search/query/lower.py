"""The query tree -> a lookup tree: analysis, weights, match mode."""

from __future__ import annotations

import unicodedata
from typing import assert_never

from search.names import speaker_key
from search.port.lookup import (
    AllOf,
    AnyOf,
    Between,
    Everything,
    Keep,
    Node,
    Verbatim,
    Without,
)
from search.query.how import How
from search.query.literal import literal
from search.query.tree import And, Dated, Empty, Name, Named, Nearby, Not, Or, Prefixed, Query, Quoted, Words
from search.query.words import lower_words
from search.request import Match
from search.terms import Column, Part

_COLUMNS = {
    Name.SPEAKER: Column.SPEAKER,
    Name.ASKER: Column.ASKER,
    Name.ANSWERER: Column.ANSWERER,
    Name.LANG: Column.LANG,
    Name.KIND: Column.KIND,
    Name.GENRE: Column.GENRE,
    Name.PLACE: Column.PLACE,
    Name.SOURCE: Column.SOURCE,
    Name.NUMBER: Column.NUMBER,
    Name.DOC: Column.DOCUMENT,
}
_PEOPLE = (Name.SPEAKER, Name.ASKER, Name.ANSWERER)


def lower(tree: Query, how: How) -> Node:
    """The lookup tree of a query. Never raises; a query without any term finds nothing, the empty one everything."""
    return _lower(tree, how)


def _lower(tree: Query, how: How) -> Node:
    match tree:
        case Empty():
            return Everything()
        case Words():
            return lower_words(tree.text, how)
        case Quoted():
            return _quoted(tree.text, how)
        case Prefixed():
            return literal(tree.text, Part.BODY, how.analyzer)
        case Nearby():
            return AllOf(tuple(_lower(group, how) for group in tree.groups))
        case Named():
            return _named(tree, how)
        case Dated():
            return Between(Column.DATE, tree.low, tree.high)
        case And():
            return _and(tree, how)
        case Or():
            return AnyOf(tuple(_lower(child, how) for child in tree.children))
        case Not():
            return Without(Everything(), _lower(tree.child, how))
        case _:
            assert_never(tree)


def _and(tree: And, how: How) -> Node:
    wanted = [_lower(child, how) for child in tree.children if not isinstance(child, Not)]
    unwanted = [_lower(child.child, how) for child in tree.children if isinstance(child, Not)]
    node: Node = wanted[0] if len(wanted) == 1 else AllOf(tuple(wanted)) if wanted else Everything()
    return Without(node, unwanted[0] if len(unwanted) == 1 else AnyOf(tuple(unwanted))) if unwanted else node


def _quoted(text: str, how: How) -> Node:
    """Literal, in the body alone; with match=exact the characters themselves."""
    node = literal(text, Part.BODY, how.analyzer)
    return Verbatim(node, unicodedata.normalize("NFC", text)) if how.match is Match.EXACT else node


def _named(named: Named, how: How) -> Node:
    if named.name is Name.TITLE:
        return literal(named.value, Part.TITLE, how.analyzer)
    column = _COLUMNS[named.name]
    values = (named.value, speaker_key(named.value)) if named.name in _PEOPLE else (named.value,)
    return Keep(column, tuple(dict.fromkeys(values)), prefix=named.name is Name.LANG)
