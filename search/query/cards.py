"""Contact cards stand on every page of their country: they rank lower unless the query wants one."""

from __future__ import annotations

from collections.abc import Iterator

from search.analysis.fold import fold, plain
from search.analysis.runs import cut_runs
from search.analysis.values import long_numbers
from search.model import Kind
from search.port.lookup import Node, Scaled
from search.query.how import CARD_FACTOR, How
from search.query.tree import And, Name, Named, Nearby, Or, Prefixed, Query, Quoted, Words
from search.terms import Column

_LATIN = """address phone telephone tel fax hotline email mail website contact contacts hours endereco morada telefone
 telemovel fax correio contato contacto contatos contactos direccion telefono correo адрес телефон факс почта контакты
 контакт"""
_HAN = ["地址", "电话", "传真", "邮箱", "邮件", "热线", "网址", "网站", "联系", "邮编"]
_WORDS = frozenset(_LATIN.split())


def lowered_cards(node: Node, tree: Query, how: How) -> Node:
    """The tree with cards at half their score, unless cards were asked for by filter, word, address or number."""
    texts = list(_texts(tree))
    if not texts or how.contacts or any(map(_asks_for_card, texts)) or _named_card(tree):
        return node
    return Scaled(node, Column.KIND, (Kind.CONTACT.value,), CARD_FACTOR)


def _asks_for_card(text: str) -> bool:
    folded = fold(text).text
    runs = list(cut_runs(folded))
    words = any(plain(run.text) in _WORDS for run in runs)
    return words or "@" in folded or any(word in folded for word in _HAN) or bool(long_numbers(runs))


def _named_card(tree: Query) -> bool:
    children = tree.children if isinstance(tree, And) else (tree,)
    return any(isinstance(each, Named) and each.name is Name.KIND and each.value == "contact" for each in children)


def _texts(tree: Query) -> Iterator[str]:
    """The wanted texts of a query."""
    match tree:
        case And(children) | Or(children):
            for child in children:
                yield from _texts(child)
        case Nearby(groups):
            for group in groups:
                yield group.text
        case Words(text) | Quoted(text) | Prefixed(text):
            yield text
