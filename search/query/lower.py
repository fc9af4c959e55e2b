"""The query tree -> a lookup tree: analysis, weights, match mode."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import assert_never

from search.analysis.fold import fold, plain
from search.analysis.runs import Run, Script, cut_runs
from search.port.lookup import AllOf, Between, Everything, Keep, Node, Nothing, Prefix, Verbatim, Without
from search.query.column_values import like
from search.query.combine import all_of, any_of
from search.query.contact_boost import lowered_cards
from search.query.context import How
from search.query.exclusion import apart, neighbours
from search.query.literal import literal
from search.query.near import lower_nearby
from search.query.prose import Prose, lower_prose, spoken
from search.query.tree import And, Dated, Empty, Name, Named, Nearby, Not, Or, Prefixed, Query, Quoted, Words
from search.query.words import lower_words, required_text
from search.request import Match
from search.terms import FIELD, Column, Layer, Part

# The beginning of a Latin word must have two letters: one would be a tenth of the vocabulary.
LEAST_PREFIX = 2

_COLUMNS = {
    Name.LANG: Column.LANG,
    Name.KIND: Column.KIND,
    Name.GENRE: Column.GENRE,
    Name.PLACE: Column.PLACE,
    Name.SOURCE: Column.SOURCE,
    Name.NUMBER: Column.NUMBER,
    Name.DOC: Column.DOCUMENT,
}
_TOLD = (Name.PLACE, Name.SOURCE)  # in the words of each page
# The column of a person, and the roles in which the unit's own speaker is that person.
_PEOPLE = {
    Name.SPEAKER: (Column.SPEAKER, ()),
    Name.ASKER: (Column.ASKER, ("question",)),
    Name.ANSWERER: (Column.ANSWERER, ("answer", "statement")),
}


def lower(tree: Query, how: How) -> Node:
    """The lookup tree of a query. Never raises; a query without any term finds nothing, the empty one everything."""
    return lowered_cards(_lower(tree, how), tree, how, lambda: _lower(tree, replace(how, expand=None)))


def _lower(tree: Query, how: How) -> Node:
    match tree:
        case Empty():
            return Everything()
        case Words():
            return lower_words(tree.text, how)
        case Quoted():
            return _as_typed(literal(tree.text, Part.BODY, how.analyzer), tree.text, how)
        case Prefixed():
            return _as_typed(_prefixed(tree.text, how), tree.text, how)
        case Nearby():
            return lower_nearby(tree, how)
        case Named():
            return _named(tree, how)
        case Dated():
            return Between(Column.DATE, tree.low, tree.high)
        case And():
            return _and(tree, how)
        case Or():
            return any_of([_lower(child, how) for child in tree.children])
        case Not():
            return Without(Everything(), _lower(tree.child, how))
        case _:
            assert_never(tree)


def _and(tree: And, how: How) -> Node:
    """All wanted children. What is unwanted excludes occurrences where it holds a wanted text, else passages."""
    children = spoken(tree.children)
    excluded = [child.child for child in children if isinstance(child, Not)]
    texts = [child for child in excluded if isinstance(child, Words | Quoted)]
    used: set[Words | Quoted] = set()
    wanted: list[Node] = []
    for child in children:
        if isinstance(child, Prose):
            wanted.append(lower_prose(child, how))
            continue
        longer = neighbours(child, texts, how) if isinstance(child, Words | Quoted) else ()
        if longer and isinstance(child, Words | Quoted):
            used.update(longer)
            wanted.append(apart(child, longer, how))
        elif not isinstance(child, Not):
            wanted.append(_lower(child, how))
    unwanted = [_lower(child, how) for child in excluded if child not in used]
    node = all_of(wanted) if wanted else Everything() if excluded else Nothing()
    return Without(node, any_of(unwanted)) if unwanted else node


def _as_typed(node: Node, text: str, how: How) -> Node:
    """With match=exact, only where the characters themselves stand."""
    return Verbatim(node, unicodedata.normalize("NFC", text)) if how.match is Match.EXACT else node


def _prefixed(text: str, how: How) -> Node:
    """Units that hold a word beginning so, in any part; a Han run may go on anywhere."""
    runs = list(cut_runs(fold(text).text))
    if not runs:
        return Nothing()
    if runs[-1].script is Script.JOINED or len(runs[-1].text) < LEAST_PREFIX:
        return required_text(text, how)
    return any_of([_prefix(text, runs, part, weight, how) for part, weight in how.parts.items()])


def _prefix(text: str, runs: list[Run], part: Part, weight: float, how: How) -> Node:
    begun = Prefix(FIELD[part][Layer.EXACT], plain(runs[-1].text), weight)
    before = fold(text).text[: runs[-2].end] if len(runs) > 1 else ""
    return AllOf((literal(before, part, how.analyzer, weight), begun)) if before else begun


def _named(named: Named, how: How) -> Node:
    """A condition on a column; a title is searched; a person is found by a part of the name too."""
    if named.name is Name.TITLE:
        words = literal(named.value, Part.TITLE, how.analyzer)
        return words if named.quoted else any_of([words, lower_words(named.value, _only_title(how))])
    if named.name not in _PEOPLE:
        column = _COLUMNS[named.name]
        told = how.known(column) if how.known and named.name in _TOLD else ()
        return Keep(column, like(told, named.value, whole=named.quoted), prefix=named.name is Name.LANG)
    column, roles = _PEOPLE[named.name]
    written = literal(named.value, Part.SPEAKER, how.analyzer)
    own = all_of([Keep(Column.ROLE, roles), written]) if roles else written
    return any_of([Keep(column, how.people.spellings(named.value)), own])


def _only_title(how: How) -> How:
    return How(how.analyzer, how.match, how.languages, parts={Part.TITLE: 1.0})
