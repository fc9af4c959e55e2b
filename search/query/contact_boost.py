"""Contact cards stand on every page of their country: they come last, unless the query wants one."""

from __future__ import annotations

from collections.abc import Callable

from search.analysis.fold import fold, strip_accents
from search.analysis.normal_forms import long_numbers
from search.analysis.runs import Run
from search.languages import every_word
from search.model import Kind
from search.port.lookup import Node, Scaled
from search.query.analysis_cache import runs_of
from search.query.context import CARDS_FIRST, CARDS_LAST, LoweringContext
from search.query.tree import And, FieldClause, Query, wanted_clauses
from search.scripts import Script, is_han
from search.terms import Column

# Words of a query that asks for an address; whoever says more (据其官方网站介绍……) asks for more.
_LONGEST = 12
_WORDS = frozenset(every_word("contact"))
_HAN = tuple(filter(is_han, every_word("contact")))
# An office is asked for by what it is only beside where or whose it is.
_OFFICE_WORDS = frozenset(every_word("offices"))
_HAN_OFFICES = tuple(filter(is_han, every_word("offices")))


def boost_contacts(node: Node, tree: Query, context: LoweringContext, typed: Callable[[], Node]) -> Node:
    """The tree with cards ranked as they are wanted: first when a word asks for one; by their score when it stands in a
    long question, when a filter, an address or a number asks for one, or when nothing else holds what was typed; else
    last. `typed` gives the tree without the other names of things."""
    texts = [clause.text for clause in wanted_clauses(tree) if not isinstance(clause, FieldClause)]
    if not texts or context.wants_cards or _named_card(tree):
        return node
    if any(map(_asks_for_card, texts)):
        long = sum(map(_size, texts)) > _LONGEST
        return node if long else Scaled(node, Column.KIND, (Kind.CONTACT.value,), CARDS_FIRST)
    if any(map(_holds_number, texts)) or _stand_alone(node, context, typed):
        return node
    return Scaled(node, Column.KIND, (Kind.CONTACT.value,), CARDS_LAST)


def _stand_alone(node: Node, context: LoweringContext, typed: Callable[[], Node]) -> bool:
    """Whether what was typed is said in cards alone. Without other names nothing else is found then anyway."""
    if context.matches_besides_cards is None or context.expand is None:
        return False
    bare = typed()
    return bare != node and not context.matches_besides_cards(bare)


def _asks_for_card(text: str) -> bool:
    folded, runs = fold(text).text, runs_of(text)
    if any(strip_accents(run.text) in _WORDS for run in runs) or any(word in folded for word in _HAN):
        return True
    return (any(strip_accents(run.text) in _OFFICE_WORDS for run in runs) and len(runs) > 1) or _is_named_office(runs)


def _is_named_office(runs: tuple[Run, ...]) -> bool:
    """Whether a Chinese word for an office stands with more than itself: 大使馆 does not, 驻比什凯克大使馆 does."""
    return any(
        word in run.text and (len(runs) > 1 or len(run.text) > len(word) + 2)
        for run in runs
        for word in _HAN_OFFICES
    )  # fmt: skip


def _size(text: str) -> int:
    """How many words a text has, more or less: two Han characters are one."""
    runs = runs_of(text)
    return sum((len(run.text) + 1) // 2 if run.script is Script.JOINED else 1 for run in runs)


def _holds_number(text: str) -> bool:
    return "@" in fold(text).text or bool(long_numbers(runs_of(text)))


def _named_card(tree: Query) -> bool:
    children = tree.children if isinstance(tree, And) else (tree,)
    return any(isinstance(each, FieldClause) and each.name == "kind" and each.value == "contact" for each in children)
